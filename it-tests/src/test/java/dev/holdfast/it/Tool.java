package dev.holdfast.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The command line, out of the jar, on one Java: {@code java -jar holdfast.jar ...}. */
final class Tool {
  private final List<String> command = new ArrayList<>();

  private Tool(Path java, Path jar) {
    command.add(java.toString());
    command.add("-jar");
    command.add(jar.toString());
  }

  /** Skips the running test where {@code jdk} is missing. */
  static Tool on(Jdk jdk) {
    Jvms.require(jdk);
    return new Tool(jdk.java(), ChildJvm.agentJar());
  }

  static Tool on(Path java, Path jar) {
    return new Tool(java, jar);
  }

  /** Instead of -jar: with {@code entry} on the class path, too. */
  Tool with(Path entry) {
    String jar = command.remove(command.size() - 1);
    command.set(command.size() - 1, "-cp");
    command.add(jar + ":" + entry);
    command.add("dev.holdfast.HoldfastAgent");
    return this;
  }

  /** Without the agent that the jar's manifest starts beside its main class. */
  Tool withoutAgent() {
    String jar = command.remove(command.size() - 1);
    command.set(command.size() - 1, "-cp");
    command.add(jar);
    command.add("dev.holdfast.HoldfastAgent");
    return this;
  }

  /** One of the JVM's. */
  Tool option(String option) {
    command.add(1, option);
    return this;
  }

  /** Started by way of {@code words}: another user. */
  Tool by(List<String> words) {
    command.addAll(0, words);
    return this;
  }

  Typed run(String... arguments) {
    List<String> words = new ArrayList<>(command);
    words.addAll(Arrays.asList(arguments));
    return run(words, "");
  }

  /** On a terminal of its own, which script(1) makes; {@code input} is typed. */
  Typed onTerminal(String input, String... arguments) {
    List<String> words = new ArrayList<>(command);
    words.addAll(Arrays.asList(arguments));
    return run(List.of("script", "-qec", String.join(" ", words), "/dev/null"), input);
  }

  private static Typed run(List<String> words, String input) {
    try {
      Path out = Files.createTempFile("typed", ".out");
      Path err = Files.createTempFile("typed", ".err");
      try {
        Process process =
            new ProcessBuilder(words)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        process.getOutputStream().write(input.getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();
        if (!process.waitFor(180, TimeUnit.SECONDS)) {
          process.destroyForcibly();
          throw new AssertionError("still running: " + words);
        }
        return new Typed(process.exitValue(), Files.readString(out), Files.readString(err));
      } finally {
        Files.delete(out);
        Files.delete(err);
      }
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    } catch (InterruptedException cause) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", cause);
    }
  }

  /** What came of it. */
  record Typed(int status, String out, String err) {
    @Override
    public String toString() {
      return "status " + status + "\nstdout: " + out + "\nstderr: " + err;
    }
  }
}
