package dev.holdfast.it.libraries;

import dev.holdfast.it.ChildJvm;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * The programs of {@code src/libraries}, compiled for Java 8 against all libraries; each runs with
 * its own jars alone.
 */
final class LibraryClasses {
  private static final Path SOURCES = Path.of("src", "libraries", "java").toAbsolutePath();
  private static final Path BUILT = Path.of("target", "libraries").toAbsolutePath();
  private static final Path JARS = BUILT.resolve("jars");
  private static final Path CLASSES = compiled();

  private LibraryClasses() {}

  /** {@code child} with what {@code subject} needs. */
  static ChildJvm on(ChildJvm child, Subject subject) {
    List<Path> path = new ArrayList<>();
    path.add(CLASSES);
    subject.jars().forEach(artifact -> path.add(jar(artifact)));
    return child.classPath(path);
  }

  private static Path jar(String artifact) {
    Pattern name = Pattern.compile(Pattern.quote(artifact) + "-\\d.*\\.jar");
    List<Path> found =
        files(JARS).stream().filter(f -> name.matcher(f.getFileName() + "").matches()).toList();
    if (found.size() != 1) {
      throw new AssertionError(artifact + " in " + JARS + ": " + found + ", see the module's pom");
    }
    return found.get(0);
  }

  private static Path compiled() {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter said = new StringWriter();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      Path classes = Files.createDirectories(BUILT.resolve("classes"));
      files.setLocationFromPaths(javax.tools.StandardLocation.CLASS_PATH, files(JARS));
      files.setLocationFromPaths(javax.tools.StandardLocation.CLASS_OUTPUT, List.of(classes));
      List<String> options = List.of("--release", "8", "-proc:none", "-Xlint:none", "-nowarn");
      boolean done =
          compiler
              .getTask(
                  said,
                  files,
                  null,
                  options,
                  null,
                  files.getJavaFileObjectsFromPaths(files(SOURCES)))
              .call();
      if (!done) {
        throw new AssertionError(SOURCES + ": " + said);
      }
      return classes;
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  /** All below {@code folder}. */
  private static List<Path> files(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }
}
