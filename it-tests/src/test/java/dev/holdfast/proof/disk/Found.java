package dev.holdfast.proof.disk;

import dev.holdfast.proof.Verdict;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import samples.Versions;
import samples.Way;

/**
 * What a target holds after a crash.
 *
 * @param version -1 where it is no whole version
 * @param damage {@link Verdict#GOOD} for a whole version, whichever
 * @param what for people
 */
public record Found(int version, Verdict damage, String what) {
  /** Reads {@code target}. */
  public static Found in(Path target) {
    try {
      return of(Files.readAllBytes(target));
    } catch (NoSuchFileException | FileNotFoundException missing) {
      return new Found(-1, Verdict.MISSING, "no file");
    } catch (IOException unreadable) {
      return new Found(-1, Verdict.TORN, unreadable.toString());
    }
  }

  static Found of(byte[] content) {
    try {
      int version = Versions.of(content);
      return new Found(version, Verdict.GOOD, "version " + version);
    } catch (Way.DamagedException damaged) {
      return new Found(
          -1, content.length == 0 ? Verdict.EMPTY : Verdict.TORN, damaged.getMessage());
    }
  }

  /** What that is worth where it must be a version from {@code least} to {@code most}. */
  public Verdict within(long least, long most) {
    if (damage != Verdict.GOOD) {
      return damage;
    }
    if (version < least) {
      return Verdict.LOST;
    }
    return version > most ? Verdict.INVENTED : Verdict.GOOD;
  }
}
