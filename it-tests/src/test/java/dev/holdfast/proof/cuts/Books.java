package dev.holdfast.proof.cuts;

import dev.holdfast.proof.Verdict;
import dev.holdfast.proof.disk.Found;
import samples.Counters;
import samples.Counters.Word;

/** What one target must hold after each cut, by what its thread has counted. */
final class Books {
  private final Counters counters;
  private final int slot;
  private long acknowledgedBefore;
  private long foundBefore;

  Books(Counters counters, int slot) {
    this.counters = counters;
    this.slot = slot;
  }

  /**
   * The oldest version that it may be: the last one acknowledged since the last cut, be it before
   * this one or after; else what was found then.
   */
  long least() {
    long acknowledged = counters.get(slot, Word.ACKED);
    return acknowledged > acknowledgedBefore ? acknowledged : foundBefore;
  }

  /** The newest: what was never said to have failed with the old version intact. */
  long most() {
    long started = counters.get(slot, Word.STARTED);
    long inFlight = started > counters.get(slot, Word.ENDED) ? started : 0;
    long settled = Math.max(counters.get(slot, Word.ACKED), counters.get(slot, Word.MAYBE));
    return Math.max(foundBefore, Math.max(settled, inFlight));
  }

  /** Closes the books on what was found. */
  Verdict judge(Found found) {
    Verdict verdict = found.within(least(), most());
    acknowledgedBefore = counters.get(slot, Word.ACKED);
    foundBefore = Math.max(0, found.version());
    return verdict;
  }
}
