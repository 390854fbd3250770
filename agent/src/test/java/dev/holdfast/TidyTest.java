package dev.holdfast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.objectweb.asm.ClassReader.SKIP_DEBUG;
import static org.objectweb.asm.ClassReader.SKIP_FRAMES;
import static org.objectweb.asm.Opcodes.ASM9;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;

/** What a reviewer would otherwise have to say again and again, for every file of the project. */
final class TidyTest {
  private static final Path ROOT = Path.of(System.getProperty("holdfast.root", ".."));
  private static final int LINES_MAX = 400;
  private static final Set<String> NOT_OURS = Set.of(".git", ".jdks", ".idea", "target");

  /** Bracketed letters: these lines are not to be found in this file. */
  private static final Pattern LEFT_OVER = Pattern.compile("\\b(TOD[O]|FIXM[E]|XX[X])\\b");

  private static final Pattern OF_ONE_MACHINE =
      Pattern.compile(
          "(?<![\\w}/])/(wor[k]|far[m]|roo[t]|tm[p]/wt|op[t]/holdfast)\\b"
              + "|repo1?\\.mave[n]\\.|deb\\.debia[n]\\.|snapshot\\.debia[n]\\.");

  private static final Pattern BANNED_NAME =
      Pattern.compile(
          "\\b(?:class|interface|enum|record)\\s+\\w*(?:Impl|Manager|Helper|Utils?|Base|Holder)\\b");

  private static final Pattern PRETENDING_TEST =
      Pattern.compile(
          "@Disable[d]\\b|\\bThread\\.slee[p]\\(|assertTrue\\(tru[e]\\)"
              + "|catch \\([^)]+\\)\\s*\\{\\s*\\}");

  @Test
  void filesStayShort() throws IOException {
    assertThat(files(TidyTest::isCode))
        .filteredOn(file -> lines(file).size() > LINES_MAX)
        .isEmpty();
  }

  @Test
  void namesSayWhatAThingIs() throws IOException {
    assertThat(found(BANNED_NAME, files(file -> file.toString().endsWith(".java")))).isEmpty();
  }

  @Test
  void nothingIsLeftForLater() throws IOException {
    assertThat(found(LEFT_OVER, files(TidyTest::isText))).isEmpty();
  }

  @Test
  void nothingNamesOneMachine() throws IOException {
    assertThat(found(OF_ONE_MACHINE, files(TidyTest::isText))).isEmpty();
  }

  @Test
  void testsTest() throws IOException {
    assertThat(found(PRETENDING_TEST, files(file -> file.toString().contains("/src/test/java/"))))
        .isEmpty();
  }

  /**
   * Before the application runs: a lambda on Java 8 can crash the start and costs 30 ms everywhere;
   * in the boot floor it would run inside class loading.
   */
  @Test
  void noInvokeDynamicBeforeTheCore() throws IOException {
    List<Path> classes = new ArrayList<>();
    Path ours = ROOT.resolve("agent/target/classes/dev/holdfast");
    for (Path folder : List.of(ours, ours.resolve("boot"), ours.resolve("load"))) {
      try (Stream<Path> entries = Files.list(folder)) {
        entries.filter(entry -> entry.toString().endsWith(".class")).forEach(classes::add);
      }
    }
    assertThat(classes).hasSizeGreaterThan(5);
    for (Path file : classes) {
      assertThat(invokeDynamicIn(file)).as("invokedynamic in %s", file).isEmpty();
    }
  }

  private static List<String> invokeDynamicIn(Path classFile) throws IOException {
    List<String> found = new ArrayList<>();
    ClassVisitor methods =
        new ClassVisitor(ASM9) {
          @Override
          public MethodVisitor visitMethod(
              int access, String method, String descriptor, String signature, String[] throwing) {
            return new MethodVisitor(ASM9) {
              @Override
              public void visitInvokeDynamicInsn(
                  String name, String type, Handle bootstrap, Object... arguments) {
                found.add(method + descriptor + ": " + name);
              }
            };
          }
        };
    new ClassReader(Files.readAllBytes(classFile)).accept(methods, SKIP_DEBUG | SKIP_FRAMES);
    return found;
  }

  private static boolean isText(Path file) {
    String name = file.getFileName().toString();
    return isCode(file)
        || name.endsWith(".md")
        || name.endsWith(".xml")
        || name.endsWith(".yaml")
        || name.endsWith(".MF");
  }

  /** Scripts have no suffix here, and lie where nothing else does. */
  private static boolean isCode(Path file) {
    String name = file.getFileName().toString();
    return name.endsWith(".java")
        || name.endsWith(".sh")
        || (!name.contains(".") && Files.isExecutable(file));
  }

  /** FILE:LINE: MATCH, for each; a match may go over several lines. */
  private static List<String> found(Pattern pattern, List<Path> files) {
    return files.stream().flatMap(file -> found(pattern, file)).toList();
  }

  private static Stream<String> found(Pattern pattern, Path file) {
    String text = String.join("\n", lines(file));
    return pattern
        .matcher(text)
        .results()
        .map(
            match -> {
              long line =
                  1 + text.substring(0, match.start()).chars().filter(c -> c == '\n').count();
              return ROOT.relativize(file) + ":" + line + ": " + match.group();
            });
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException cause) {
      throw new AssertionError(file + " is no UTF-8 text", cause);
    }
  }

  /** The project's files, without what is built or fetched; an AssertionError if there are none. */
  private static List<Path> files(Predicate<Path> wanted) throws IOException {
    List<Path> files = new ArrayList<>();
    Files.walkFileTree(
        ROOT,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return NOT_OURS.contains(folder.getFileName().toString())
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isRegularFile() && wanted.test(file)) {
              files.add(file);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    assertThat(files).as("files of the project in %s", ROOT).isNotEmpty();
    return files;
  }
}
