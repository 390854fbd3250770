package dev.holdfast.core.save;

import dev.holdfast.core.fs.Fs;
import dev.holdfast.core.fs.Place;

/** NAME.holdfast-unfinished, cut where a file system would not take it. */
final class UnfinishedName {
  private static final String SUFFIX = ".holdfast-unfinished";
  private static final int NAME_BYTES_MAX = 255;

  private UnfinishedName() {}

  /** Where an unfinished version of {@code target} is kept: beside it. */
  static Place of(Fs fs, Place target) {
    String name = target.name().toString();
    Place aside = fs.beside(target, name + SUFFIX);
    while (aside.name().length() > NAME_BYTES_MAX) {
      int end = name.offsetByCodePoints(name.length(), -1); // never half a character
      name = name.substring(0, end);
      aside = fs.beside(target, name + SUFFIX);
    }
    return aside;
  }
}
