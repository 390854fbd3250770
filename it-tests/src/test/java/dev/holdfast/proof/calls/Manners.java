package dev.holdfast.proof.calls;

import dev.holdfast.it.ChildJvm;
import java.nio.file.Files;
import java.nio.file.Path;
import samples.Versions;
import samples.Ways;

/**
 * What a way of saving makes of errors without the agent, as some classes of the JDK do: it forgets
 * to close what it wraps where the flush before failed, or swallows what close throws. With the
 * agent it does the same. Measured when first asked.
 */
final class Manners {
  private static final int MOST_CALLS = 600;

  private final ChildJvm stock;
  private final String way;
  private final Path data;
  private final Tripwire tripwire;
  private boolean measured;
  private boolean leavesOpen;
  private boolean swallowsClose;

  /** {@code data}: an empty folder of its own; {@code stock}: without the agent. */
  Manners(ChildJvm stock, String way, Path data, Tripwire tripwire) {
    this.stock = tripwire.set(stock);
    this.way = way;
    this.data = data;
    this.tripwire = tripwire;
  }

  /** The file stays open, until the collector or the next start comes. */
  boolean leavesOpen() throws Exception {
    measure();
    return leavesOpen;
  }

  /** The program takes a save for done whose close has failed. */
  boolean swallowsClose() throws Exception {
    measure();
    return swallowsClose;
  }

  private void measure() throws Exception {
    if (measured) {
      return;
    }
    try (Saver saver = Saver.start(stock)) {
      int at = 1;
      while (isErrorMet(saver, at)) {
        at++;
        if (at > MOST_CALLS) {
          throw new IllegalStateException("no save came to its end: " + way);
        }
      }
    }
    measured = true;
  }

  private boolean isErrorMet(Saver saver, int at) throws Exception {
    Path folder = Files.createDirectory(data.resolve("stock" + at));
    Path target = folder.resolve(Shapes.TARGET);
    byte[] old = Versions.content(ErrorCell.OLD, Shapes.SIZE / 2, Saver.SEED);
    Ways.all().get(way).save(target.toFile(), old);
    tripwire.watch(folder);
    tripwire.arm(Trip.fail(at, Errno.EIO, Trip.From.ONCE), Tripwire.Counting.ALL);
    Saver.Answer answer = saver.save(way, target, Shapes.SIZE, ErrorCell.NEW, ErrorCell.NEW);
    tripwire.disarm();
    if (tripwire.fired() == 0) {
      return false;
    }
    Call failed = tripwire.callOrNull(at);
    swallowsClose |= failed.name().equals("close") && answer.failure().isEmpty();
    leavesOpen |= !saver.heldBelow(folder).isEmpty();
    return true;
  }
}
