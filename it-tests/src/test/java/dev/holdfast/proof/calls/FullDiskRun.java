package dev.holdfast.proof.calls;

import dev.holdfast.it.ChildJvm;
import dev.holdfast.it.Jdk;
import dev.holdfast.proof.Engine;
import dev.holdfast.proof.Row;
import dev.holdfast.proof.Run;
import dev.holdfast.proof.Tally;
import dev.holdfast.proof.Verdict;
import dev.holdfast.proof.disk.ScarceDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * One way of saving on a disk that is really full: no bytes are left, or no inodes, then a few
 * more, until the save succeeds. What the kernel then says, and when, is another matter than one
 * call that is made to fail: a write that is short, an error only at the force.
 */
final class FullDiskRun {
  /** Of an empty disk that a save has never needed more. */
  private static final int MOST_UNITS = 64;

  private final Run run;
  private final Jdk jdk;
  private final Engine engine;
  private final String way;
  private final ErrorCounts counts;

  FullDiskRun(Run run, Jdk jdk, Engine engine, String way, ErrorCounts counts) {
    this.run = run;
    this.jdk = jdk;
    this.engine = engine;
    this.way = way;
    this.counts = counts;
  }

  void run(ScarceDisk.Kind kind) throws Exception {
    try (ScarceDisk disk = ScarceDisk.in(run.folder("full"), kind)) {
      for (ScarceDisk.Scarcity scarcity : ScarceDisk.Scarcity.values()) {
        cells(disk, kind, scarcity);
      }
    }
  }

  private void cells(ScarceDisk disk, ScarceDisk.Kind kind, ScarceDisk.Scarcity scarcity)
      throws Exception {
    Row row =
        run.row(new Row("errors", engine, jdk + "", kind + ", no " + scarcity, way, new Tally()));
    Tripwire tripwire = Tripwire.in(Tripwires.folder(run));
    Attempts attempts = new Attempts(run, jdk, way, tripwire, counts);
    ChildJvm child = tripwire.set(Shapes.saving(jdk, engine, disk.folder(), run.folder("scratch")));
    try (Saver saver = Saver.start(child)) {
      boolean saved = false;
      for (int left = 0; !saved; left++) {
        if (left > MOST_UNITS) {
          throw new IllegalStateException("no room is enough: " + row);
        }
        saved = cell(disk, scarcity, left, row, saver, attempts);
        if (saved && left == 0 && engine.equals(Engine.HOLDFAST)) {
          throw new IllegalStateException("the disk was not full: " + row);
        }
      }
    }
  }

  /** Returns whether the program believes that it has saved. */
  private boolean cell(
      ScarceDisk disk,
      ScarceDisk.Scarcity scarcity,
      int left,
      Row row,
      Saver saver,
      Attempts attempts)
      throws Exception {
    Path folder = Files.createDirectory(disk.folder().resolve(scarcity + "-" + left));
    Path target = attempts.old(folder);
    disk.fill(scarcity, left);
    ErrorCell cell = attempts.cell(saver, target, Trip.none());
    List<ErrorCell.Trouble> troubles = cell.troubles();
    row.tally().add(troubles.isEmpty() ? Verdict.GOOD : troubles.get(0).verdict());
    for (ErrorCell.Trouble each : troubles) {
      String what = left + " " + scarcity + " left: " + each.verdict() + ", " + each.what();
      run.finding(row, what, "prove " + run.depth() + " errors");
    }
    disk.empty(scarcity);
    removeAll(folder);
    return cell.answer().failure().isEmpty();
  }

  private static void removeAll(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }
}
