package dev.holdfast.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.it.ChildJvm.Result;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import probes.SystemCallsProbe;

/** The classes generated into java.base: every call of theirs, on every JVM, right and wrong. */
class SystemCallsIT {
  private static final String EBADF = "error 9 Bad file descriptor";
  private static final String ENOENT = "error 2 No such file or directory";
  private static final String ENODATA = "error 61 No data available";

  private static final List<String> NAMES =
      List.of(
          "open missing: " + ENOENT,
          "openat existing: error 17 File exists",
          "close: null",
          "renameat: null",
          "renameat missing: " + ENOENT,
          "rename: null",
          "rename missing: " + ENOENT,
          "readlink: a",
          "readlink of a file: error 22 Invalid argument",
          "lstat: 120000",
          "stat: 100640",
          "lstatat: 120000",
          "link: null",
          "links: 2",
          "link existing: error 17 File exists",
          "link missing: " + ENOENT,
          "unlinkat: null",
          "lstat missing: " + ENOENT,
          "stat missing: " + ENOENT,
          "lstatat missing: " + ENOENT,
          "unlinkat: null",
          "unlinkat missing: " + ENOENT,
          "close: null",
          "left: a");

  private static final List<String> METADATA =
      List.of(
          "inode: true",
          "fchmod: 104750",
          "fchmod closed: " + EBADF,
          "fchown: null",
          "fchown closed: " + EBADF,
          "setTimes: 1100000007000005000 1000000007000001000",
          "setTimes closed: " + EBADF,
          "size and links: 0 1",
          "fstat closed: " + EBADF,
          "setAttribute: null",
          "setAttribute closed: " + EBADF,
          "getAttribute: 5",
          "its first byte: v",
          "listAttributes: 14",
          "listAttributes closed: " + EBADF,
          "removeAttribute: null",
          "getAttribute missing: " + ENODATA,
          "removeAttribute missing: " + ENODATA);

  private static final List<String> DESCRIPTORS =
      List.of(
          "number: -1",
          "number: 9999",
          "force closed: error Bad file descriptor",
          "truncate closed: error Bad file descriptor",
          "force of a folder: true",
          "written by the new number: 8",
          "which is closed with the stream: " + EBADF,
          "abandoned, the new number: " + EBADF,
          "abandoned, the old number: true");

  private static final List<String> EXIT =
      List.of("the application's hook", "first at exit", "second at exit");

  @TempDir private Path folder;

  @ParameterizedTest
  @MethodSource("dev.holdfast.it.Jvms#matrix")
  void everySystemCallDoesAndTellsTheSameOnEveryJdk(Jdk jdk) {
    Result result =
        ChildJvm.on(jdk)
            .withAgentArguments("protect=" + folder.resolve("nothing"))
            .run(SystemCallsProbe.class, folder.toString());
    assertThat(result.exit()).as(result.toString()).isZero();
    List<String> lines = result.outLines();
    int metadata = NAMES.size();
    int descriptors = metadata + METADATA.size();
    int exit = descriptors + DESCRIPTORS.size();
    assertThat(lines).as(result.toString()).hasSize(exit + EXIT.size());
    assertThat(lines.subList(0, metadata)).isEqualTo(NAMES);
    assertThat(lines.subList(metadata, descriptors)).isEqualTo(METADATA);
    assertThat(lines.subList(descriptors, exit)).isEqualTo(DESCRIPTORS);
    assertThat(lines.subList(exit, lines.size())).isEqualTo(EXIT);
  }
}
