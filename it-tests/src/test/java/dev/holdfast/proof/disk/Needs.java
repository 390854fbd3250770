package dev.holdfast.proof.disk;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;

/** What this machine must have, as sentences for who can install it. */
public final class Needs {
  /** How a sentence begins about what no package brings. */
  public static final String NO_KERNEL = "this kernel has no ";

  private Needs() {}

  /** Null: file systems can be mounted and cut here. */
  public static String mountsOrNull() {
    if (!isRoot()) {
      return "it mounts file systems: run it as root";
    }
    if (!Files.exists(Path.of("/dev/loop-control"))) {
      return NO_KERNEL + "loop devices (/dev/loop-control)";
    }
    return programsOrNull("mkfs.ext4", "e2fsprogs", "mkfs.xfs", "xfsprogs", "xfs_io", "xfsprogs");
  }

  /** Null: they can also be made slow. */
  public static String slowDisksOrNull() {
    File[] devices = new File("/sys/class/bdi").listFiles();
    for (File device : devices == null ? new File[0] : devices) {
      if (new File(device, "strict_limit").canWrite()) {
        return mountsOrNull();
      }
    }
    return NO_KERNEL + "/sys/class/bdi/*/strict_limit (6.2 brings it) that can be written";
  }

  /** {@code programs}: pairs of a program and the Debian package that brings it. */
  public static String programsOrNull(String... programs) {
    for (int i = 0; i + 1 < programs.length; i += 2) {
      if (!Command.exists(programs[i])) {
        return programs[i] + " is missing: apt-get install " + programs[i + 1];
      }
    }
    return null;
  }

  public static boolean isRoot() {
    return System.getProperty("user.name").equals("root");
  }
}
