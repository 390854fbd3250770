package dev.holdfast.it;

import dev.holdfast.it.OrderLint.Before;
import dev.holdfast.it.OrderLint.Content;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import samples.Versions;
import samples.Way;
import samples.Ways;

/**
 * All ways of writing, one after the other in one traced JVM: each overwrites a file and makes a
 * new one, some also write through a link, nothing, or a megabyte.
 */
final class WaysRun {
  /** What the run is about. */
  enum Protection {
    /** No agent at all. */
    NONE,
    /** The targets match the rule, the programs' own temporary files don't. */
    TARGETS,
    /** All files of the folders match. */
    EVERYTHING
  }

  /** What a job does to its target; the last three for {@link #SOME_WAYS} only. */
  enum Shape {
    OVERWRITE("old.dat", 20_000, 1),
    NEW("new.dat", 20_000, 2),
    THROUGH_A_LINK("real.dat", 20_000, 1),
    NOTHING("empty.dat", 0, 1),
    MEGABYTE("big.dat", 1 << 20, 1);

    private final String name;
    private final int size;
    private final int saves;

    Shape(String name, int size, int saves) {
      this.name = name;
      this.size = size;
      this.saves = saves;
    }
  }

  static final List<String> SOME_WAYS =
      List.of("FileOutputStream(File)", "Files.write(bytes)", "FileChannel.write");

  private static final int SEED = 7;
  private static final int OLD_VERSION = 900;
  private static final Map<String, FutureTask<WaysRun>> RUNS = new ConcurrentHashMap<>();

  private final Path folder;
  private ChildJvm.Result result;
  private SystemCallTrace trace;

  private WaysRun(Path folder) {
    this.folder = folder;
  }

  /** The run on {@code jdk}; made once. Skips the running test where the JDK is missing. */
  static WaysRun of(Jdk jdk, Protection protection) throws Exception {
    Jvms.require(jdk);
    FutureTask<WaysRun> run =
        RUNS.computeIfAbsent(
            jdk + " " + protection, key -> new FutureTask<>(() -> make(jdk, protection)));
    run.run();
    return run.get();
  }

  private static WaysRun make(Jdk jdk, Protection protection) throws IOException {
    WaysRun run = new WaysRun(Files.createTempDirectory("ways").toRealPath());
    Path data = Files.createDirectory(run.folder.resolve("data"));
    Path scratch = Files.createDirectory(run.folder.resolve("scratch"));
    List<String> arguments = new ArrayList<>();
    for (String way : Ways.all().keySet()) {
      for (Shape shape : shapes(way)) {
        Path target = run.prepare(way, shape);
        arguments.addAll(List.of(way, target + "", shape.size + "", shape.saves + "", SEED + ""));
      }
    }
    Path traceFile = run.folder.resolve("trace");
    ChildJvm child = ChildJvm.on(jdk).option("-Djava.io.tmpdir=" + scratch);
    if (protection == Protection.TARGETS) {
      child.withAgent(Configuration.protecting(data + "/**/*.{dat,xml}"));
    } else if (protection == Protection.EVERYTHING) {
      child.withAgent(Configuration.protecting(data));
    }
    run.result = child.by(SystemCallTrace.recordTo(traceFile)).run(Ways.class, arguments);
    run.trace = SystemCallTrace.read(traceFile);
    return run;
  }

  static List<Shape> shapes(String way) {
    if (way.equals("Preferences.flush")) {
      return List.of(Shape.NEW); // one root a JVM, so only one target
    }
    if (way.equals("zip-file-system")) {
      // a new archive begins with an exclusive creation (CREATE_NEW), which passes as stock
      return List.of(Shape.OVERWRITE);
    }
    return SOME_WAYS.contains(way) ? List.of(Shape.values()) : List.of(Shape.OVERWRITE, Shape.NEW);
  }

  /** What the program is to save: the link, where there is one. */
  private Path prepare(String way, Shape shape) throws IOException {
    Path real = real(way, shape);
    Files.createDirectories(real.getParent());
    if (shape != Shape.NEW) {
      old(way, real);
      Files.setPosixFilePermissions(real, PosixFilePermissions.fromString("rw-r-----"));
    }
    return shape == Shape.THROUGH_A_LINK
        ? Files.createSymbolicLink(real.resolveSibling("link.dat"), Path.of("real.dat"))
        : real;
  }

  private static void old(String way, Path file) throws IOException {
    try {
      Ways.all().get(way).save(file.toFile(), Versions.content(OLD_VERSION, 500, SEED));
    } catch (IOException failure) {
      throw failure;
    } catch (Exception failure) {
      throw new IOException(failure);
    }
  }

  /** The file that a job is about. */
  Path real(String way, Shape shape) {
    Path own = folder.resolve("data").resolve(way.replaceAll("[^A-Za-z0-9.]+", "-"));
    return way.equals("Preferences.flush")
        ? own.resolve(".java/.userPrefs/app/prefs.xml")
        : own.resolve(shape.name);
  }

  ChildJvm.Result result() {
    return result;
  }

  List<OrderLint.Violation> violations(String way, Shape shape) {
    Path real = real(way, shape);
    Path named = shape == Shape.THROUGH_A_LINK ? real.resolveSibling("link.dat") : real;
    return OrderLint.check(
        trace,
        real.toString(),
        named.toString(),
        Ways.all().get(way).kind(),
        shape == Shape.NEW ? Before.ABSENT : Before.EXISTS,
        shape.size == 0 ? Content.NONE : Content.SOME);
  }

  /** The version that the target holds; 0 for an empty file that is meant to be empty. */
  int version(String way, Shape shape) throws Exception {
    byte[] content = Ways.all().get(way).load(real(way, shape).toFile());
    return shape.size == 0 && content.length == 0 ? 0 : Versions.of(content);
  }

  int expectedVersion(Shape shape) {
    return shape.size == 0 ? 0 : shape.saves;
  }

  String mode(String way, Shape shape) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(real(way, shape)));
  }

  /** The names in a job's folder, links marked. */
  List<String> names(String way) {
    try (Stream<Path> files = Files.list(real(way, shapes(way).get(0)).getParent())) {
      return files
          .map(file -> file.getFileName() + (Files.isSymbolicLink(file) ? "@" : ""))
          .sorted()
          .toList();
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  /** Lines of the program about a job that did not go well: FAIL and SKIP. */
  List<String> complaints(String way, Shape shape) {
    String target = real(way, shape).toString().replaceAll("real\\.dat$", "link.dat");
    return result.outLines().stream()
        .filter(line -> line.contains(" " + target + " ") && !line.startsWith("ACK"))
        .toList();
  }

  static Way.Kind kind(String way) {
    return Ways.all().get(way).kind();
  }
}
