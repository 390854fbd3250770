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
 * One program, killed before its first call, before its second, and so on until a save gets to its
 * end. Each start of a JVM must have removed what the one before it left.
 */
final class Kills {
  /** No save has as many; a loop that never ends would be the bench's own fault. */
  private static final int MOST_CALLS = 600;

  private final Run run;
  private final Jdk jdk;
  private final Engine engine;
  private final String way;
  private final int saves;
  private final Tally tally = new Tally();
  private final List<String> bad = new ArrayList<>();
  private final List<String> points = new ArrayList<>();

  Kills(Run run, Jdk jdk, Engine engine, String way, int saves) {
    this.run = run;
    this.jdk = jdk;
    this.engine = engine;
    this.way = way;
    this.saves = saves;
  }

  /** The points at which it was killed. */
  List<String> run() throws Exception {
    Path data = Files.createDirectory(run.folder("kills").resolve("data"));
    Path scratch = run.folder("scratch");
    Tripwire tripwire = Tripwire.in(Tripwires.folder(run));
    tripwire.watch(data);
    ChildJvm child = tripwire.set(Shapes.saving(jdk, engine, data, scratch));
    Path target = Files.createDirectory(data.resolve("app")).resolve(Shapes.TARGET);
    int base = 1;
    Found.put(way, target, base, Shapes.SIZE);
    for (int at = 1; ; at++) {
      if (at > MOST_CALLS) {
        throw new IllegalStateException("no save came to its end: " + way);
      }
      try (Saver saver = Saver.start(child)) {
        checkNothingLeft(data, at - 1);
        tripwire.arm(Trip.at(at, Trip.Action.KILL), Tripwire.Counting.CHANGES);
        Saver.Answer answer = saver.save(way, target, Shapes.SIZE, base + 1, base + saves);
        if (!answer.died()) {
          break;
        }
        Call call = tripwire.callOrNull(at);
        points.add(String.valueOf(call));
        Found found = Found.in(target, way, answer.acknowledged(base), base + saves);
        add(found.verdict(), "killed before " + call + ": " + found.what());
        Leftovers.removeTheProgramsOwn(target.getParent());
        base += saves;
        if (found.isBad()) {
          Found.put(way, target, base, Shapes.SIZE);
        } else {
          base = found.version();
        }
      }
    }
    Row row = run.row(new Row("calls", engine, jdk + "", "-", way + ", killed", tally));
    bad.forEach(what -> run.finding(row, what, "prove " + run.depth() + " calls"));
    return points;
  }

  private void add(Verdict verdict, String what) {
    tally.add(verdict);
    if (verdict != Verdict.GOOD) {
      bad.add(what);
    }
  }

  private void checkNothingLeft(Path data, int at) throws IOException {
    List<String> left = Leftovers.below(data);
    if (!left.isEmpty()) {
      add(Verdict.LEFTOVER, "killed before call " + at + ": " + left + " after the next start");
    }
  }
}
