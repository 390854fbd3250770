package dev.holdfast.proof;

/** What was found of a file after a crash, or of a call after an error. */
public enum Verdict {
  /** One whole version, none older than the last acknowledged one; the call told the truth. */
  GOOD,
  /** Bytes of no version: cut short, mixed, with holes. */
  TORN,
  /** No bytes, where no version is empty. */
  EMPTY,
  /** No file, where one was acknowledged. */
  MISSING,
  /** A whole version, but older than one that was acknowledged. */
  LOST,
  /** A version of a save that was reported as failed, and whose failure said the old one stays. */
  INVENTED,
  /** Success reported and not so; or a failure nobody was told of. */
  DISHONEST,
  /** Something of ours stayed behind that nobody will remove. */
  LEFTOVER,
  /** The file system needed a repair: then the bench is wrong, not the save. */
  UNSOUND,
  /** With the agent another behaviour than without, and no line of the promise explains it. */
  DIFFERENT;

  /** As a column's heading. */
  public String heading() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
