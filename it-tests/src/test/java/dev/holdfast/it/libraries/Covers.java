package dev.holdfast.it.libraries;

/** What the agent does for a library's saves today: how strictly they are checked. */
enum Covers {
  /** Every save is atomic and durable: all checks. */
  WHOLE(""),
  /** The library forces by itself, and goes on as it is: it must not be made to do it twice. */
  OWN_CARE(""),
  /** It deletes the target before it renames, and finds its way out at its next start. */
  DELETES_AND_RECOVERS("deletes the target, then renames"),
  /**
   * It deletes the target, or moves it away, before it renames its new file to it or makes it anew:
   * other programs find an instant with neither, but after a crash the next start brings the old
   * version back.
   */
  COMES_BACK("takes the target away, then renames or writes"),
  /** It locks the target and writes it in place: the old version is in a journal meanwhile. */
  IN_A_JOURNAL("locks the target, and writes it in place"),
  /** It rewrites the target by RandomAccessFile: forced at close, torn if cut before. */
  NOT_YET_IN_PLACE("rewrites the target in place");

  private final String gap;

  Covers(String gap) {
    this.gap = gap;
  }

  /** Why the strict checks can't pass; empty where they must. */
  String gap() {
    return gap;
  }

  /** Another program finds no target at some instant, or a part of it. */
  boolean isGap() {
    return !gap.isEmpty();
  }

  /** Whether the library finds a whole version after every power cut and a recovery. */
  boolean survivesCuts() {
    return needsTheAgent() || this == DELETES_AND_RECOVERS;
  }

  /** Whether its saves need the agent for that. */
  boolean needsTheAgent() {
    return this == WHOLE || this == COMES_BACK || this == IN_A_JOURNAL;
  }
}
