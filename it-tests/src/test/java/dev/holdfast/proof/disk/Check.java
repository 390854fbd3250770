package dev.holdfast.proof.disk;

import java.io.IOException;
import java.nio.file.Path;

/** The file system's own check of an image that isn't mounted: it guards the bench. */
public final class Check {
  private Check() {}

  /** Throws what the check says of an image that would need a repair. Changes nothing. */
  public static void soundness(FileSystemKind kind, Path image) throws IOException {
    switch (kind.type()) {
      case "xfs" -> Command.run("xfs_repair", "-n", image.toString());
      case "btrfs" -> Command.run("btrfs", "check", "--readonly", image.toString());
      default -> Command.run("e2fsck", "-fn", image.toString());
    }
  }
}
