package dev.holdfast.core.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code verify}: starts a JVM with the agent, as users do, and lets it test itself. */
@Command(
    name = "verify",
    description = "Self-test of every hook on this JVM.",
    footer = {
      "",
      "Starts a second JVM of the same installation with the agent, saves one file",
      "through every API in a temporary folder, and calls every method that has a",
      "hook. Exit status 0: all is protected, 1: not all is.",
      "",
      "Examples:",
      "  java -jar holdfast.jar verify",
      "  /opt/jdk-21/bin/java -jar holdfast.jar verify"
    })
final class VerifyCommand implements Callable<Integer> {
  /** Far more than it takes; a hook that hangs must not hang this command. */
  private static final long SECONDS_MAX = 120;

  private final File jar;

  /** Lines of the self-test so far. */
  private int saves;

  @Spec private CommandSpec spec;

  VerifyCommand(File jar) {
    this.jar = jar;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    if (!jar.isFile()) {
      spec.commandLine()
          .getErr()
          .println("holdfast: verify needs the jar, " + jar + " is none; remedy: java -jar");
      return ExitStatus.FAILED;
    }
    Path temporary = Files.createTempDirectory("holdfast-verify").toRealPath();
    try {
      return verify(temporary, out);
    } finally {
      removeAll(temporary);
    }
  }

  private int verify(Path temporary, PrintWriter out) throws IOException, InterruptedException {
    Path saves = Files.createDirectory(temporary.resolve("saves"));
    Path configuration = temporary.resolve("holdfast.yaml");
    Files.write(
        configuration,
        "holdfast: 1\nrules:\n  - name: self-test\n    paths: ['saves/**']\n".getBytes(UTF_8));
    out.println(
        "Java " + System.getProperty("java.version") + " in " + System.getProperty("java.home"));
    out.flush();
    Process child = new ProcessBuilder(command(jar, configuration, saves)).start();
    child.getOutputStream().close();
    boolean ended;
    PrintWriter err = spec.commandLine().getErr();
    try (Progress progress = Progress.of("verify", err)) {
      progress.now("starting a JVM with the agent");
      Thread lines = copying(child.getInputStream(), line -> found(line, out, progress));
      Thread errors = copying(child.getErrorStream(), line -> progress.print(err, line));
      ended = child.waitFor(SECONDS_MAX, TimeUnit.SECONDS);
      if (!ended) {
        child.destroyForcibly().waitFor();
      }
      lines.join();
      errors.join();
    }
    return report(ended, child.exitValue(), out);
  }

  /** A line of the self-test: how far it is, is known by the saves; the hooks take no time. */
  private void found(String line, PrintWriter out, Progress progress) {
    progress.print(out, line);
    int all = EveryApi.ways().size();
    saves = Math.min(saves + 1, all);
    progress.now("saving by every API", saves, all);
  }

  /** Lines are given as soon as they come: a self-test that hangs shows where. */
  private static Thread copying(InputStream from, Consumer<String> to) {
    Thread thread =
        new Thread(
            () -> {
              try (BufferedReader lines =
                  new BufferedReader(new InputStreamReader(from, Charset.defaultCharset()))) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                  to.accept(line);
                }
              } catch (IOException e) {
                to.accept("holdfast: verify: " + e); // the child's end is judged by its status
              }
            },
            "holdfast-verify");
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  /** The child's command line. */
  static List<String> command(File jar, Path configuration, Path saves) {
    return Arrays.asList(
        System.getProperty("java.home") + "/bin/java",
        "-javaagent:" + jar + "=config=" + configuration,
        "-cp",
        jar.getPath(),
        "dev.holdfast.HoldfastAgent",
        SelfTestCommand.NAME,
        saves.toString());
  }

  private static int report(boolean ended, int status, PrintWriter out) {
    out.println();
    if (!ended) {
      out.println("The self-test did not end in " + SECONDS_MAX + " s.");
    } else if (status == ExitStatus.DONE) {
      out.println("Every way of saving a whole file is protected on this JVM.");
      return ExitStatus.DONE;
    } else {
      // 1 of the self-test, 1 or 78 of an agent that did not start, 134 and such of a dead JVM.
      out.println(
          "Not everything is protected on this JVM: see the lines above (status " + status + ").");
    }
    out.println(
        "Remedy: use Java 8, 11, 17, 21 or 25 (OpenJDK) on Linux, without agents that weave the"
            + " same classes; else report this output.");
    return ExitStatus.FAILED;
  }

  private static void removeAll(Path folder) throws IOException {
    List<Path> deepestFirst;
    try (Stream<Path> all = Files.walk(folder)) {
      deepestFirst = all.sorted(Comparator.reverseOrder()).collect(Collectors.toList());
    }
    for (Path path : deepestFirst) {
      Files.delete(path);
    }
  }
}
