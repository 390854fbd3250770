package dev.holdfast.core.fs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.boot.Errno;
import java.io.ByteArrayInputStream;
import java.io.FileDescriptor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileOwnerAttributeView;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What Fs promises of its calls, on Windows and macOS simulated, and on this machine's own disk.
 */
class PortableFsTest {
  @TempDir static Path real;

  /** The machine's name, its file system, a folder to try in. */
  record Case(String name, Fs fs, Path folder) {
    Place place(String file) {
      return fs.placeOrNull(folder.resolve(file).toString());
    }

    int openFolder() throws IOException {
      return fs.openFolder(place("any"));
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Case> machines() throws IOException {
    SimulatedMachine windows = SimulatedMachine.windows();
    SimulatedMachine macOs = SimulatedMachine.macOs();
    Path trial = Files.createTempDirectory(real, "trial");
    Path folder = Files.createTempDirectory(real, "d");
    Fs here =
        PortableFs.triedIn(
            trial, trial.getFileSystem().provider(), new Insisting.Clock(), (subject, line) -> {});
    return Stream.of(
        new Case("Windows, simulated", windows.fs(), windows.path("any").getParent()),
        new Case("macOS, simulated", macOs.fs(), macOs.path("any").getParent()),
        new Case("here", here, folder));
  }

  private static String read(Fs fs, int file) throws IOException {
    try (InputStream in = fs.read(file)) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }

  @ParameterizedTest
  @MethodSource("machines")
  void anOpenFileIsFollowedThroughItsRenames(Case on) throws IOException {
    Fs fs = on.fs();
    int folder = on.openFolder();
    int file = fs.create(folder, fs.name("a"), Access.READ_WRITE, 0600);
    int old = fs.create(folder, fs.name("b"), Access.READ_WRITE, 0600);
    fs.copy(new ByteArrayInputStream("one".getBytes(UTF_8)), file);

    fs.replace(folder, fs.name("a"), fs.name("b"));
    fs.copy(new ByteArrayInputStream("two".getBytes(UTF_8)), file);

    assertThat(fs.statOrNull(folder, fs.name("a"))).isNull();
    assertThat(read(fs, file)).isEqualTo("onetwo");
    assertThat(fs.stat(file).size()).isEqualTo(6);
    assertThat(fs.stat(file).isSameFile(fs.statOrNull(on.place("b")))).isTrue();
    assertThat(fs.stat(old).links()).as("links of the replaced one").isZero();
    assertThat(fs.stat(old).isRegular()).isTrue();
    fs.remove(folder, fs.name("b"));
    fs.close(fs.create(folder, fs.name("b"), Access.WRITE, 0600));
    assertThat(fs.stat(file).links()).as("links of the removed one").isZero();
    assertThat(fs.stat(file).size()).isEqualTo(6);
    for (int one : new int[] {file, old, folder}) {
      fs.close(one);
    }
    assertThatThrownBy(() -> fs.stat(file)).isInstanceOf(Errno.class);
  }

  @ParameterizedTest
  @MethodSource("machines")
  void whatIsInAFolderThatIsRenamedIsFollowedToo(Case on) throws IOException {
    Fs fs = on.fs();
    int folder = on.openFolder();
    fs.makeFolder(folder, fs.name("in"), 0700);
    int inside = fs.open(folder, fs.name("in"), Access.READ);
    int file = fs.create(inside, fs.name("f"), Access.WRITE, 0600);

    fs.replace(folder, fs.name("in"), fs.name("out"));

    assertThat(fs.names(inside)).containsExactly("f");
    assertThat(fs.stat(file).links()).isNotZero();
    assertThat(fs.path(file)).endsWith("f").contains("out");
    fs.remove(inside, fs.name("f"));
    fs.close(file);
    fs.close(inside);
    fs.removeFolder(folder, fs.name("out"));
    fs.close(folder);
    assertThat(fs.namesOrNull(on.folder().toString())).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("machines")
  void bytesGoWhereTheyAreTold(Case on) throws IOException {
    Fs fs = on.fs();
    int folder = on.openFolder();
    int file = fs.openTruncated(folder, fs.name("a"), Access.READ_WRITE, 0600);
    fs.write(file, "0123456789".getBytes(UTF_8), 0);
    assertThat(fs.position(file)).isZero();
    fs.truncate(file, 8);
    int end = fs.open(folder, fs.name("a"), Access.APPEND);
    fs.copy(new ByteArrayInputStream("ab".getBytes(UTF_8)), end);
    int copy = fs.openOrCreate(folder, fs.name("copy"), Access.READ_WRITE, 0600);
    fs.copyRest(file, copy, 6);
    fs.goOnAt(file, copy);
    int again = fs.openAgain(file, Access.READ);

    assertThat(read(fs, again)).isEqualTo("01234567ab");
    assertThat(read(fs, copy)).isEqualTo("67ab");
    assertThat(fs.position(file)).isEqualTo(4);
    for (int one : new int[] {file, end, copy, again, folder}) {
      fs.close(one);
    }
  }

  @ParameterizedTest
  @MethodSource("machines")
  void failuresHaveTheNumbersThatASaveDecidesBy(Case on) throws IOException {
    Fs fs = on.fs();
    int folder = on.openFolder();
    fs.close(fs.create(folder, fs.name("a"), Access.WRITE, 0600));

    assertNumber(Errors.ENOENT, () -> fs.open(folder, fs.name("none"), Access.WRITE));
    assertNumber(Errors.ENOENT, () -> fs.remove(folder, fs.name("none")));
    assertNumber(Errors.ENOENT, () -> fs.openFolder(on.place("none/x")));
    assertNumber(Errors.EEXIST, () -> fs.create(folder, fs.name("a"), Access.WRITE, 0600));
    assertNumber(Errors.EEXIST, () -> fs.makeFolder(folder, fs.name("a"), 0700));
    assertNumber(Errors.ENOTDIR, () -> fs.openFolder(on.place("a/x")));
  }

  private interface Call {
    void run() throws IOException;
  }

  private static void assertNumber(int number, Call call) {
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(
            Errno.class, failure -> assertThat(failure.number()).isEqualTo(number));
  }

  @ParameterizedTest
  @MethodSource("machines")
  void itsOwnFilesAreTheUsers(Case on) throws IOException {
    Fs fs = on.fs();
    int folder = on.openFolder();
    int file = fs.create(folder, fs.name("a"), Access.WRITE, 0640);

    assertThat(fs.stat(file).owner()).isEqualTo(fs.user());
    assertThat(fs.stat(file).isUnchangedSince(fs.stat(file))).isTrue();
    fs.touch(file);
    fs.force(file);
    fs.forceData(file);
    fs.withoutForces().force(file);
  }

  @ParameterizedTest
  @MethodSource("machines")
  void aDescriptorIsKnownByItsNumber(Case on) {
    FileDescriptor descriptor = new FileDescriptor();
    assertThat(on.fs().number(descriptor)).isEqualTo(-1);
    on.fs().setNumber(descriptor, 7);
    assertThat(on.fs().number(descriptor)).isEqualTo(7);
    on.fs().replaceNumber(descriptor, 8);
    assertThat(on.fs().number(descriptor)).isEqualTo(8);
  }

  @Test
  void withoutForcesNothingIsForcedNorTold() throws IOException {
    SimulatedMachine machine = SimulatedMachine.windows();
    Fs fs = machine.fs().withoutForces();
    int folder = fs.openFolder(machine.place("a"));
    int file = fs.create(folder, fs.name("a"), Access.WRITE, 0600);

    fs.force(file);
    fs.force(folder);

    assertThat(machine.calls()).containsExactly("create a");
    assertThat(machine.told()).isEmpty();
  }

  @Test
  void aLinkIsResolvedToWhatItLeadsTo() throws IOException {
    SimulatedMachine machine = SimulatedMachine.macOs();
    machine.write("conf", "x");
    Files.createSymbolicLink(machine.path("link"), machine.path("conf").getFileName());
    Files.createSymbolicLink(machine.path("loop"), machine.path("loop"));

    assertThat(machine.fs().resolve(machine.place("link"))).hasToString("/d/conf");
    assertThatThrownBy(() -> machine.fs().resolve(machine.place("loop")))
        .isInstanceOfSatisfying(
            Errno.class, failure -> assertThat(failure.number()).isEqualTo(Errors.ELOOP));
  }

  /** An owner is a number made of his name; one that was seen can be given. */
  @Test
  void anOwnerIsGivenToANewFile() throws IOException {
    SimulatedMachine machine = SimulatedMachine.windows();
    machine.write("old", "x");
    machine.write("new", "x");
    FileOwnerAttributeView old =
        Files.getFileAttributeView(machine.path("old"), FileOwnerAttributeView.class);
    old.setOwner(
        machine
            .path("old")
            .getFileSystem()
            .getUserPrincipalLookupService()
            .lookupPrincipalByName("BUILTIN\\Administrators"));
    Fs fs = machine.fs();
    int folder = fs.openFolder(machine.place("old"));
    int file = fs.open(folder, fs.name("new"), Access.WRITE);

    assertThat(fs.stat(file).owner()).isEqualTo(fs.user());
    fs.setOwner(file, fs.statOrNull(machine.place("old")).owner(), 0);

    assertThat(Files.getOwner(machine.path("new"))).isEqualTo(old.getOwner());
    assertNumber(Errors.EPERM, () -> fs.setOwner(file, 42, 0));
  }

  /** What nobody knows is no reason to do without protection. */
  @Test
  void whatHasNoClassOfItsOwnIsAnInputOutputError() throws IOException {
    SimulatedMachine machine = SimulatedMachine.windows();
    machine.write("a", "x");
    Fs fs = machine.fs();
    int folder = fs.openFolder(machine.place("a"));
    machine.openedElsewhere("a", 1);

    assertThatThrownBy(() -> fs.open(folder, fs.name("a"), Access.WRITE))
        .isInstanceOfSatisfying(
            Errno.class, failure -> assertThat(Errors.isExhausted(failure)).isTrue())
        .hasMessage("Der Prozess kann nicht auf die Datei zugreifen");
    assertThat(List.of(machine.fs().names(folder))).containsExactly("a");
  }
}
