package dev.holdfast.core.cli;

import dev.holdfast.core.fs.Mount;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What a file system's type and mount options mean for the promise. */
final class FileSystemDiagnosis {
  private static final String SUBJECT = "file system";

  /** Power cuts were tried on these. */
  private static final Set<String> TESTED = set("ext4", "xfs", "btrfs");

  private static final Set<String> NETWORK =
      set(
          "nfs",
          "nfs4",
          "cifs",
          "smb3",
          "smbfs",
          "ncpfs",
          "afs",
          "ceph",
          "lustre",
          "gfs2",
          "ocfs2",
          "glusterfs",
          "davfs");

  private static final Set<String> SIMPLE = set("vfat", "msdos", "exfat");

  /** Options of ext4, xfs and btrfs, by which the disk's own cache is never emptied. */
  private static final Set<String> NO_BARRIER = set("nobarrier", "barrier=0");

  /** A copy may share the blocks of its original until one of them is written. */
  private static final Set<String> SHARING = set("btrfs", "bcachefs", "ocfs2");

  private static final Set<String> NOT_SHARING =
      set("ext4", "ext3", "ext2", "tmpfs", "ramfs", "vfat", "msdos", "exfat", "f2fs", "jfs");

  private FileSystemDiagnosis() {}

  /**
   * Copies that share blocks, by the type: Java has no call that asks for one, so nothing is tried.
   * No save needs it; copies of an old version are dearer without.
   */
  static Finding reflink(Mount mountOrNull) {
    String type = mountOrNull == null ? "" : mountOrNull.type();
    if (SHARING.contains(type)) {
      return Finding.ok(
          "reflink", "possible on " + type + ": a copy may share its blocks (by the type)");
    }
    if (type.equals("xfs")) {
      return Finding.ok(
          "reflink",
          "possible on xfs made with reflink=1, as mkfs.xfs does since 2019 (by the type)");
    }
    return Finding.ok(
        "reflink",
        NOT_SHARING.contains(type)
            ? "not possible on " + type + ": a copy takes room and time for all of it (by the type)"
            : "not known of this type of file system");
  }

  /**
   * At least one finding.
   *
   * @param mountOrNull null where nothing is known
   * @param kernelOptions what ext4 really runs with; empty where that is not known
   */
  static List<Finding> of(Mount mountOrNull, List<String> kernelOptions) {
    List<Finding> findings = new ArrayList<>();
    if (mountOrNull == null) {
      findings.add(
          Finding.warn(
              SUBJECT, "its type is not known: /proc/self/mountinfo has no line for this folder"));
      return findings;
    }
    Set<String> options = new HashSet<>(mountOrNull.options());
    options.addAll(kernelOptions);
    findings.add(type(mountOrNull));
    if (mountOrNull.type().equals("ext4")) {
      journal(kernelOptions, options, findings);
    }
    barriers(options, findings);
    if (mountOrNull.options().contains("ro")) {
      findings.add(
          Finding.fail(
              "mount options",
              "mounted read-only; remedy: mount -o remount,rw " + point(mountOrNull)));
    }
    if (mountOrNull.type().equals("overlay") && options.contains("volatile")) {
      findings.add(
          Finding.warn(
              "mount options",
              "overlay with 'volatile': every force is ignored, nothing survives a power cut;"
                  + " remedy: mount it without, or keep the data on a volume"));
    }
    return findings;
  }

  private static Finding type(Mount mount) {
    String what = mount.type() + " (" + mount.source() + " at " + point(mount) + "), ";
    String type = mount.type();
    if (TESTED.contains(type)) {
      return Finding.ok(
          SUBJECT,
          what + "tested with power cuts" + (type.equals("ext4") ? " (with its journal)" : ""));
    }
    if (NETWORK.contains(type)) {
      return Finding.warn(
          SUBJECT,
          what
              + "a network file system: what a force means is up to the server, and other clients"
              + " may see the old version for a while; remedy: a local disk");
    }
    if (type.equals("9p") || type.equals("virtiofs")) {
      return Finding.warn(
          SUBJECT,
          what
              + "a folder of the host: what a force means is up to the host; remedy: a disk of this"
              + " machine's own");
    }
    if (type.equals("fuseblk") || type.equals("fuse") || type.startsWith("fuse.")) {
      return Finding.warn(
          SUBJECT,
          what
              + "a program of the user's serves it (FUSE): what a force means is up to that program;"
              + " remedy: ext4, xfs or btrfs");
    }
    if (type.equals("overlay")) {
      return Finding.warn(
          SUBJECT,
          what
              + "as good as the file system of its upper folder, which can't be seen from here, and"
              + " it often goes with its container; remedy: keep the data on a volume");
    }
    if (type.equals("tmpfs") || type.equals("ramfs")) {
      return Finding.warn(
          SUBJECT, what + "in memory: nothing here survives a power cut; remedy: a disk");
    }
    if (SIMPLE.contains(type)) {
      return Finding.warn(
          SUBJECT,
          what
              + "it has no journal: a rename is not atomic when the power is cut, and modes and"
              + " owners are not kept; remedy: ext4, xfs or btrfs");
    }
    return Finding.warn(SUBJECT, what + "not tested with Holdfast");
  }

  private static void journal(
      List<String> kernelOptions, Set<String> options, List<Finding> findings) {
    if (options.contains("data=writeback")) {
      findings.add(
          Finding.ok(
              "journal",
              "data=writeback: it may give the old version's blocks away too early; Holdfast keeps"
                  + " the old file open until the folder is forced, which prevents it"));
      return;
    }
    boolean told = false;
    for (String option : options) {
      told |= option.startsWith("data=");
    }
    if (told) {
      findings.add(Finding.ok("journal", "there is one"));
    } else if (kernelOptions.isEmpty()) {
      findings.add(Finding.warn("journal", "it can't be seen from here whether this ext4 has one"));
    } else {
      findings.add(
          Finding.warn(
              "journal",
              "this ext4 has none: after a power cut a file may be unreadable until fsck has run;"
                  + " remedy: unmount it and run tune2fs -O has_journal"));
    }
  }

  private static void barriers(Set<String> options, List<Finding> findings) {
    for (String option : NO_BARRIER) {
      if (options.contains(option)) {
        findings.add(
            Finding.warn(
                "mount options",
                "'"
                    + option
                    + "': a force doesn't empty the disk's own cache, so a power cut may take"
                    + " finished saves; remedy: mount it without"));
      }
    }
  }

  private static String point(Mount mount) {
    return mount.point();
  }

  private static Set<String> set(String... words) {
    return new HashSet<>(Arrays.asList(words));
  }
}
