package dev.holdfast.core.cli;

import dev.holdfast.core.fs.FsFacts;
import dev.holdfast.core.fs.Trial;
import java.util.ArrayList;
import java.util.List;

/** What the trials in a folder, and the room left in it, mean for the promise. */
final class FolderDiagnosis {
  /** Below this a second copy of a file of some size won't fit. */
  private static final long LITTLE_BYTES = 16L << 20;

  private static final long FEW_INODES = 100;

  private FolderDiagnosis() {}

  static List<Finding> ofTrials(List<Trial> trials) {
    List<Finding> findings = new ArrayList<>();
    for (Trial trial : trials) {
      findings.add(of(trial));
    }
    return findings;
  }

  private static Finding of(Trial trial) {
    switch (trial.ability()) {
      case CREATE_EXCLUSIVELY:
        return needed(
            trial,
            "writable",
            "files can be created, and no name twice",
            "a save needs to create a file in this folder; remedy: let this user write here");
      case FORCE_FILE:
        return needed(trial, "force file", "works", "without it no save survives a power cut");
      case REPLACE_BY_RENAME:
        return needed(
            trial, "rename", "replaces a file in one step", "without it a save can't be atomic");
      case FORCE_FOLDER:
        return needed(
            trial, "force folder", "works", "without it a power cut may bring the old name back");
      case OWN_NAMES:
        return needed(
            trial,
            "own names",
            "names of 64 bytes are possible",
            "names of 64 bytes are needed for the shadow copy");
      case LONG_NAMES:
        return trial.works()
            ? Finding.ok("long names", "names of 255 bytes are possible")
            : Finding.warn(
                "long names",
                "names of 255 bytes are not possible ("
                    + trial.failure()
                    + "): there may be no room for '.holdfast-unfinished' behind a long name");
      case KEEP_MODE:
        return trial.works()
            ? Finding.ok("modes", "permission bits are kept")
            : Finding.warn("modes", "permission bits are not kept (" + trial.failure() + ")");
      case HARD_LINK:
        return mayMiss(trial, "hard links", "so no file here has several names");
      case SYMBOLIC_LINK:
        return mayMiss(trial, "symbolic links", "so there are none to follow");
      case USER_ATTRIBUTE:
        return mayMiss(trial, "user attributes", "so no file here has any to lose");
    }
    throw new AssertionError(trial.ability());
  }

  private static Finding needed(Trial trial, String subject, String good, String why) {
    return trial.works()
        ? Finding.ok(subject, good)
        : Finding.fail(subject, trial.failure() + "; " + why);
  }

  private static Finding mayMiss(Trial trial, String subject, String soWhat) {
    return Finding.ok(
        subject, trial.works() ? "possible" : "not possible (" + trial.failure() + "), " + soWhat);
  }

  /** {@code freeInodes} may be {@link FsFacts#UNKNOWN}. */
  static List<Finding> ofRoom(long freeBytes, long freeInodes) {
    List<Finding> findings = new ArrayList<>();
    String free = inUnits(freeBytes) + " free";
    findings.add(
        freeBytes < LITTLE_BYTES
            ? Finding.warn(
                "space",
                free + ": a save needs room for a second copy of its file; remedy: make room")
            : Finding.ok("space", free));
    if (freeInodes == FsFacts.UNKNOWN) {
      return findings;
    }
    findings.add(
        freeInodes < FEW_INODES
            ? Finding.warn(
                "inodes",
                freeInodes + " free: a save needs one for its second copy; remedy: remove files")
            : Finding.ok("inodes", freeInodes + " free"));
    return findings;
  }

  static List<Finding> ofLeftBehind(List<String> leftBehind) {
    List<Finding> findings = new ArrayList<>();
    for (String file : leftBehind) {
      findings.add(Finding.fail("left behind", file + "; remedy: remove it by hand"));
    }
    return findings;
  }

  /** Powers of 1024, as sizes in the configuration. */
  static String inUnits(long bytes) {
    String[] units = {"bytes", "KB", "MB", "GB", "TB"};
    int unit = 0;
    long amount = bytes;
    while (amount >= 10240 && unit < units.length - 1) {
      amount >>= 10;
      unit++;
    }
    return amount + " " + units[unit];
  }
}
