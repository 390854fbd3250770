package dev.holdfast.core.fs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.spi.FileSystemProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file system is chosen by what is found, not by the system's name. */
class PlatformTest {
  @TempDir Path folder;

  private Path trial;

  @BeforeEach
  void nameTrialFolder() {
    trial = folder.resolve("trial");
  }

  private Platform withProc(String system) throws IOException {
    Path proc = folder.resolve("proc");
    Files.createDirectories(proc.resolve("self/cwd"));
    Files.createDirectories(proc.resolve("self/ns/pid"));
    return new Platform(proc.toFile(), system);
  }

  private Platform withoutProc(String system) {
    return new Platform(new File("/proc/none"), system);
  }

  /** Nothing is asked of the provider: what only costs time isn't done. */
  @Test
  void withNamespacesItIsLinuxAndNothingIsTried() throws IOException {
    Fs fs = withProc("whatever").fs(null, folder.getFileSystem(), trial, null, null);

    assertThat(fs).isInstanceOf(UnixFs.class);
    assertThat(trial).doesNotExist();
  }

  @Test
  void withoutItIsWhatTryingFinds() throws IOException {
    FileSystemProvider provider = folder.getFileSystem().provider();
    Fs fs = withoutProc("Linux").fs(null, folder.getFileSystem(), trial, provider, null);

    assertThat(fs).isNotInstanceOf(UnixFs.class);
    assertThat(trial).doesNotExist();
    assertThat(fs.placeOrNull(folder.resolve("conf").toString())).isNotNull();
  }

  @Test
  void theHooksAreThereOnLinuxOnly() throws IOException {
    assertThatCode(withProc("Linux")::requireHooks).doesNotThrowAnyException();
    assertThatThrownBy(withoutProc("Windows 11")::requireHooks)
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessage("this version knows Linux only, not Windows 11; take the agent out there");
    assertThatThrownBy(withoutProc("Linux")::requireHooks)
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageStartingWith("there is no /proc here")
        .hasMessageContaining("mount -t proc");
  }

  @Test
  void thisMachineHasThem() {
    assertThatCode(Platform.here()::requireHooks).doesNotThrowAnyException();
  }
}
