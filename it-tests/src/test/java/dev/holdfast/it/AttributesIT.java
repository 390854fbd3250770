package dev.holdfast.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import samples.Versions;
import samples.Ways;

/** What a file has besides its bytes is the same after a save: modes, owners, attributes, links. */
class AttributesIT {
  private static final List<String> WAYS =
      List.of("FileOutputStream(File)", "Files.write(bytes)", "Files.copy(InputStream)");

  private static final List<String> MODES = List.of("0600", "0640", "0755", "4755", "2755", "0444");

  @TempDir private Path temporary;

  private Path folder;

  static Stream<Jdk> jdks() {
    return Jvms.matrix();
  }

  @BeforeEach
  void realFolder() throws IOException {
    folder = temporary.toRealPath();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jdks")
  void modesAreAsStock(Jdk jdk) throws Exception {
    assertSameAsStock(jdk, MODES, (file, mode) -> OtherUser.command("chmod", mode, file + ""));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jdks")
  void setuidAndSetgidAreAsStockWhereOneWhoIsNotRootSaves(Jdk jdk) throws Exception {
    OtherUser.requireRoot("running as another user");
    OtherUser.command("chmod", "0755", folder + "");
    assertSameAsStock(
        jdk,
        OtherUser.nobody(jdk),
        List.of("4755", "2755", "6755", "2745"),
        (file, mode) -> {
          OtherUser.command("chown", "65534:65534", file.getParent() + "", file + "");
          OtherUser.command("chmod", mode, file + "");
        });
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jdks")
  void ownersAndGroupsAreAsStock(Jdk jdk) throws Exception {
    OtherUser.requireRoot("giving files to others");
    assertSameAsStock(
        jdk,
        List.of("1234", "1234:2345", ":2345"),
        (file, owner) -> {
          OtherUser.command("chown", owner, file + "");
          OtherUser.command("chmod", "6754", file + ""); // chown cuts these, so they come after it
        });
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jdks")
  void extendedAttributesAreAsStock(Jdk jdk) throws Exception {
    Path probe = Files.createFile(folder.resolve("probe"));
    Jvms.requireOrSkip(
        Files.getFileStore(probe).supportsFileAttributeView(UserDefinedFileAttributeView.class),
        "the file system of " + folder + " has no extended attributes");
    assertSameAsStock(
        jdk,
        List.of("short", "v".repeat(300)),
        (file, value) ->
            view(file).write("note", ByteBuffer.wrap(value.getBytes(StandardCharsets.UTF_8))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jdks")
  void accessControlListsAreAsStock(Jdk jdk) throws Exception {
    OtherUser.requireProgram("setfacl");
    assertSameAsStock(
        jdk,
        List.of("u:1234:rw", "g:2345:r,m::r"),
        (file, acl) -> OtherUser.command("setfacl", "-m", acl, file + ""));
  }

  static Stream<Arguments> umasksAndJdks() {
    Stream<Arguments> oneOnAll = Jvms.matrix().map(jdk -> Arguments.of("027", jdk));
    Stream<Arguments> othersOnOne =
        Stream.of("000", "022", "077").map(umask -> Arguments.of(umask, Jvms.of(17)));
    return Stream.concat(oneOnAll, othersOnOne);
  }

  @ParameterizedTest(name = "umask {0}, {1}")
  @MethodSource("umasksAndJdks")
  void aNewFileHasTheModeThatTheUmaskGives(String umask, Jdk jdk) throws Exception {
    List<String> shell = List.of("sh", "-c", "umask " + umask + " && exec \"$@\"", "sh");
    List<String> stock = modesOfNewFiles(ChildJvm.on(jdk).by(shell), folder.resolve("stock"));
    List<String> ours =
        modesOfNewFiles(
            ChildJvm.on(jdk).withAgent(Configuration.protecting(folder)).by(shell),
            folder.resolve("ours"));

    assertThat(ours).isEqualTo(stock);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jdks")
  void bothNamesOfAFileSeeTheNewVersionAndThatIsToldOnce(Jdk jdk) throws Exception {
    Path target = old("state.dat");
    Path link = Files.createLink(folder.resolve("second.dat"), target);

    ChildJvm.Result result = save(jdk, target, 2);

    assertThat(version(target)).as(result::toString).isEqualTo(2);
    assertThat(version(link)).isEqualTo(2);
    assertThat(Files.isSameFile(target, link)).isTrue();
    assertThat(toldInPlace(result)).as(result::toString).hasSize(1);
    assertThat(KillRun.ours(folder)).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jdks")
  void linksAreWrittenThrough(Jdk jdk) throws Exception {
    Path other = Files.createDirectory(folder.resolve("other"));
    Path real = old("other/real.dat");
    Path relative = Files.createSymbolicLink(folder.resolve("r.dat"), Path.of("other/real.dat"));
    Path absolute = Files.createSymbolicLink(folder.resolve("a.dat"), real);
    Path chain = Files.createSymbolicLink(folder.resolve("c.dat"), Path.of("r.dat"));
    Path viaFolder = Files.createSymbolicLink(folder.resolve("folder"), Path.of("other"));

    for (Path name : List.of(relative, absolute, chain, viaFolder.resolve("real.dat"))) {
      Files.write(real, Versions.content(900, 500, 7));
      ChildJvm.Result result = save(jdk, name, 1);
      assertThat(version(real)).as(name + ": " + result).isEqualTo(1);
      assertThat(toldInPlace(result)).as(result::toString).isEmpty();
    }
    assertThat(List.of(relative, absolute, chain, viaFolder)).allMatch(Files::isSymbolicLink);
    assertThat(KillRun.ours(folder)).isEmpty();
    assertThat(KillRun.ours(other)).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jdks")
  void aLinkToNothingGetsItsTarget(Jdk jdk) throws Exception {
    Files.createDirectory(folder.resolve("other"));
    Path link = Files.createSymbolicLink(folder.resolve("d.dat"), Path.of("other/new.dat"));

    ChildJvm.Result result = save(jdk, link, 1);

    assertThat(version(folder.resolve("other/new.dat"))).as(result::toString).isEqualTo(1);
    assertThat(link).isSymbolicLink();
    assertThat(KillRun.ours(folder.resolve("other"))).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jdks")
  void aMountedFileIsRewrittenInPlaceAndThatIsToldOnce(Jdk jdk) throws Exception {
    OtherUser.requireRoot("mounting");
    Path source = Files.createDirectory(folder.resolve("elsewhere")).resolve("source.dat");
    Files.write(source, Versions.content(900, 500, 7));
    Path target = old("state.dat");
    Jvms.requireOrSkip(
        OtherUser.succeeds(List.of(), "mount", "--bind", source + "", target + ""),
        "mounting is not allowed here");
    try {
      ChildJvm.Result result = save(jdk, target, 2);

      assertThat(version(target)).as(result::toString).isEqualTo(2);
      assertThat(version(source)).isEqualTo(2);
      assertThat(toldInPlace(result)).as(result::toString).hasSize(1);
      assertThat(KillRun.ours(folder)).isEmpty();
    } finally {
      OtherUser.command("umount", target + "");
    }
  }

  /** Its owner can't be kept by a process that isn't root: a rename would give it away. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("jdks")
  void aFileOfSomebodyElseStaysTheirs(Jdk jdk) throws Exception {
    OtherUser.requireRoot("running as another user");
    OtherUser.command("chmod", "0777", folder + "");
    Path target = old("state.dat");
    OtherUser.command("chmod", "0666", target + "");
    OtherUser.command("chown", "1234:2345", target + "");
    Path configuration = Configuration.protecting(folder);
    OtherUser.command("chmod", "0755", configuration.getParent() + "");

    ChildJvm.Result result =
        ChildJvm.on(jdk)
            .withAgent(configuration)
            .by(OtherUser.nobody(jdk))
            .run(Ways.class, "FileOutputStream(File)", target + "", "5000", "2", "7");

    assertThat(version(target)).as(result::toString).isEqualTo(2);
    assertThat(describe(target)).contains("uid 1234 gid 2345");
    assertThat(toldInPlace(result)).as(result::toString).hasSize(1);
    assertThat(KillRun.ours(folder)).isEmpty();
  }

  /** Gives a file what it is to keep. */
  private interface Preparation {
    void prepare(Path file, String value) throws Exception;
  }

  /** One file for each way and value, once without and once with the agent. */
  private void assertSameAsStock(Jdk jdk, List<String> values, Preparation preparation)
      throws Exception {
    assertSameAsStock(jdk, List.of(), values, preparation);
  }

  /** {@code by}: the words before the command of the JVM. */
  private void assertSameAsStock(
      Jdk jdk, List<String> by, List<String> values, Preparation preparation) throws Exception {
    List<String> stock =
        described(ChildJvm.on(jdk).by(by), folder.resolve("stock"), values, preparation);
    Path ours = folder.resolve("ours");
    Path configuration = Configuration.protecting(ours);
    OtherUser.command("chmod", "0755", configuration.getParent() + "");
    List<String> kept =
        described(ChildJvm.on(jdk).withAgent(configuration).by(by), ours, values, preparation);

    assertThat(kept).isEqualTo(stock);
    assertThat(KillRun.ours(ours)).isEmpty();
  }

  private List<String> described(
      ChildJvm child, Path in, List<String> values, Preparation preparation) throws Exception {
    Files.createDirectory(in);
    List<String> arguments = new ArrayList<>();
    List<Path> files = new ArrayList<>();
    for (String way : WAYS) {
      for (String value : values) {
        Path file = in.resolve("file" + files.size() + ".dat");
        Files.write(file, Versions.content(900, 500, 7));
        preparation.prepare(file, value);
        files.add(file);
        arguments.addAll(List.of(way, file + "", "5000", "1", "7"));
      }
    }
    ChildJvm.Result result = child.run(Ways.class, arguments);
    assertThat(result.exit()).as(result::toString).isZero();
    List<String> descriptions = new ArrayList<>();
    for (Path file : files) {
      descriptions.add(describe(file));
    }
    return descriptions;
  }

  private static String describe(Path file) throws IOException {
    StringBuilder text = new StringBuilder(file.getFileName().toString());
    int mode = (Integer) Files.getAttribute(file, "unix:mode", LinkOption.NOFOLLOW_LINKS);
    text.append(" mode ").append(Integer.toOctalString(mode));
    text.append(" uid ").append(Files.getAttribute(file, "unix:uid"));
    text.append(" gid ").append(Files.getAttribute(file, "unix:gid"));
    text.append(" version ").append(Versions.of(Files.readAllBytes(file)));
    for (String name : view(file).list().stream().sorted().toList()) {
      ByteBuffer value = ByteBuffer.allocate(view(file).size(name));
      view(file).read(name, value);
      text.append(' ').append(name).append('=');
      text.append(new String(value.array(), StandardCharsets.UTF_8));
    }
    return text.append(accessControlList(file)).toString();
  }

  private static String accessControlList(Path file) throws IOException {
    if (!Files.isExecutable(Path.of("/usr/bin/getfacl"))) {
      return "";
    }
    Process process = new ProcessBuilder("getfacl", "-cn", file.toString()).start();
    return " " + new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  private static UserDefinedFileAttributeView view(Path file) {
    return Files.getFileAttributeView(file, UserDefinedFileAttributeView.class);
  }

  private static List<String> modesOfNewFiles(ChildJvm child, Path in) throws Exception {
    Files.createDirectory(in);
    List<String> arguments = new ArrayList<>();
    List<String> ways = new ArrayList<>(Ways.all().keySet());
    ways.remove("Preferences.flush");
    for (int i = 0; i < ways.size(); i++) {
      arguments.addAll(List.of(ways.get(i), in.resolve(i + ".dat") + "", "300", "1", "7"));
    }
    ChildJvm.Result result = child.run(Ways.class, arguments);
    assertThat(result.exit()).as(result::toString).isZero();
    List<String> modes = new ArrayList<>();
    for (int i = 0; i < ways.size(); i++) {
      Path file = in.resolve(i + ".dat");
      if (Files.exists(file)) { // a way that this JVM does not have makes none
        modes.add(ways.get(i) + " " + Files.getPosixFilePermissions(file));
      }
    }
    return modes;
  }

  private Path old(String name) throws IOException {
    return Files.write(folder.resolve(name), Versions.content(900, 500, 7));
  }

  private static int version(Path file) throws IOException {
    return Versions.of(Files.readAllBytes(file));
  }

  private ChildJvm.Result save(Jdk jdk, Path target, int saves) {
    ChildJvm.Result result =
        ChildJvm.on(jdk)
            .withAgent(Configuration.protecting(folder))
            .run(Ways.class, "FileOutputStream(File)", target + "", "5000", saves + "", "7");
    assertThat(result.exit()).as(result::toString).isZero();
    return result;
  }

  private static List<String> toldInPlace(ChildJvm.Result result) {
    return result.errLines().stream().filter(line -> line.contains("in place")).toList();
  }
}
