package dev.holdfast.core.fs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.boot.Errno;
import dev.holdfast.boot.SystemCalls;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Paths and links on the real file system; the system calls are tested with the bridges. */
class UnixFsTest {
  @TempDir Path folder;

  private final List<String> linked = new ArrayList<>();
  private final List<Integer> refusals = new ArrayList<>();
  private final UnixFs fs =
      new UnixFs(
          (SystemCalls)
              Proxy.newProxyInstance(
                  SystemCalls.class.getClassLoader(),
                  new Class<?>[] {SystemCalls.class},
                  (proxy, method, arguments) ->
                      switch (method.getName()) {
                        case "lstat" -> lstat((Path) arguments[0]);
                        case "readlink" -> readlink((Path) arguments[0]);
                        case "link" -> {
                          linked.add(arguments[0] + " = " + arguments[1]);
                          yield null;
                        }
                        case "setNumber" -> null;
                        case "force" -> true;
                        case "fstat" -> throw new Errno(5, "Input/output error");
                        case "bytes" -> arguments[0].toString().getBytes(StandardCharsets.UTF_8);
                        default -> throw new UnsupportedOperationException(method.getName());
                      }),
          FileSystems.getDefault(),
          "/start");

  private byte[] readlink(Path path) throws IOException {
    if (!refusals.isEmpty()) {
      throw new Errno(refusals.remove(0), "refused");
    }
    return Files.readSymbolicLink(path).toString().getBytes(StandardCharsets.UTF_8);
  }

  private static long[] lstat(Path path) throws IOException {
    long[] fields = new long[SystemCalls.STAT_LENGTH];
    try {
      fields[SystemCalls.MODE] =
          (int) Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS);
    } catch (NoSuchFileException missing) {
      throw new Errno(Errors.ENOENT, "No such file or directory");
    }
    return fields;
  }

  private Path resolved(Path path) throws IOException {
    return fs.resolve(fs.placeOrNull((Object) path)).path();
  }

  @Test
  void pathsThatNameNoFileAreNoPlaces() {
    for (String path : new String[] {"", "/", ".", "..", "a/..", "a/.", "/.."}) {
      assertThat(fs.placeOrNull(path)).as(path).isNull();
    }
    assertThat(fs.placeOrNull("a\0b")).isNull();
    assertThat(fs.placeOrNull((Object) "text")).isNull();
  }

  @Test
  void relativePathsStartWhereTheJvmDid() {
    assertThat(fs.placeOrNull("a/b")).hasToString("/start/a/b");
    assertThat(fs.placeOrNull("/a//b/")).hasToString("/a/b");
  }

  @Test
  void dotsAreTheKernelsToUnderstand() {
    assertThat(fs.placeOrNull("/link/../b")).hasToString("/link/../b");
    assertThat(fs.placeOrNull("/link/../b").folder()).isEqualTo("/link/..");
  }

  @Test
  void aFileAMissingOneAndAFolderAreThemselves() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));

    assertThat(resolved(file)).isEqualTo(file);
    assertThat(resolved(folder)).isEqualTo(folder);
    assertThat(resolved(folder.resolve("missing"))).isEqualTo(folder.resolve("missing"));
  }

  @Test
  void linksAreFollowedToTheEnd() throws IOException {
    Path other = Files.createDirectory(folder.resolve("other"));
    Path file = Files.createFile(other.resolve("file"));
    Files.createSymbolicLink(other.resolve("second"), Path.of("file"));
    Files.createSymbolicLink(folder.resolve("first"), Path.of("other/second"));
    Files.createSymbolicLink(folder.resolve("absolute"), file);

    assertThat(resolved(folder.resolve("first"))).isEqualTo(file);
    assertThat(resolved(folder.resolve("absolute"))).isEqualTo(file);
  }

  @Test
  void aDanglingLinkEndsAtTheNameItGives() throws IOException {
    Files.createSymbolicLink(folder.resolve("link"), Path.of("none/at/all"));

    assertThat(resolved(folder.resolve("link"))).isEqualTo(folder.resolve("none/at/all"));
  }

  @Test
  void aRingOfLinksIsAnError() throws IOException {
    Files.createSymbolicLink(folder.resolve("a"), Path.of("b"));
    Files.createSymbolicLink(folder.resolve("b"), Path.of("a"));

    assertThatThrownBy(() -> resolved(folder.resolve("a")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("Too many levels of symbolic links");
  }

  @Test
  void linksToOpenDescriptorsAreNotFollowed() throws IOException {
    Files.createSymbolicLink(folder.resolve("log"), Path.of("/proc/self/fd/0"));
    Files.createSymbolicLink(folder.resolve("dev"), Path.of("/dev/fd/0"));

    assertThat(resolved(folder.resolve("log"))).isEqualTo(Path.of("/proc/self/fd/0"));
    assertThat(resolved(folder.resolve("dev"))).isEqualTo(Path.of("/dev/fd/0"));
  }

  /** The JDK has link(2) by paths only; the folder that is open may have another path by now. */
  @Test
  void aHardLinkIsMadeInTheOpenFolder() throws IOException {
    fs.link(7, fs.name("a"), 7, fs.name("b"));

    assertThat(linked).containsExactly("/proc/self/fd/7/a = /proc/self/fd/7/b");
  }

  @Test
  void aNameIsKnownByItself() {
    assertThat(fs.name("a")).isEqualTo(fs.name("a")).hasSameHashCodeAs(fs.name("a"));
    assertThat(fs.name("a")).isNotEqualTo(fs.name("b"));
    assertThat(fs.beside(fs.placeOrNull("/x/a"), "b")).hasToString("/x/b");
  }

  /** As xfs is after it has shut itself down: fsync(2) of a folder says yes, fstat(2) no. */
  @Test
  void aForceIsNotBelievedWhereTheFileSystemIsGone() {
    assertThatThrownBy(() -> fs.force(7))
        .isInstanceOf(Errno.class)
        .hasMessage("Input/output error");
  }

  /** Without it nobody would know which rule a file of a SecureDirectoryStream belongs to. */
  @Test
  @SuppressWarnings("try") // open is all that it has to be
  void anOpenFolderIsFoundThoughTheKernelRefusesToSayOnceOrIsInterrupted() throws IOException {
    Path file = Files.createFile(folder.resolve("f"));
    try (InputStream open = new FileInputStream(file.toFile())) {
      int number = numberOf(file);
      Path name = Path.of("a");
      String place = folder.toRealPath().resolve("f/a").toString();

      refusals.add(5);
      assertThat(fs.placeOrNull(number, name)).hasToString(place);
      refusals.addAll(List.of(4, 4, 4));
      assertThat(fs.placeOrNull(number, name)).hasToString(place);
      refusals.addAll(List.of(5, 5));
      assertThat(fs.placeOrNull(number, name)).isNull();
    }
  }

  private static int numberOf(Path file) throws IOException {
    try (DirectoryStream<Path> open = Files.newDirectoryStream(Path.of("/proc/self/fd"))) {
      for (Path each : open) {
        if (Files.exists(each) && Files.isSameFile(each, file)) {
          return Integer.parseInt(each.getFileName().toString());
        }
      }
    }
    throw new AssertionError(file + " is not open");
  }
}
