package dev.holdfast.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.Arrays;

/**
 * What it costs a save that {@code on-exception: discard} looks at the stack: {@link
 * ExceptionsWorker} in one JVM of each JDK, with a rule for each of the key's two words.
 *
 * <p>Arguments: holdfast.jar, the folder to write to, rounds, the homes of the JDKs.
 */
public final class Exceptions {
  private Exceptions() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path folder = Paths.get(arguments[1]).toRealPath();
    Path discard = Files.createDirectories(folder.resolve("discard"));
    Path commit = Files.createDirectories(folder.resolve("commit"));
    String yaml =
        "holdfast: 1\nquiet: true\nrules:\n"
            + ("  - paths: [\"" + discard + "/**\"]\n    on-exception: discard\n")
            + ("  - paths: [\"" + commit + "/**\"]\n    on-exception: commit\n");
    Path rules = folder.resolve("exceptions.yaml");
    Files.write(rules, yaml.getBytes(StandardCharsets.UTF_8));
    System.out.println(
        "| JDK | frames below | commit, us | commit again - commit, us | discard - commit, us"
            + " | discard / commit | abandoned and discarded, us |");
    System.out.println("|---|---|---|---|---|---|---|");
    for (String home : Arrays.asList(arguments).subList(3, arguments.length)) {
      Process process =
          new ProcessBuilder(
                  StartUp.javaOf(home),
                  "-javaagent:" + arguments[0] + "=config=" + rules,
                  "-Xss4m",
                  "-cp",
                  System.getProperty("java.class.path"),
                  ExceptionsWorker.class.getName(),
                  discard.toString(),
                  commit.toString(),
                  arguments[2])
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .redirectOutput(ProcessBuilder.Redirect.INHERIT)
              .start();
      if (process.waitFor() != 0) {
        throw new IOException("the worker on " + home + " has failed, see above");
      }
    }
  }
}
