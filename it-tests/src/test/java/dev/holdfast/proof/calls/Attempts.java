package dev.holdfast.proof.calls;

import dev.holdfast.it.Jdk;
import dev.holdfast.proof.Engine;
import dev.holdfast.proof.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import samples.Versions;
import samples.Ways;

/** Saves of one way in which something goes wrong, each looked at afterwards. */
final class Attempts {
  private final String way;
  private final Tripwire tripwire;
  private final Manners manners;
  private final ErrorCounts counts;

  Attempts(Run run, Jdk jdk, String way, Tripwire tripwire, ErrorCounts counts) throws IOException {
    this.way = way;
    this.tripwire = tripwire;
    this.counts = counts;
    Path data = run.folder("manners");
    manners =
        new Manners(
            Shapes.saving(jdk, Engine.STOCK, data, run.folder("scratch")),
            way,
            data,
            Tripwire.in(Tripwires.folder(run)));
  }

  /** The old version, in {@code folder}. */
  Path old(Path folder) throws Exception {
    Path target = folder.resolve(Shapes.TARGET);
    byte[] content = Versions.content(ErrorCell.OLD, Shapes.SIZE / 2, Saver.SEED);
    Ways.all().get(way).save(target.toFile(), content);
    return target;
  }

  /** Saves the new version over {@code target}; {@code trip} happens meanwhile. */
  ErrorCell cell(Saver saver, Path target, Trip trip) throws Exception {
    Path folder = target.getParent();
    tripwire.watch(folder);
    tripwire.arm(trip, Tripwire.Counting.ALL);
    Saver.Answer answer = saver.save(way, target, Shapes.SIZE, ErrorCell.NEW, ErrorCell.NEW);
    tripwire.disarm();
    if (answer.died()) {
      throw new IllegalStateException("the JVM died: " + answer);
    }
    List<String> open = saver.heldBelow(folder);
    List<ErrorCell.Kept> kept = kept(folder);
    if (!open.isEmpty() && manners.leavesOpen()) {
      counts.leftOpen();
      List<String> theirs = open;
      kept.removeIf(file -> theirs.contains(folder.resolve(file.name()) + ""));
      open = List.of();
    }
    ErrorCell cell =
        new ErrorCell(
            target.toString(),
            answer,
            tripwire.calls(),
            trip.errno(),
            Found.in(target, way, 0, ErrorCell.NEW),
            Files.exists(target) ? (long) Files.getAttribute(target, "unix:ino") : 0,
            kept,
            open,
            swallowing(answer));
    counts.judged(cell);
    return cell;
  }

  /** Asked only where standard error knows better than the program. */
  private ErrorCell.Swallowing swallowing(Saver.Answer answer) throws Exception {
    boolean contradicted = answer.failure().isEmpty() && answer.errors().contains("cannot save ");
    if (!contradicted || !manners.swallowsClose()) {
      return ErrorCell.Swallowing.NOTHING;
    }
    counts.swallowed();
    return ErrorCell.Swallowing.CLOSE;
  }

  private List<ErrorCell.Kept> kept(Path folder) throws IOException {
    List<ErrorCell.Kept> kept = new ArrayList<>();
    for (String name : Found.ours(folder)) {
      int version = Found.in(folder.resolve(name), way, 0, ErrorCell.NEW).version();
      kept.add(new ErrorCell.Kept(name, version));
    }
    return kept;
  }
}
