package dev.holdfast.proof.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.it.SystemCall;
import dev.holdfast.it.SystemCallTrace;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What running programs see is what each call has made of it. */
class TracedDiskTest {
  private final TracedDisk disk = new TracedDisk(new KnownVersions(), new PosixNames());

  private void calls(String... calls) {
    List<String> lines = Stream.of(calls).map(call -> "7 " + call).toList();
    for (SystemCall call : SystemCallTrace.parse(lines).calls()) {
      disk.apply(call);
    }
  }

  private String at(String path) {
    byte[] content = disk.liveOrNull(path);
    return content == null ? null : new String(content, StandardCharsets.US_ASCII);
  }

  @Test
  void writesGoWhereTheDescriptorIs() {
    calls(
        "openat(AT_FDCWD</>, \"/a\", O_RDWR|O_CREAT, 0600) = 5</a>",
        "write(5</a>, \"\\x61\\x62\\x63\", 3) = 3",
        "dup(5</a>) = 6</a>",
        "write(6</a>, \"d\\\"\\n\", 3) = 3",
        "pwrite64(5</a>, \"B\", 1, 1) = 1",
        "lseek(5</a>, 2, SEEK_SET) = 2",
        "writev(5</a>, [{iov_base=\"C\", iov_len=1}, {iov_base=\"D\", iov_len=1}], 2) = 2");

    assertThat(at("/a")).isEqualTo("aBCD\"\n");
  }

  @Test
  void aShortWriteIsShortAndAFailedOneIsNone() {
    calls(
        "creat(\"/a\", 0600) = 5</a>",
        "write(5</a>, \"abc\", 3) = 2",
        "write(5</a>, \"xyz\", 3) = -1 ENOSPC (No space left on device)");

    assertThat(at("/a")).isEqualTo("ab");
  }

  @Test
  void anAppendingDescriptorWritesAtTheEnd() {
    disk.existingFile("/a", "old".getBytes(StandardCharsets.US_ASCII));
    calls("openat(AT_FDCWD</>, \"/a\", O_WRONLY|O_APPEND) = 5</a>", "write(5</a>, \"!\", 1) = 1");

    assertThat(at("/a")).isEqualTo("old!");
  }

  @Test
  void theRootMayBeOpened() {
    calls(
        "openat(AT_FDCWD</>, \"/\", O_RDONLY|O_DIRECTORY) = 4</>",
        "creat(\"/a\", 0600) = 5</a>",
        "write(5</a>, \"abc\", 3) = 3");

    assertThat(at("/a")).isEqualTo("abc");
  }

  @Test
  void sizesChange() {
    calls(
        "creat(\"/a\", 0600) = 5</a>",
        "write(5</a>, \"abcdef\", 6) = 6",
        "ftruncate(5</a>, 4) = 0",
        "truncate(\"/a\", 2) = 0",
        "fallocate(5</a>, 0, 0, 3) = 0");

    assertThat(at("/a")).isEqualTo("ab\0");
  }

  @Test
  void bytesThatTheKernelCopiesAreThoseOfTheSource() {
    disk.existingFile("/a", "0123456789".getBytes(StandardCharsets.US_ASCII));
    calls(
        "openat(AT_FDCWD</>, \"/a\", O_RDONLY) = 4</a>",
        "creat(\"/b\", 0600) = 5</b>",
        "sendfile(5</b>, 4</a>, [2] => [5], 3) = 3",
        "sendfile(5</b>, 4</a>, NULL, 9) = 1",
        "copy_file_range(4</a>, [7] => [9], 5</b>, [4] => [6], 2, 0) = 2",
        "copy_file_range(4</a>, NULL, 5</b>, NULL, 1, 0) = 1");

    assertThat(at("/b")).isEqualTo("234018");
  }

  @Test
  void mappedStoresAreThoseThatAreKnown() {
    disk.willBeStored("stored".getBytes(StandardCharsets.US_ASCII));
    calls(
        "openat(AT_FDCWD</>, \"/a\", O_RDWR|O_CREAT, 0600) = 5</a>",
        "ftruncate(5</a>, 6) = 0",
        "mmap(NULL, 6, PROT_READ|PROT_WRITE, MAP_SHARED, 5</a>, 0) = 0x7f0000000000");

    assertThat(at("/a")).isEqualTo("stored");
  }

  @Test
  void aMappingThatIsOnlyReadStoresNothing() {
    disk.willBeStored("stored".getBytes(StandardCharsets.US_ASCII));
    calls(
        "openat(AT_FDCWD</>, \"/a\", O_RDWR|O_CREAT, 0600) = 5</a>",
        "mmap(NULL, 6, PROT_READ, MAP_SHARED, 5</a>, 0) = 0x7f0000000000");

    assertThat(at("/a")).isEmpty();
  }

  @Test
  void namesMoveAndFilesStay() {
    calls(
        "creat(\"/a\", 0600) = 5</a>",
        "link(\"/a\", \"/b\") = 0",
        "symlink(\"b\", \"/c\") = 0",
        "mkdir(\"/f\", 0777) = 0",
        "renameat(AT_FDCWD</>, \"a\", AT_FDCWD</f>, \"z\") = 0",
        "write(5</f/z>, \"x\", 1) = 1");

    assertThat(at("/a")).isNull();
    assertThat(List.of(at("/b"), at("/c"), at("/f/z"))).containsOnly("x");

    calls("unlink(\"/b\") = 0", "unlinkat(AT_FDCWD</f>, \"z\", 0) = 0");

    assertThat(at("/c")).isNull();
    assertThat(at("/f/z")).isNull();
  }

  @Test
  void aFileIsCutWhenItIsOpenedToBe() {
    disk.existingFile("/a", "old".getBytes(StandardCharsets.US_ASCII));
    disk.existingLink("/l", "/a");
    calls("openat(AT_FDCWD</>, \"/l\", O_WRONLY|O_CREAT|O_TRUNC, 0666) = 5</a>");

    assertThat(at("/a")).isEmpty();
  }

  @Test
  void aDescriptorFromBeforeTheTraceIsToldByItsPath() {
    disk.existingFile("/a", "old".getBytes(StandardCharsets.US_ASCII));
    calls("ftruncate(5</a>, 1) = 0");

    assertThat(at("/a")).isEqualTo("o");
  }
}
