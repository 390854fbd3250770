package dev.holdfast.it;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** A JVM to be started on one of the sample programs. Not thread-safe; starts many times. */
public final class ChildJvm {
  /** As nobody needs longer, even on a busy machine. */
  private static final long PATIENCE_SECONDS = 240;

  /** Where the programs are: what this module's main sources compile to. */
  public static final Path SAMPLES = Path.of("target", "classes").toAbsolutePath();

  private final Jdk jdk;
  private final List<String> prefix = new ArrayList<>();
  private final List<String> options = new ArrayList<>();
  private final List<String> agents = new ArrayList<>();
  private final Map<String, String> environment = new LinkedHashMap<>();
  private String classPath = SAMPLES.toString();
  private Path folder = Path.of(System.getProperty("java.io.tmpdir"));

  private ChildJvm(Jdk jdk) {
    this.jdk = jdk;
  }

  /** Skips the running test where {@code jdk} is missing. */
  public static ChildJvm on(Jdk jdk) {
    Jvms.require(jdk);
    ChildJvm child = new ChildJvm(jdk);
    child.options.addAll(
        List.of(
            "-Xshare:auto",
            "-Xmx192m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:-UsePerfData"));
    return child;
  }

  /** With Holdfast, configured by {@code configuration}. */
  public ChildJvm withAgent(Path configuration) {
    return withAgentArguments("config=" + configuration);
  }

  /** With Holdfast; {@code arguments} is what follows the jar's name and "=". */
  public ChildJvm withAgentArguments(String arguments) {
    if (jdk.feature() < 25 && agents.stream().noneMatch(a -> a.contains(agentJar().toString()))) {
      // else HotSpot takes any bytecode in bootstrap classes
      options.addAll(List.of("-XX:+UnlockDiagnosticVMOptions", "-XX:+BytecodeVerificationLocal"));
    }
    agents.add("-javaagent:" + agentJar() + "=" + arguments);
    return this;
  }

  /** With another agent, after those so far. */
  public ChildJvm withOtherAgent(String jarAndArguments) {
    agents.add("-javaagent:" + jarAndArguments);
    return this;
  }

  public ChildJvm option(String... more) {
    options.addAll(Arrays.asList(more));
    return this;
  }

  public ChildJvm environment(String name, String value) {
    environment.put(name, value);
    return this;
  }

  public ChildJvm in(Path workingFolder) {
    folder = workingFolder;
    return this;
  }

  /** Besides the programs. */
  public ChildJvm classPath(List<Path> more) {
    for (Path entry : more) {
      classPath += File.pathSeparator + entry;
    }
    return this;
  }

  /** Started by way of {@code words}: a tracer, another user. Goes before those so far. */
  public ChildJvm by(List<String> words) {
    prefix.addAll(0, words);
    return this;
  }

  /** Runs {@code program} to its end. */
  public Result run(Class<?> program, List<String> arguments) {
    try (Running running = start(program, arguments)) {
      return running.await();
    }
  }

  public Result run(Class<?> program, String... arguments) {
    return run(program, Arrays.asList(arguments));
  }

  public Running start(Class<?> program, List<String> arguments) {
    return start(program.getName(), arguments);
  }

  /** {@code program}: a class with a main method, in the class path. */
  public Running start(String program, List<String> arguments) {
    List<String> command = new ArrayList<>(prefix);
    command.add(jdk.java().toString());
    command.addAll(agents);
    command.addAll(options);
    command.add("-cp");
    command.add(classPath);
    command.add(program);
    command.addAll(arguments);
    try {
      Path out = Files.createTempFile("child", ".out");
      Path err = Files.createTempFile("child", ".err");
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectOutput(out.toFile())
              .redirectError(err.toFile());
      builder
          .environment()
          .keySet()
          .removeIf(name -> name.contains("JAVA_OPTIONS") || name.contains("JAVA_TOOL_OPTIONS"));
      builder.environment().putAll(environment);
      return new Running(builder.start(), String.join(" ", command), out, err);
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  public static Path agentJar() {
    return Path.of(System.getProperty("holdfast.jar", "../agent/target/holdfast.jar"))
        .toAbsolutePath()
        .normalize();
  }

  /** What a child that has ended left. {@code exit} is as a shell sees it: 137 for kill -9. */
  public record Result(int exit, String out, String err, String command) {
    public List<String> outLines() {
      return out.lines().toList();
    }

    public List<String> errLines() {
      return err.lines().toList();
    }

    @Override
    public String toString() {
      return "exit "
          + exit
          + "\nstdout: "
          + cut(out)
          + "\nstderr: "
          + cut(err)
          + "\nby: "
          + cut(command);
    }

    private static String cut(String text) {
      return text.length() < 4000 ? text : text.substring(0, 4000) + "...";
    }
  }

  /** A child that runs. Close kills what still lives. */
  public static final class Running implements AutoCloseable {
    private final Process process;
    private final String command;
    private final Path out;
    private final Path err;

    Running(Process process, String command, Path out, Path err) {
      this.process = process;
      this.command = command;
      this.out = out;
      this.err = err;
    }

    /** What it has printed on standard output so far; the last line may be cut. */
    public String outSoFar() {
      return read(out);
    }

    public String errSoFar() {
      return read(err);
    }

    /** What it has printed on standard output after the first {@code offset} bytes. */
    public String outSince(long offset) {
      return readFrom(out, offset);
    }

    /** The same of standard error. */
    public String errSince(long offset) {
      return readFrom(err, offset);
    }

    /** The bytes printed on standard error so far. */
    public long errLength() {
      return err.toFile().length();
    }

    /** The bytes printed on standard output so far. */
    public long outLength() {
      return out.toFile().length();
    }

    /** Returns when it has printed {@code word} on standard output, or has ended. */
    public void awaitOut(String word) {
      Awaitility.await()
          .pollDelay(Duration.ZERO)
          .pollInterval(Duration.ofMillis(2))
          .atMost(Duration.ofSeconds(60))
          .until(() -> outSoFar().contains(word) || !isAlive());
    }

    public boolean isAlive() {
      return process.isAlive();
    }

    public long pid() {
      return process.pid();
    }

    /** kill -9, and waits until it is gone. */
    public Result kill() {
      process.destroyForcibly();
      return await();
    }

    /** kill -15. */
    public void terminate() {
      process.destroy();
    }

    /** Writes to its standard input and leaves that open. */
    public void tell(String line) {
      try {
        process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();
      } catch (IOException cause) {
        throw new UncheckedIOException(cause);
      }
    }

    /** Its standard input ends. */
    public void end() {
      try {
        process.getOutputStream().close();
      } catch (IOException cause) {
        throw new UncheckedIOException(cause);
      }
    }

    public Result await() {
      try {
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
          throw new AssertionError(
              "still running after " + PATIENCE_SECONDS + " s: " + command + "\n" + errSoFar());
        }
        return new Result(process.exitValue(), read(out), read(err), command);
      } catch (InterruptedException cause) {
        Thread.currentThread().interrupt();
        throw new AssertionError("interrupted", cause);
      }
    }

    @Override
    public void close() {
      process.destroyForcibly();
      try {
        process.waitFor();
        Files.deleteIfExists(out);
        Files.deleteIfExists(err);
      } catch (InterruptedException cause) {
        Thread.currentThread().interrupt();
      } catch (IOException cause) {
        throw new UncheckedIOException(cause);
      }
    }

    private static String readFrom(Path file, long offset) {
      try (RandomAccessFile from = new RandomAccessFile(file.toFile(), "r")) {
        byte[] bytes = new byte[(int) Math.max(0, from.length() - offset)];
        from.seek(offset);
        from.readFully(bytes);
        return new String(bytes, StandardCharsets.ISO_8859_1);
      } catch (IOException cause) {
        throw new UncheckedIOException(cause);
      }
    }

    private static String read(Path file) {
      try {
        return Files.readString(file, StandardCharsets.ISO_8859_1);
      } catch (IOException cause) {
        throw new UncheckedIOException(cause);
      }
    }
  }
}
