package dev.holdfast.proof.calls;

import dev.holdfast.it.Jvms;
import dev.holdfast.proof.Engine;
import dev.holdfast.proof.Run;
import dev.holdfast.proof.Tally;
import dev.holdfast.proof.Verdict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The rule by which {@link ErrorsLayer} believes an acknowledgement: what is in the log of calls
 * makes the file durable. It can't see that a force lies, nor what happens half-way.
 */
final class OrderDetector implements Detector {
  @Override
  public String name() {
    return "log of calls";
  }

  @Override
  @SuppressWarnings("try") // closed in the end is all that is asked of the meddling
  public Tally look(Run run, Wrong wrong) throws Exception {
    Path data = run.folder("order");
    Path target = Files.createDirectory(data.resolve("app")).resolve(Shapes.TARGET);
    String way = Shapes.API_CLASSES.get(0);
    Found.put(way, target, ErrorCell.OLD, Shapes.SIZE);
    Tripwire tripwire = Tripwire.in(Tripwires.folder(run));
    tripwire.watch(target.getParent());
    if (wrong instanceof Fault fault) {
      tripwire.seed(fault);
    }
    Engine engine = Engine.seeded(wrong.sentence());
    Path scratch = run.folder("scratch");
    try (Saver saver =
        Saver.start(tripwire.set(Shapes.saving(Jvms.of(17), engine, data, scratch)))) {
      try (Wrong.Meddling meddling = wrong.begin(saver.pid(), List.of(target.getParent()))) {
        tripwire.arm(Trip.none(), Tripwire.Counting.CHANGES);
        saver.save(way, target, Shapes.SIZE, ErrorCell.NEW, ErrorCell.NEW);
        tripwire.disarm();
      }
    }
    long inode = (long) Files.getAttribute(target, "unix:ino");
    String missing = new Durability(tripwire.calls(), target + "", inode).missingOrNull();
    Tally tally = new Tally();
    tally.add(missing == null ? Verdict.GOOD : Verdict.DISHONEST);
    return tally;
  }
}
