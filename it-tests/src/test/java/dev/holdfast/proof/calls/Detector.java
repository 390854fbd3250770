package dev.holdfast.proof.calls;

import dev.holdfast.proof.Run;
import dev.holdfast.proof.Tally;

/** A part of the bench that is tested: does it see that a save is made wrong? */
public interface Detector {
  /** A few words for the report. */
  String name();

  /** Whether it is tried on {@code wrong} in a run of that depth; what it can't see it isn't. */
  default boolean isFor(Run run, Wrong wrong) {
    return true;
  }

  /** What it found in saves that are made {@code wrong}; it may stop at the first damage. */
  Tally look(Run run, Wrong wrong) throws Exception;
}
