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
  private final Attempts attempts;
  private final Tally tally = new Tally();
  private final List<String> bad = new ArrayList<>();
  private int folders;

  ErrorRun(Run run, Jdk jdk, Engine engine, String way, ErrorCounts counts) throws IOException {
    this.run = run;
    this.jdk = jdk;
    this.engine = engine;
    this.way = way;
    data = run.folder("errors");
    tripwire = Tripwire.in(Tripwires.folder(run));
    attempts = new Attempts(run, jdk, way, tripwire, counts);
  }

  void run() throws Exception {
    Path scratch = run.folder("scratch");
    ChildJvm child = tripwire.set(Shapes.saving(jdk, engine, data, scratch));
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
    Path target = attempts.old(Files.createDirectory(data.resolve("cell" + ++folders)));
    ErrorCell cell = attempts.cell(saver, target, trip);
    boolean fired = tripwire.fired() > 0;
    if (!fired && !cell.answer().failure().isEmpty()) {
      throw new IllegalStateException("a save failed by itself: " + cell.answer());
    }
    List<ErrorCell.Trouble> troubles = cell.troubles();
    String where =
        trip.errno()
            + (trip.from() == Trip.From.ONCE ? " at " : " from ")
            + tripwire.callOrNull(trip.at());
    tally.add(troubles.isEmpty() ? Verdict.GOOD : troubles.get(0).verdict());
    troubles.forEach(each -> bad.add(where + ": " + each.verdict() + ", " + each.what()));
    return fired;
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
