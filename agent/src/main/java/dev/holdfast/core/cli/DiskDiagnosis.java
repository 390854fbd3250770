package dev.holdfast.core.cli;

import dev.holdfast.core.fs.Disk;
import java.util.ArrayList;
import java.util.List;

/** Does a force reach the disk, as far as the kernel can tell? */
final class DiskDiagnosis {
  private static final String SUBJECT = "disk cache";

  private DiskDiagnosis() {}

  /** One finding for each disk at the bottom; none where there is no disk (tmpfs, NFS). */
  static List<Finding> of(Disk diskOrNull) {
    List<Finding> findings = new ArrayList<>();
    if (diskOrNull != null) {
      add(diskOrNull, "", findings);
    }
    return findings;
  }

  private static void add(Disk disk, String above, List<Finding> findings) {
    String path = above + disk;
    // What sends no flush stops those of everything that lies on it.
    if (!disk.below().isEmpty()) {
      if (disk.cache() == Disk.Cache.WRITE_THROUGH) {
        stack(disk, path, findings);
      }
      for (Disk each : disk.below()) {
        add(each, path + " on ", findings);
      }
      return;
    }
    findings.add(bottom(disk, path));
  }

  /** Such a device says "write through" if all that lie below do; else somebody has set it. */
  private static void stack(Disk disk, String path, List<Finding> findings) {
    for (Disk each : disk.below()) {
      if (each.cache() == Disk.Cache.WRITE_BACK) {
        findings.add(
            Finding.warn(
                SUBJECT,
                path
                    + " passes no flush on, but "
                    + each
                    + " below has a cache: a power cut may take finished saves; remedy: write"
                    + " 'write back' to /sys/block/"
                    + disk.name()
                    + "/queue/write_cache"));
      }
    }
  }

  private static Finding bottom(Disk disk, String path) {
    if (disk.name().startsWith("zram") || disk.name().startsWith("ram")) {
      return Finding.warn(
          SUBJECT, path + " is in memory: nothing here survives a power cut; remedy: a disk");
    }
    if (!disk.backingFile().isEmpty()) {
      return Finding.ok(
          SUBJECT,
          path
              + " is a file: a force goes on to "
              + disk.backingFile()
              + ", whose own folder decides (try doctor there)");
    }
    switch (disk.cache()) {
      case WRITE_BACK:
        return Finding.ok(
            SUBJECT, path + " has one, each force empties it" + pastCache(disk) + host(disk));
      case WRITE_THROUGH:
        return Finding.ok(
            SUBJECT,
            path
                + " says that a power cut takes nothing of it, so a force sends no flush (true of"
                + " disks without a cache, or with a battery; not if somebody set 'write through'"
                + " by hand)"
                + host(disk));
      default:
        return Finding.warn(
            SUBJECT, "the kernel doesn't tell whether " + path + " has one and empties it");
    }
  }

  private static String pastCache(Disk disk) {
    return disk.writesPastCache() ? " (write back, FUA)" : " (write back, no FUA: by two flushes)";
  }

  private static String host(Disk disk) {
    return disk.isVirtual()
        ? "; it is a virtual disk: what its host makes of that can't be seen from here"
        : "";
  }
}
