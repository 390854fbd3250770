package dev.holdfast.it;

import java.nio.file.Path;
import java.util.List;

/** A disk in memory that is full after 512 KB. */
final class SmallDisk {
  private final Path folder;

  private SmallDisk(Path folder) {
    this.folder = folder;
  }

  /** Mounted at {@code folder}, an existing one. Skips the running test where that is forbidden. */
  static SmallDisk at(Path folder) throws Exception {
    OtherUser.requireRoot("mounting a small disk");
    Jvms.requireOrSkip(
        OtherUser.succeeds(
            List.of(), "mount", "-t", "tmpfs", "-o", "size=512k", "none", folder + ""),
        "mounting is not allowed here");
    return new SmallDisk(folder);
  }

  void unmount() throws Exception {
    OtherUser.command("umount", folder.toString());
  }
}
