package dev.holdfast.core.save;

import dev.holdfast.core.fs.Fs;
import dev.holdfast.core.fs.Name;
import dev.holdfast.core.fs.Place;
import dev.holdfast.core.fs.Stat;
import java.io.IOException;

/**
 * Whether the deletion of a target looks like the first half of its replacement: a new version lies
 * beside it, written a moment ago, under a name that says so.
 */
final class ReplacementEvidence {
  /** A new version was written to within this time. */
  private static final long FRESH_NANOS = 10_000_000_000L;

  /** A folder is listed at most for this part of the time: who deletes all of it must not wait. */
  private static final int REST_PER_LISTING = 20;

  private static final String[] TEMPORARY = {".tmp", ".temp", ".new", ".part", "~"};

  private final Fs fs;
  private volatile long nextListing = System.nanoTime();

  ReplacementEvidence(Fs fs) {
    this.fs = fs;
  }

  /** {@code folder}: open, the target's. */
  boolean isThere(int folder, Place target) throws IOException {
    long start = System.nanoTime();
    if (start - nextListing < 0) {
      return isAnyUsual(folder, target);
    }
    boolean found = isAnyListed(folder, target.name().toString());
    long end = System.nanoTime();
    nextListing = end + REST_PER_LISTING * (end - start);
    return found;
  }

  private boolean isAnyListed(int folder, String target) throws IOException {
    for (Name name : fs.entries(folder)) {
      if (isOfNewVersion(name.toString(), target) && isFresh(folder, name)) {
        return true;
      }
    }
    return false;
  }

  /** The same for the names that are most in use. */
  private boolean isAnyUsual(int folder, Place target) throws IOException {
    for (String suffix : TEMPORARY) {
      if (isFresh(folder, fs.beside(target, target.name() + suffix).name())) {
        return true;
      }
    }
    return false;
  }

  /** The whole of the target's name is in it; or it is the target's with another, telling end. */
  static boolean isOfNewVersion(String name, String target) {
    if (name.contains(ShadowName.PREFIX) || name.equals(target)) {
      return false; // ours, kept versions among them
    }
    int dot = target.lastIndexOf('.');
    String stem = dot > 0 ? target.substring(0, dot) : target;
    return name.contains(target) || (name.startsWith(stem) && isTemporary(name));
  }

  private static boolean isTemporary(String name) {
    for (String suffix : TEMPORARY) {
      if (name.endsWith(suffix)) {
        return true;
      }
    }
    return false;
  }

  private boolean isFresh(int folder, Name name) throws IOException {
    Stat stat = fs.statOrNull(folder, name);
    long now = System.currentTimeMillis() * 1_000_000L;
    return stat != null && stat.isRegular() && now - stat.modifiedNanos() < FRESH_NANOS;
  }
}
