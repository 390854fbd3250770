package dev.holdfast.core.save;

import dev.holdfast.core.fs.Fs;
import dev.holdfast.core.fs.Name;
import dev.holdfast.core.fs.Place;

/** A shadow copy: where the new version of a target is written until it is published. */
final class Shadow {
  /** The folder it is in, open. */
  final int home;

  final Name name;

  /** Where it is, for messages and to find its folder again. */
  final Place place;

  /** Why it isn't beside its target, and can't become it by a rename; null: it is beside. */
  final String whyAwayOrNull;

  private Shadow(int home, Place place, String whyAwayOrNull) {
    this.home = home;
    this.name = place.name();
    this.place = place;
    this.whyAwayOrNull = whyAwayOrNull;
  }

  /** {@code name} in {@code folder}, which is the target's. */
  static Shadow beside(Fs fs, Place target, int folder, Name name) {
    return new Shadow(folder, fs.beside(target, name), null);
  }

  /** At {@code place} in {@code home}, another folder than the target's. */
  static Shadow away(int home, Place place, String why) {
    return new Shadow(home, place, why);
  }

  boolean isAway() {
    return whyAwayOrNull != null;
  }
}
