package dev.holdfast.proof.calls;

import dev.holdfast.it.ChildJvm;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import samples.Versions;
import samples.Ways;

/**
 * Whether a way of saving leaves its file open where a write fails, without the agent: some streams
 * of the JDK forget to close what they wrap when the flush before fails. With the agent the shadow
 * copy is then open, until the collector or the next start comes. Measured when first asked.
 */
final class LeftOpen {
  private static final int MOST_CALLS = 600;

  private final ChildJvm stock;
  private final String way;
  private final Path data;
  private final Tripwire tripwire;
  private Boolean answer;

  /** {@code data}: an empty folder of its own; {@code stock}: without the agent. */
  LeftOpen(ChildJvm stock, String way, Path data, Tripwire tripwire) {
    this.stock = tripwire.set(stock);
    this.way = way;
    this.data = data;
    this.tripwire = tripwire;
  }

  boolean isTheJdks() throws Exception {
    if (answer == null) {
      answer = measured();
    }
    return answer;
  }

  private boolean measured() throws Exception {
    try (Saver saver = Saver.start(stock)) {
      for (int at = 1; at <= MOST_CALLS; at++) {
        Path folder = Files.createDirectory(data.resolve("stock" + at));
        Path target = folder.resolve(Shapes.TARGET);
        byte[] old = Versions.content(ErrorCell.OLD, Shapes.SIZE / 2, Saver.SEED);
        Ways.all().get(way).save(target.toFile(), old);
        tripwire.watch(folder);
        tripwire.arm(Trip.fail(at, Errno.EIO, Trip.From.ONCE), Tripwire.Counting.ALL);
        saver.save(way, target, Shapes.SIZE, ErrorCell.NEW, ErrorCell.NEW);
        tripwire.disarm();
        if (tripwire.fired() == 0) {
          return false;
        }
        List<String> held = saver.heldBelow(folder);
        if (!held.isEmpty()) {
          return true;
        }
      }
      throw new IllegalStateException("no save came to its end: " + way);
    }
  }
}
