package dev.holdfast.core.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The doctor on file systems made for it. Needs the right to mount; skipped without it. */
class DoctorMountTest {
  @TempDir Path folder;
  private Path mounted;

  @AfterEach
  void unmount() throws IOException, InterruptedException {
    if (mounted != null) {
      assertThat(run("umount", mounted.toString())).isEmpty();
    }
  }

  @Test
  void aReadOnlyMountFailsWithTheRemedy() throws IOException, InterruptedException {
    mount("ro");

    Run run = Run.of("doctor", mounted.toString());

    assertThat(run.status).isEqualTo(1);
    assertThat(run.out)
        .contains("FAIL  mount options: mounted read-only; remedy: mount -o remount,rw " + mounted)
        .contains("FAIL  writable: Read-only file system;")
        .contains("WARN  file system: tmpfs (holdfast-test at " + mounted + "), in memory");
  }

  @Test
  void littleRoomIsWarnedOf() throws IOException, InterruptedException {
    mount("size=1m,nr_inodes=50");

    Run run = Run.of("doctor", mounted.toString());

    assertThat(run.status).isZero();
    assertThat(run.out)
        .contains("WARN  space: 1024 KB free", "WARN  inodes: 49 free")
        .contains("OK    force folder: works")
        .endsWith(", but mind the 3 warnings.\n");
    assertThat(mounted).isEmptyDirectory();
  }

  @Test
  void aFullFileSystemFailsAndIsLeftAsItWas() throws IOException, InterruptedException {
    mount("size=4k,nr_inodes=3");
    Files.writeString(mounted.resolve("full"), "x".repeat(4096));

    Run run = Run.of("doctor", mounted.toString());

    assertThat(run.status).isEqualTo(1);
    assertThat(run.out).contains("FAIL  force file: No space left on device");
    assertThat(mounted).isDirectoryNotContaining("glob:**/.holdfast-*");
  }

  @Test
  void whatCannotBeRemovedIsNamed() throws IOException, InterruptedException {
    mount("size=1m");
    // Names can be added to such a folder, but not taken away.
    String failure = run("chattr", "+a", mounted.toString());
    if (!failure.isEmpty()) {
      abort("SKIPPED, cannot make a folder append-only: " + failure);
    }

    Run run = Run.of("doctor", mounted.toString());

    run("chattr", "-a", mounted.toString());
    assertThat(run.status).isEqualTo(1);
    assertThat(run.out)
        .contains("OK    writable: ", "FAIL  rename: Operation not permitted")
        .containsPattern(
            "FAIL {2}left behind: .*/\\.holdfast-probe-.*: Operation not permitted; remedy: ");
  }

  private void mount(String options) throws IOException, InterruptedException {
    Path point = Files.createDirectory(folder.toRealPath().resolve("two words"));
    String failure = run("mount", "-t", "tmpfs", "-o", options, "holdfast-test", point.toString());
    if (!failure.isEmpty()) {
      abort("SKIPPED, cannot mount (needs root): " + failure);
    }
    mounted = point;
  }

  /** What {@code command} said if it failed, else empty. */
  private static String run(String... command) throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(List.of(command));
    Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).trim();
    return process.waitFor() == 0 ? "" : "'" + output + "'";
  }
}
