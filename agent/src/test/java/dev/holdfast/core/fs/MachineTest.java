package dev.holdfast.core.fs;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.spi.FileSystemProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each fact is found by trying, on a machine that has it and on one that has not. */
class MachineTest {
  @TempDir Path real;

  @Test
  void windows() throws IOException {
    FileSystem disk = SimulatedMachine.windowsDisk();
    Machine machine = tried(disk.getPath("C:\\t"), new SharingViolations(disk.provider()));

    assertThat(machine.folders).isEqualTo(Machine.Folders.NAMED_ONLY);
    assertThat(machine.rights).isEqualTo(Machine.Rights.DOS);
    assertThat(machine.openTargets).isEqualTo(Machine.OpenTargets.IN_THE_WAY);
    assertThat(machine.names).isEqualTo(Machine.Names.ANY_CASE);
  }

  @Test
  void macOs() throws IOException {
    FileSystem disk = SimulatedMachine.macDisk();
    Machine machine = tried(disk.getPath("/t"), new FolderChannels(disk.provider()));

    assertThat(machine.folders).isEqualTo(Machine.Folders.OPENED);
    assertThat(machine.rights).isEqualTo(Machine.Rights.UNIX);
    assertThat(machine.openTargets).isEqualTo(Machine.OpenTargets.REPLACED);
    assertThat(machine.names).isEqualTo(Machine.Names.ANY_CASE);
  }

  /** macOS can be set up so. */
  @Test
  void namesToldByCase() throws IOException {
    FileSystem disk = Jimfs.newFileSystem(Configuration.unix());

    assertThat(tried(disk.getPath("/t"), disk.provider()).names)
        .isEqualTo(Machine.Names.TOLD_BY_CASE);
  }

  @Test
  void theMachineThatTheTestsRunOn() throws IOException {
    Machine machine = Machine.triedIn(real, real.getFileSystem().provider());

    assertThat(machine.folders).isEqualTo(Machine.Folders.OPENED);
    assertThat(machine.rights).isEqualTo(Machine.Rights.UNIX);
    assertThat(machine.openTargets).isEqualTo(Machine.OpenTargets.REPLACED);
    assertThat(machine.names).isEqualTo(Machine.Names.TOLD_BY_CASE);
    assertThat(real).isEmptyDirectory();
  }

  /** It leaves the folder empty. */
  private static Machine tried(Path folder, FileSystemProvider provider) throws IOException {
    Files.createDirectory(folder);
    Machine machine = Machine.triedIn(folder, provider);
    assertThat(folder).isEmptyDirectory();
    return machine;
  }
}
