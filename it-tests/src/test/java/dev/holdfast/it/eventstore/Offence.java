package dev.holdfast.it.eventstore;

/** One thing that must not be. */
record Offence(Kind kind, String what) {
  private static final int TOLD_MOST = 600;

  /** In short, and without what a crash has made of a file: such as thousands of NULs. */
  Offence {
    what = what.substring(0, Math.min(TOLD_MOST, what.length())).replaceAll("[^ -~\n]+", "?");
  }

  enum Kind {
    /** Acknowledged, and not there any more: an event, a value, a blob. */
    LOST,
    /** A stream's last-seq is lower than one acknowledged. */
    WENT_BACK,
    /** Part of an event, or two in one, is served as an event. */
    TORN_EVENT,
    TORN_VALUE,
    /** Its name isn't the hash of its content. */
    PARTIAL_BLOB,
    /** What was truncated has come back. */
    UNDONE,
    /** Each part is whole, and together they are no state that ever was. */
    DIVERGED,
    /** The start failed on what it found. */
    CRASHED_REPLAY,
    /** A file of ours that the next start leaves there. */
    LEFTOVER,
    /** An error was answered while nothing was wrong with the disk. */
    REFUSED
  }
}
