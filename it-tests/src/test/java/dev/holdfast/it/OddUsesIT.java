package dev.holdfast.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import samples.OddUses;
import samples.Ways;

/** Rare uses and odd names of files come to the same with the agent as without. */
class OddUsesIT {
  private static final List<String> WAYS =
      List.of(
          "FileOutputStream(File)",
          "Files.write(bytes)",
          "FileChannel.write",
          "File.renameTo",
          "Files.move(REPLACE_EXISTING)",
          "Files.copy(InputStream)");

  private static final List<String> NAMES =
      List.of(
          "relative",
          "./dot",
          "../up",
          "\u00fcmlaut",
          "//tmp/../FOLDER/./inner/../twice",
          "/proc/self/cwd/through-proc",
          "missing/../x",
          "slash/",
          "");

  @TempDir private Path temporary;

  static Stream<Jdk> jdks() {
    return Jvms.matrix();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jdks")
  void everyUseSaysTheSame(Jdk jdk) throws Exception {
    Path folder = temporary.toRealPath().resolve("data");
    Files.createDirectory(folder);
    ChildJvm.Result stock = ChildJvm.on(jdk).run(OddUses.class, folder.toString());
    OtherUser.command("rm", "-r", folder.toString());
    Files.createDirectory(folder);

    ChildJvm.Result result =
        ChildJvm.on(jdk)
            .withAgent(Configuration.protecting(folder))
            .run(OddUses.class, folder.toString());

    assertThat(result.outLines()).isEqualTo(stock.outLines());
    assertThat(result.errLines()).as(result::toString).hasSize(1);
  }

  static Stream<Arguments> placesAndJdks() {
    return Jvms.matrix()
        .flatMap(
            jdk ->
                Stream.of("C", "C.UTF-8")
                    .flatMap(
                        locale ->
                            Stream.of("inner", "elsewhere")
                                .map(home -> Arguments.of(locale, home, jdk))));
  }

  /** The property user.dir, which NIO alone obeys, may be another folder than the real one. */
  @ParameterizedTest(name = "locale {0}, user.dir {1}, {2}")
  @MethodSource("placesAndJdks")
  void everyNameMeansTheSameFile(String locale, String home, Jdk jdk) throws Exception {
    Path stockRoot = Files.createDirectory(temporary.toRealPath().resolve("stock"));
    Path root = Files.createDirectory(temporary.toRealPath().resolve("agent"));
    ChildJvm.Result stock = run(ChildJvm.on(jdk), locale, home, stockRoot);
    ChildJvm.Result result =
        run(ChildJvm.on(jdk).withAgent(Configuration.protecting(root)), locale, home, root);

    assertThat(anonymous(result, root)).isEqualTo(anonymous(stock, stockRoot));
    assertThat(tree(root)).as(result::toString).isEqualTo(tree(stockRoot));
  }

  private static ChildJvm.Result run(ChildJvm child, String locale, String home, Path root)
      throws Exception {
    Path inner = Files.createDirectory(root.resolve("inner"));
    Files.createDirectory(root.resolve("elsewhere"));
    List<String> arguments = new ArrayList<>();
    for (String way : WAYS) {
      for (String name : NAMES) {
        String own = name.isEmpty() || name.endsWith("/") ? name : name + WAYS.indexOf(way);
        arguments.addAll(List.of(way, own.replace("FOLDER", root.toString()), "300", "2", "7"));
      }
    }
    return child
        .in(inner)
        .option("-Duser.dir=" + root.resolve(home))
        .environment("LC_ALL", locale)
        .run(Ways.class, arguments);
  }

  private static List<String> anonymous(ChildJvm.Result result, Path root) {
    return result.outLines().stream().map(line -> line.replace(root.toString(), "ROOT")).toList();
  }

  /** By the shell: this JVM may not be able to say a name that another locale has made. */
  private static String tree(Path root) throws Exception {
    Process process =
        new ProcessBuilder("sh", "-c", "find . -printf '%p %s %m %y\\n' | LC_ALL=C sort")
            .directory(root.toFile())
            .start();
    return new String(
        process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.ISO_8859_1);
  }
}
