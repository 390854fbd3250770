package dev.holdfast.it;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A compiler, and what it makes of a folder of {@code src/shapes}. Runs in a process of its own,
 * writes below {@code target}.
 *
 * @param name as in the table
 * @param by the JDK that it runs on
 * @param level the oldest Java that its classes run on
 * @param sources a folder of {@code src/shapes}
 * @param arguments the command, after {@code bin/}; source files, class path and output follow
 * @param libraries what its classes need besides the programs
 * @param catalogues what is to be run of it
 */
record ShapeCompiler(
    String name,
    Jdk by,
    int level,
    String sources,
    List<String> arguments,
    List<Path> libraries,
    List<String> catalogues) {
  private static final Path COMPILERS = Path.of("target", "compilers").toAbsolutePath();
  private static final Path SHAPES = Path.of("src", "shapes").toAbsolutePath();

  private static final List<String> IN_JAVA =
      List.of(
          "shapes.Closing",
          "shapes.Loops",
          "shapes.Nested",
          "shapes.Frames",
          "shapes.JdkCloses",
          "shapes.Troubles",
          "shapes.LeftOpen");

  private static final int NEWEST = 25;

  /** Those whose JDK is missing, too. */
  static List<ShapeCompiler> all() {
    List<ShapeCompiler> all = new ArrayList<>();
    for (int feature : Jvms.MATRIX) {
      all.add(javac("javac " + feature, feature, feature, List.of()));
    }
    for (int feature : List.of(17, 21, 25)) {
      all.add(javac("javac " + feature + " for 8", feature, 8, List.of("--release", "8")));
    }
    all.add(
        new ShapeCompiler(
            "ecj",
            Jvms.of(NEWEST),
            8,
            "java",
            List.of("java", "-jar", jars("ecj").get(0) + "", "--release", "8", "-g", "-nowarn"),
            List.of(),
            IN_JAVA));
    all.add(
        new ShapeCompiler(
            "kotlinc",
            Jvms.of(NEWEST),
            8,
            "kotlin",
            List.of(
                "java",
                "-cp",
                joined(jars("kotlin")),
                "org.jetbrains.kotlin.cli.jvm.K2JVMCompiler",
                "-no-stdlib",
                "-no-reflect",
                "-nowarn",
                "-jvm-target",
                "1.8"),
            jars("kotlin").stream().filter(jar -> (jar + "").contains("stdlib")).toList(),
            List.of("shapes.KotlinShapes")));
    all.add(
        new ShapeCompiler(
            "scalac",
            Jvms.of(NEWEST),
            8,
            "scala",
            List.of(
                "java",
                "-cp",
                joined(jars("scala")),
                "scala.tools.nsc.Main",
                "-nowarn",
                "--release",
                "8"),
            jars("scala").stream().filter(jar -> (jar + "").contains("library")).toList(),
            List.of("shapes.ScalaShapes")));
    all.add(
        new ShapeCompiler(
            "Lombok",
            Jvms.of(NEWEST),
            8,
            "lombok",
            List.of(
                "javac", "--release", "8", "-Xlint:none", "-processorpath", joined(jars("lombok"))),
            jars("lombok"),
            List.of("shapes.Lombok")));
    all.add(
        new ShapeCompiler(
            "Guava, commons-io",
            Jvms.of(NEWEST),
            8,
            "libraries",
            List.of("javac", "--release", "8", "-proc:none", "-Xlint:none"),
            jars("libraries"),
            List.of("shapes.Libraries")));
    return all;
  }

  private static ShapeCompiler javac(String name, int by, int level, List<String> more) {
    List<String> arguments = new ArrayList<>(List.of("javac", "-g", "-Xlint:none", "-nowarn"));
    arguments.addAll(more);
    return new ShapeCompiler(name, Jvms.of(by), level, "java", arguments, List.of(), IN_JAVA);
  }

  private static List<Path> jars(String folder) {
    try (Stream<Path> files = Files.list(COMPILERS.resolve(folder))) {
      return files.sorted().toList();
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  private static String joined(List<Path> paths) {
    return paths.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
  }

  /**
   * The ending of {@code shape} in trouble, where this compiler's is another than {@code right}.
   */
  String rightOf(String shape, String right) {
    // ecj: a finally that returns is there once, for the body's end and for exceptions
    return name.equals("ecj") && shape.equals("return in finally") ? "PART" : right;
  }

  /** Whether it writes the same class files as {@code javac} of another JDK, all but the level. */
  boolean isVariant() {
    return name.endsWith(" for 8");
  }

  /** What its classes need on their class path, themselves included. Compiles them. */
  List<Path> classPath() throws IOException, InterruptedException {
    Path classes =
        Files.createDirectories(
            Path.of("target", "shapes", name.replaceAll("\\W+", "-")).toAbsolutePath());
    List<Path> path = new ArrayList<>(libraries);
    path.add(ChildJvm.SAMPLES);
    List<String> command = new ArrayList<>(arguments);
    command.set(0, by.home().resolve("bin").resolve(arguments.get(0)).toString());
    command.addAll(List.of("-cp", joined(path), "-d", classes.toString()));
    try (Stream<Path> files = Files.walk(SHAPES.resolve(sources))) {
      files.filter(Files::isRegularFile).forEach(file -> command.add(file.toString()));
    }
    Path log = classes.resolveSibling(classes.getFileName() + ".log");
    int status =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start()
            .waitFor();
    if (status != 0) {
      throw new AssertionError(
          name + " ended with " + status + ": " + Files.readString(log, StandardCharsets.UTF_8));
    }
    path.set(path.size() - 1, classes);
    return path;
  }
}
