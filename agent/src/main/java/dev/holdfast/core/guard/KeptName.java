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
    return cut(fs, target, target.name().toString(), suffix);
  }

  /**
   * The same beside {@code home}, in a folder that keeps those of many: with a hash of the target's
   * folder, lest two files of one name take each other's place.
   */
  public Place of(Fs fs, Place target, Place home) {
    String folder = Integer.toHexString(target.folder().hashCode());
    return cut(fs, home, target.name().toString(), "~" + folder + suffix);
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
        : cut(fs, target, name, "~" + Integer.toHexString(name.hashCode()) + PREVIOUS + number);
  }

  private static Place cut(Fs fs, Place sibling, String wholeName, String suffix) {
    String name = wholeName;
    Place kept = fs.beside(sibling, name + suffix);
    while (kept.name().length() > NAME_BYTES_MAX) {
      int end = name.offsetByCodePoints(name.length(), -1); // never half a character
      name = name.substring(0, end);
      kept = fs.beside(sibling, name + suffix);
    }
    return kept;
  }
}
