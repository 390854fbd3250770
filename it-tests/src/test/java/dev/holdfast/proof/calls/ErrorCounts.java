package dev.holdfast.proof.calls;

import java.util.concurrent.atomic.LongAdder;

/** What of the cells is to be told beside good and bad. Safe for many threads. */
final class ErrorCounts {
  private final LongAdder cells = new LongAdder();
  private final LongAdder inPlace = new LongAdder();
  private final LongAdder leftOpen = new LongAdder();
  private final LongAdder swallowed = new LongAdder();

  void judged(ErrorCell cell) {
    cells.increment();
    if (cell.isStockInPlace()) {
      inPlace.increment();
    }
  }

  void leftOpen() {
    leftOpen.increment();
  }

  void swallowed() {
    swallowed.increment();
  }

  String sentence() {
    return cells
        + " cells, every call of a save with every error, and disks without room; in "
        + inPlace
        + " of them the folder let no shadow copy be made and the file was written in place, as"
        + " promised; in "
        + leftOpen
        + " the JDK left the file open, as without the agent, and the shadow copy with it until"
        + " the next start; in "
        + swallowed
        + " it swallowed what close threw, as without, and standard error said it";
  }
}
