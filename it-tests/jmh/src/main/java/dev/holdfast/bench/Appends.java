package dev.holdfast.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;

/**
 * What a durable append costs, by how many threads append at once: {@link AppendWorker} in one JVM,
 * by hand to an unprotected file and with {@code append: atomic}, in turns.
 *
 * <p>Arguments: holdfast.jar, the folder to write to, rounds.
 */
public final class Appends {
  private Appends() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path folder = Paths.get(arguments[1]).toRealPath();
    Path atomic = Files.createDirectories(folder.resolve("atomic"));
    Path plain = Files.createDirectories(folder.resolve("plain"));
    String yaml =
        "holdfast: 1\nquiet: true\nrules:\n"
            + ("  - paths: [\"" + atomic + "/**\"]\n    append: atomic\n");
    Path rules = folder.resolve("appends.yaml");
    Files.write(rules, yaml.getBytes(StandardCharsets.UTF_8));
    System.out.println(
        "| threads | by hand, us a write | by hand again / by hand | atomic, us a write"
            + " | atomic / by hand | atomic: forces of the file for each write |");
    System.out.println("|---|---|---|---|---|---|");
    Process process =
        new ProcessBuilder(
                StartUp.javaOf(System.getProperty("java.home")),
                "-javaagent:" + arguments[0] + "=config=" + rules,
                "-cp",
                System.getProperty("java.class.path"),
                AppendWorker.class.getName(),
                atomic.toString(),
                plain.toString(),
                arguments[2])
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .redirectOutput(ProcessBuilder.Redirect.INHERIT)
            .start();
    if (process.waitFor() != 0) {
      throw new IOException("the worker has failed, see above");
    }
  }
}
