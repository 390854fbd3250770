package dev.holdfast.core.jvm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A folder that looks like {@code /proc}, with processes that never ran. */
public final class FakeProc {
  public static final int SELF = 4242;

  final Path folder;

  public FakeProc(Path folder) {
    this.folder = folder;
    process(SELF, "java", "-jar", "holdfast.jar", "list");
  }

  public JavaProcesses look() throws IOException {
    return JavaProcesses.in(folder, SELF);
  }

  /** A JVM of JDK 17 with {@code command}. */
  public Fake jvm(int pid, String... command) {
    return process(pid, command)
        .mapped("/jdk/lib/server/libjvm.so")
        .file("/jdk/release", "IMPLEMENTOR=\"X\"\nJAVA_VERSION=\"17.0.15\"\n");
  }

  /** A process that maps nothing. */
  public Fake process(int pid, String... command) {
    Fake fake = new Fake(folder.resolve(Integer.toString(pid)), pid);
    fake.write("cmdline", zeroes(Arrays.stream(command)));
    return fake;
  }

  private static String zeroes(Stream<String> strings) {
    return strings.map(string -> string + "\0").collect(Collectors.joining());
  }

  public static final class Fake {
    private final Path folder;
    private final Map<String, String> status = new LinkedHashMap<>();

    private Fake(Path folder, int pid) {
      this.folder = folder;
      try {
        Files.createDirectories(folder.resolve("root/tmp"));
        Files.createDirectories(folder.resolve("cwd"));
      } catch (IOException cause) {
        throw new UncheckedIOException(cause);
      }
      write("environ", "");
      write("maps", "55d0-55d1 r--p 00000000 fe:00 1  /usr/bin/cat\n7ffc-7ffd rw-p 0 00:00 0\n");
      write("stat", pid + " (a (b) c) S 1 1 1 0 -1 4 0 0 0 0 0 0 0 0 20 0 19 0 777" + pid + " 1 2");
      status("Name", "java")
          .status("State", "S (sleeping)")
          .status("Uid", "9\t0\t9\t9")
          .status("Gid", "9\t0\t9\t9")
          .status("Groups", "4 27 ")
          .status("NSpid", Integer.toString(pid))
          .status("SigCgt", "0000000101005ccd")
          .status("CapEff", "0000000000000000");
    }

    public Fake status(String name, String value) {
      status.put(name, value);
      return write(
          "status",
          status.entrySet().stream()
              .map(line -> line.getKey() + ":\t" + line.getValue() + "\n")
              .collect(Collectors.joining()));
    }

    public Fake without(String statusLine) {
      status.remove(statusLine);
      return status("Name", "java");
    }

    public Fake mapped(String... libraries) {
      String lines =
          Arrays.stream(libraries)
              .map(library -> "7f50-7f51 r-xp 00000000 fe:00 42          " + library + "\n")
              .collect(Collectors.joining());
      return write(
          "maps", "55d0-55d1 r--p 0 fe:00 1  /usr/bin/java\n" + lines + "7f-7f rw-p 0 0 0\n");
    }

    public Fake environment(String... variables) {
      return write("environ", zeroes(Arrays.stream(variables)));
    }

    /** The process sees what this machine has, and listens or not as it does. */
    public Fake onThisMachine() {
      try (Stream<Path> all = Files.walk(folder.resolve("root"))) {
        for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
        Files.createSymbolicLink(folder.resolve("root"), Path.of("/"));
        return this;
      } catch (IOException cause) {
        throw new UncheckedIOException(cause);
      }
    }

    /** A file as the process sees it. */
    public Fake file(String absolute, String text) {
      return write("root" + absolute, text);
    }

    public Fake write(String name, String text) {
      try {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        return this;
      } catch (IOException cause) {
        throw new UncheckedIOException(cause);
      }
    }

    /** Of a process that ends now, or that may not be looked at. */
    public Fake cannotRead(String name) {
      try {
        Files.delete(folder.resolve(name));
        return this;
      } catch (IOException cause) {
        throw new UncheckedIOException(cause);
      }
    }
  }
}
