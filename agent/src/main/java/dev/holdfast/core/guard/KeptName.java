package dev.holdfast.core.guard;

import dev.holdfast.core.fs.Fs;
import dev.holdfast.core.fs.Place;

/** What is kept beside a target is called: its name and a suffix of ours. */
public enum KeptName {
  UNFINISHED(".holdfast-unfinished"),
  REFUSED(".holdfast-refused");

  private static final String PREVIOUS = ".holdfast-previous.";
  private static final int NAME_BYTES_MAX = 255;

  private final String suffix;

  KeptName(String suffix) {
    this.suffix = suffix;
  }

  /** The place of that name beside {@code target}, cut where a file system would not take it. */
  public Place of(Fs fs, Place target) {
    return cut(fs, target, suffix);
  }

  /**
   * The place of the {@code number}th earlier version, 1 being the newest. A name that is cut has a
   * hash of the whole one: the versions of two files must not mix.
   */
  static Place ofPrevious(Fs fs, Place target, int number) {
    String name = target.name().toString();
    Place whole = fs.beside(target, name + PREVIOUS + number);
    return whole.name().length() <= NAME_BYTES_MAX
        ? whole
        : cut(fs, target, "~" + Integer.toHexString(name.hashCode()) + PREVIOUS + number);
  }

  private static Place cut(Fs fs, Place target, String suffix) {
    String name = target.name().toString();
    Place kept = fs.beside(target, name + suffix);
    while (kept.name().length() > NAME_BYTES_MAX) {
      int end = name.offsetByCodePoints(name.length(), -1); // never half a character
      name = name.substring(0, end);
      kept = fs.beside(target, name + suffix);
    }
    return kept;
  }
}
