package dev.holdfast.proof.calls;

import dev.holdfast.it.ChildJvm;
import dev.holdfast.it.Jdk;
import dev.holdfast.proof.Engine;
import dev.holdfast.proof.Row;
import dev.holdfast.proof.Run;
import dev.holdfast.proof.Tally;
import dev.holdfast.proof.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import samples.Versions;
import samples.Ways;

/**
 * One way of saving, with each error at its first call, its second, and so on until none is left;
 * once, and from then on. Each cell has a folder of its own, so that what the agent learns of a
 * folder in one changes nothing in the next.
 */
final class ErrorRun {
  private static final int MOST_CALLS = 600;

  private final Run run;
  private final Jdk jdk;
  private final Engine engine;
  private final String way;
  private final Path data;
  private final Tripwire tripwire;
  private final Tally tally = new Tally();
  private final List<String> bad = new ArrayList<>();
  private final AtomicInteger folders = new AtomicInteger();
  private int inPlace;
  private int leftOpen;
  private LeftOpen stock;

  /** {@code data}: an empty folder on the file system in question. */
  ErrorRun(Run run, Jdk jdk, Engine engine, String way, Path data) throws IOException {
    this.run = run;
    this.jdk = jdk;
    this.engine = engine;
    this.way = way;
    this.data = data;
    this.tripwire = Tripwire.in(Tripwires.folder(run));
  }

  /** How many cells of it were written in place, as the promise has it. */
  int inPlace() {
    return inPlace;
  }

  /** After how many of them the JDK left the file open, as it does without the agent. */
  int leftOpen() {
    return leftOpen;
  }

  Tally run() throws Exception {
    Path scratch = run.folder("scratch");
    ChildJvm child = tripwire.set(Shapes.saving(jdk, engine, data, scratch));
    stock =
        new LeftOpen(
            Shapes.saving(jdk, Engine.STOCK, data, scratch),
            way,
            run.folder("left-open"),
            Tripwire.in(Tripwires.folder(run)));
    for (Errno errno : Errno.values()) {
      // a JVM says only so many different lines, and each cell needs its own
      try (Saver saver = Saver.start(child)) {
        for (Trip.From from : Trip.From.values()) {
          cells(saver, errno, from);
        }
      }
    }
    if (engine.equals(Engine.HOLDFAST)) {
      checkNextStart(scratch);
    }
    Row row = run.row(new Row("errors", engine, jdk + "", "-", way, tally));
    bad.forEach(what -> run.finding(row, what, "prove " + run.depth() + " errors"));
    return tally;
  }

  private void cells(Saver saver, Errno errno, Trip.From from) throws Exception {
    boolean fired = true;
    for (int at = 1; fired; at++) {
      if (at > MOST_CALLS) {
        throw new IllegalStateException("no save came to its end: " + way);
      }
      fired = cell(saver, Trip.fail(at, errno, from));
    }
  }

  /** Returns whether there was a call to fail. */
  private boolean cell(Saver saver, Trip trip) throws Exception {
    Path folder = Files.createDirectory(data.resolve("cell" + folders.incrementAndGet()));
    Path target = folder.resolve(Shapes.TARGET);
    Ways.all()
        .get(way)
        .save(target.toFile(), Versions.content(ErrorCell.OLD, Shapes.SIZE / 2, Saver.SEED));
    tripwire.watch(folder);
    tripwire.arm(trip, Tripwire.Counting.ALL);
    Saver.Answer answer = saver.save(way, target, Shapes.SIZE, ErrorCell.NEW, ErrorCell.NEW);
    tripwire.disarm();
    if (answer.died()) {
      throw new IllegalStateException("the JVM died: " + answer);
    }
    List<String> open = saver.heldBelow(folder);
    List<ErrorCell.Kept> kept = kept(folder);
    if (!open.isEmpty() && stock.isTheJdks()) {
      leftOpen++;
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
            open);
    boolean fired = tripwire.fired() > 0;
    if (!fired && !answer.failure().isEmpty()) {
      throw new IllegalStateException("a save failed by itself: " + answer);
    }
    List<ErrorCell.Trouble> troubles = cell.troubles();
    String where =
        trip.errno()
            + (trip.from() == Trip.From.ONCE ? " at " : " from ")
            + tripwire.callOrNull(trip.at());
    tally.add(troubles.isEmpty() ? Verdict.GOOD : troubles.get(0).verdict());
    troubles.forEach(each -> bad.add(where + ": " + each.verdict() + ", " + each.what()));
    if (cell.isStockInPlace()) {
      inPlace++;
    }
    return fired;
  }

  private List<ErrorCell.Kept> kept(Path folder) throws IOException {
    List<ErrorCell.Kept> kept = new ArrayList<>();
    for (String name : Found.ours(folder)) {
      kept.add(
          new ErrorCell.Kept(
              name, Found.in(folder.resolve(name), way, 0, ErrorCell.NEW).version()));
    }
    return kept;
  }

  /** What an error didn't let be removed goes then. */
  private void checkNextStart(Path scratch) throws Exception {
    try (Saver fresh = Saver.start(Shapes.saving(jdk, engine, data, scratch))) {
      Path last = Files.createDirectory(data.resolve("last")).resolve(Shapes.TARGET);
      fresh.save(Shapes.API_CLASSES.get(0), last, Shapes.SIZE, 1, 1);
      List<String> left = Leftovers.below(data);
      tally.add(left.isEmpty() ? Verdict.GOOD : Verdict.LEFTOVER);
      left.forEach(name -> bad.add(name + " is left after the next start"));
    }
  }
}
