package dev.holdfast.core.attach;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.core.jvm.ProcessStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModesTest {
  @TempDir private Path folder;

  /** The first bits that are somebody's count, whatever the others would allow. */
  @ParameterizedTest
  @CsvSource({
    "---rwxrwx, 0, 0, false",
    "r--------, 0, 0, true",
    "---rwx---, 1, 0, true",
    "rwx---rwx, 1, 0, false",
    "------r--, 1, 1, true",
    "rwxrwx---, 1, 1, false"
  })
  void whoMayRead(String permissions, int otherUser, int otherGroup, boolean may) throws Exception {
    Path file = Files.createFile(folder.resolve("jar"));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));

    assertThat(Modes.of(file).allow(Modes.READ, somebody(file, otherUser, otherGroup)))
        .isEqualTo(may);
  }

  @Test
  void whoReadsEverythingMay() throws Exception {
    Path file = Files.createFile(folder.resolve("jar"));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
    Given given = new Given(Files.createDirectory(folder.resolve("proc")));
    given.target.status("CapEff", "0000000000000002");

    assertThat(Modes.of(file).allow(Modes.READ, given.plan().target.status())).isTrue();
  }

  private ProcessStatus somebody(Path file, int otherUser, int otherGroup) throws IOException {
    int uid = (Integer) Files.getAttribute(file, "unix:uid");
    int gid = (Integer) Files.getAttribute(file, "unix:gid");
    return new Given(Files.createDirectory(folder.resolve("proc")))
        .user(uid + otherUser, gid + otherGroup)
        .plan()
        .target
        .status();
  }
}
