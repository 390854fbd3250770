package dev.holdfast.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.it.ShapesRun.Effort;
import dev.holdfast.it.ShapesRun.Line;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Code shapes x compilers x JDKs: a save that an exception abandons does not replace the old
 * version, one in peace does; interpreted, and after 20,000 rounds of the same methods. All runs
 * are under way at once, as many as there are processors. The table is in {@code target/shapes.md}.
 */
class ShapesIT {
  private static final ExecutorService WORKERS =
      Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());

  private static final ShapesTable TABLE = new ShapesTable();
  private static final Map<String, FutureTask<List<Path>>> CLASS_PATHS = new LinkedHashMap<>();
  private static final Map<String, Future<ShapesRun>> RUNS = new LinkedHashMap<>();

  static Stream<Arguments> compilersAndJdks() {
    return ShapeCompiler.all().stream()
        .flatMap(
            compiler ->
                Jvms.matrix()
                    .filter(jdk -> jdk.feature() >= compiler.level())
                    .map(jdk -> Arguments.of(compiler.name(), jdk)));
  }

  static Stream<Jdk> jdks() {
    return Jvms.matrix();
  }

  @BeforeAll
  static void startAll() {
    for (ShapeCompiler compiler : ShapeCompiler.all()) {
      if (compiler.by().isThere()) {
        CLASS_PATHS.put(compiler.name(), new FutureTask<>(compiler::classPath));
        Jvms.matrix()
            .filter(jdk -> jdk.isThere() && jdk.feature() >= compiler.level())
            .forEach(jdk -> RUNS.put(key(compiler.name(), jdk), start(compiler, jdk)));
      }
    }
  }

  private static String key(String compiler, Jdk jdk) {
    return compiler + " on " + jdk;
  }

  private static Future<ShapesRun> start(ShapeCompiler compiler, Jdk jdk) {
    // what a compiler made is seen once with all rounds, on its own JVM; those for 8 on each
    boolean full = !compiler.isVariant() && (compiler.level() == 8 || compiler.by().equals(jdk));
    return WORKERS.submit(
        () -> {
          ShapesRun run =
              ShapesRun.of(
                  jdk,
                  classPath(compiler.name()),
                  compiler.catalogues(),
                  "discard",
                  full ? Effort.FULL : Effort.BRIEF);
          TABLE.add(compiler, jdk, run);
          return run;
        });
  }

  private static List<Path> classPath(String compiler) throws Exception {
    FutureTask<List<Path>> compilation = CLASS_PATHS.get(compiler);
    compilation.run(); // once, whoever comes first
    return compilation.get();
  }

  @AfterAll
  static void writeTheTable() throws Exception {
    WORKERS.shutdownNow();
    Files.writeString(Path.of("target", "shapes.md"), TABLE.toMarkdown());
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("compilersAndJdks")
  void everySaveEndsAsItShould(String name, Jdk jdk) throws Throwable {
    ShapeCompiler compiler = compiler(name);
    Jvms.require(jdk);
    Jvms.require(compiler.by());

    ShapesRun run = await(RUNS.get(key(name, jdk)));

    assertThat(run.result().exit()).as(run.result()::toString).isZero();
    assertThat(run.result().out()).contains("end of ");
    assertThat(run.lines())
        .filteredOn(line -> !line.isRight(compiler))
        .as(() -> run.result().err())
        .isEmpty();
    assertThat(run.lines())
        .hasSize(4 * (int) run.lines().stream().map(Line::shape).distinct().count())
        .hasSizeGreaterThanOrEqualTo(4 * 2);
  }

  private static ShapesRun await(Future<ShapesRun> run) throws Throwable {
    try {
      return run.get();
    } catch (ExecutionException failure) {
      throw failure.getCause();
    }
  }

  private static ShapeCompiler compiler(String name) {
    return ShapeCompiler.all().stream().filter(one -> one.name().equals(name)).findAny().get();
  }

  /** Else a table without a wrong cell would prove nothing. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("jdks")
  void withOnExceptionCommitEveryAbandonedSaveIsPublished(Jdk jdk) throws Throwable {
    String name = "javac 8";
    Jvms.require(jdk);
    Jvms.require(compiler(name).by());

    ShapesRun run =
        ShapesRun.of(jdk, classPath(name), compiler(name).catalogues(), "commit", Effort.LEAST);

    Map<String, Set<String>> endings =
        run.lines().stream()
            .filter(line -> List.of("OLD", "KEPT").contains(line.right()))
            .filter(line -> line.course().equals("IN_TROUBLE"))
            .collect(
                Collectors.groupingBy(
                    Line::ending, Collectors.mapping(Line::shape, Collectors.toSet())));
    assertThat(endings.remove("PART")).as(run.result()::toString).hasSizeGreaterThan(50);
    // whole in the shadow copy, or not at all: it is the JDK's own call that has failed
    assertThat(endings.remove("OLD")).containsExactly("Files.copy(InputStream)");
    assertThat(endings.remove("NEW")).containsExactly("the same, caught by the caller");
    assertThat(endings).isEmpty();
    assertThat(run.lines())
        .filteredOn(line -> line.course().equals("IN_PEACE"))
        .isNotEmpty()
        .allMatch(line -> line.ending().equals("NEW"));
  }
}
