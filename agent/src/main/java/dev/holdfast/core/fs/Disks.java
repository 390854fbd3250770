package dev.holdfast.core.fs;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.List;

/** Reads of block devices what sysfs(5) has of them: Documentation/ABI/stable/sysfs-block. */
final class Disks {
  /** Stacks are a few high; a loop in them would be a kernel's mistake. */
  private static final int DEPTH_MAX = 8;

  private final Path sys;

  /** {@code sys}: {@code /sys}, or a folder like it. */
  Disks(Path sys) {
    this.sys = sys;
  }

  /**
   * The disk under a mount; null where there is none that can be seen.
   *
   * @param device {@code major:minor}; on btrfs it is none that exists
   * @param source what is mounted, {@code /dev/sda1} or so, for that case
   */
  Disk ofOrNull(String device, String source) throws IOException {
    Path entry = sys.resolve("dev/block").resolve(device);
    if (!Files.exists(entry)) {
      if (!source.startsWith("/dev/") || !Files.exists(Paths.get(source))) {
        return null;
      }
      String name = Paths.get(source).toRealPath().getFileName().toString();
      entry = sys.resolve("class/block").resolve(name);
    }
    return Files.exists(entry) ? at(entry.toRealPath(), 0) : null;
  }

  private Disk at(Path entry, int depth) throws IOException {
    // A partition has no queue of its own; the disk is its parent.
    Path whole = Files.exists(entry.resolve("queue")) ? entry : entry.getParent();
    List<Disk> below = new ArrayList<>();
    Path slaves = entry.resolve("slaves");
    if (Files.isDirectory(slaves) && depth < DEPTH_MAX) {
      try (DirectoryStream<Path> each = Files.newDirectoryStream(slaves)) {
        for (Path slave : each) {
          below.add(at(slave.toRealPath(), depth + 1));
        }
      }
    }
    String vendor = text(whole.resolve("device/vendor"));
    // virtio has a number there
    String model =
        (vendor.startsWith("0x") ? "" : vendor + " ") + text(whole.resolve("device/model"));
    return new Disk(
        whole.getFileName().toString(),
        model.trim(),
        cache(text(whole.resolve("queue/write_cache"))),
        text(whole.resolve("queue/fua")).equals("1"),
        text(whole.resolve("loop/backing_file")),
        below);
  }

  private static Disk.Cache cache(String text) {
    if (text.equals("write back")) {
      return Disk.Cache.WRITE_BACK;
    }
    return text.equals("write through") ? Disk.Cache.WRITE_THROUGH : Disk.Cache.UNKNOWN;
  }

  /** Empty if there is no such file, or it isn't for us. */
  private static String text(Path file) {
    try {
      return Files.isRegularFile(file) ? new String(Files.readAllBytes(file), UTF_8).trim() : "";
    } catch (IOException notToBeRead) {
      return "";
    }
  }
}
