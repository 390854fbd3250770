package dev.holdfast.core.save;

import dev.holdfast.core.fs.Fs;
import dev.holdfast.core.fs.Place;

/** What is kept beside a target is called: its name and a suffix of ours. */
enum KeptName {
  UNFINISHED(".holdfast-unfinished"),
  REFUSED(".holdfast-refused");

  private static final int NAME_BYTES_MAX = 255;

  private final String suffix;

  KeptName(String suffix) {
    this.suffix = suffix;
  }

  /** The place of that name beside {@code target}, cut where a file system would not take it. */
  Place of(Fs fs, Place target) {
    return of(fs, target, suffix);
  }

  private static Place of(Fs fs, Place target, String suffix) {
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
