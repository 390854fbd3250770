package dev.holdfast.proof.calls;

import dev.holdfast.it.ChildJvm;
import dev.holdfast.it.Jdk;
import dev.holdfast.proof.Engine;
import dev.holdfast.proof.Run;
import dev.holdfast.proof.Tally;
import dev.holdfast.proof.Verdict;
import dev.holdfast.proof.disk.FileSystemKind;
import dev.holdfast.proof.disk.MountedImage;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One program on a file system whose power goes before its first call, before its second, and so
 * on, and at last after its acknowledgement. The JVM outlives the cuts, since a start for each
 * would take most of the time; what it does after one can't reach the disk.
 */
final class Cuts implements AutoCloseable {
  private static final int MOST_CALLS = 600;
  private static final int AFTER_THE_END = MOST_CALLS + 1;

  /** How far a series goes. */
  enum Until {
    /** Every point is tried. */
    THE_END,
    /** The first damage is enough: the question is only whether there is any. */
    DAMAGE
  }

  private final Engine engine;
  private final int saves;
  private final MountedImage image;
  private final Path data;
  private final Tripwire tripwire;
  private final Saver saver;
  private final ChildJvm next;
  private final AtomicInteger points = new AtomicInteger();

  /** {@code saves} is how many each request is for. */
  Cuts(Run run, Jdk jdk, Engine engine, FileSystemKind kind, int saves) throws IOException {
    this.engine = engine;
    this.saves = saves;
    Path parent = run.folder("cuts");
    Path scratch = run.folder("scratch");
    image = MountedImage.in(parent, kind);
    data = Files.createDirectory(image.folder().resolve("data"));
    tripwire = Tripwire.in(Tripwires.folder(run));
    tripwire.cuts(image.folder(), image.folder().resolve("neighbour"));
    next = Shapes.saving(jdk, engine, data, scratch);
    try {
      saver = Saver.start(tripwire.set(Shapes.saving(jdk, engine, data, scratch)));
    } catch (RuntimeException | Error failure) {
      image.close();
      throw failure;
    }
  }

  /** Every save from now on has it. */
  void seed(Fault fault) {
    tripwire.seed(fault);
  }

  /** Every save from now on, until it is closed. */
  Wrong.Meddling begin(Wrong wrong, List<String> ways) throws IOException {
    List<Path> folders = ways.stream().map(way -> data.resolve(Shapes.folderName(way))).toList();
    return wrong.begin(saver.pid(), folders);
  }

  int points() {
    return points.get();
  }

  /**
   * What one series found.
   *
   * @param bad what is wrong, one sentence each
   */
  record Outcome(Tally tally, List<String> bad) {}

  /** Tries {@code way} at every call; {@code action} says how the power goes. */
  Outcome series(String way, Trip.Action action, Until until) throws Exception {
    Series series = new Series(way, action);
    series.run(until);
    return new Outcome(series.tally, series.bad);
  }

  /**
   * A start of the agent removes what the cuts have left, and the file system needs no repair: what
   * is wrong with that; empty if nothing is.
   */
  List<String> troublesAtEnd() throws Exception {
    saver.close();
    List<String> troubles = new ArrayList<>();
    if (engine.equals(Engine.HOLDFAST)) {
      Path last = Files.createDirectories(data.resolve("last")).resolve(Shapes.TARGET);
      try (Saver fresh = Saver.start(next)) {
        fresh.save(Shapes.API_CLASSES.get(0), last, Shapes.SIZE, 1, 1);
        troubles.addAll(Leftovers.below(data));
      }
    }
    return troubles;
  }

  @Override
  public void close() throws IOException {
    saver.close();
    image.close();
  }

  /** One way, one kind of cut. */
  private final class Series {
    private final String way;
    private final Trip.Action action;
    private final Path folder;
    private final Path target;
    private final Tally tally = new Tally();
    private final List<String> bad = new ArrayList<>();
    private int base;

    Series(String way, Trip.Action action) throws IOException {
      this.way = way;
      this.action = action;
      this.folder = Files.createDirectories(data.resolve(Shapes.folderName(way)));
      this.target = folder.resolve(Shapes.TARGET);
    }

    void run(Until until) throws Exception {
      base = 1;
      Found.put(way, target, base, Shapes.SIZE);
      tripwire.watch(folder);
      if (until == Until.DAMAGE) {
        point(AFTER_THE_END); // most often enough
      }
      boolean more = true;
      for (int at = 1; more && (until == Until.THE_END || tally.bad() == 0); at++) {
        if (at > MOST_CALLS) {
          throw new IllegalStateException("no save came to its end: " + way);
        }
        more = point(at);
      }
    }

    /** Returns whether the save has a call {@code at}. */
    private boolean point(int at) throws Exception {
      int before = Found.ours(folder).size();
      tripwire.arm(Trip.at(at, action), Tripwire.Counting.CHANGES);
      Saver.Answer answer = saver.save(way, target, Shapes.SIZE, base + 1, base + saves);
      tripwire.disarm();
      boolean fired = tripwire.fired() > 0;
      String where = "before " + tripwire.callOrNull(at);
      if (answer.died()) {
        throw new IllegalStateException("the JVM died " + where + ": " + answer);
      }
      if (!fired) {
        where = "after the acknowledgement";
        if (!answer.failure().isEmpty()) {
          throw new IllegalStateException("a save failed by itself: " + answer);
        }
        if (action == Trip.Action.COMMIT_AND_CUT) {
          commit();
        }
        image.cut();
      }
      List<String> held = saver.heldBelow(image.folder());
      if (!held.isEmpty()) {
        throw new IllegalStateException(
            way + ", power cut " + where + ": still open: " + held + answer + tripwire.calls());
      }
      image.comeBack();
      points.incrementAndGet();
      Found found = Found.in(target, way, answer.acknowledged(base), base + saves);
      add(found.verdict(), "power cut " + where + ": " + found.what());
      int left = Found.ours(folder).size() - before;
      if (left > 1) {
        add(Verdict.LEFTOVER, "power cut " + where + ": " + left + " of our files left");
      }
      Leftovers.removeTheProgramsOwn(folder);
      base += saves;
      if (found.isBad()) {
        Found.put(way, target, base, Shapes.SIZE);
      } else {
        base = found.version();
      }
      return fired;
    }

    private void add(Verdict verdict, String what) {
      tally.add(verdict);
      if (verdict != Verdict.GOOD) {
        bad.add(what);
      }
    }

    private void commit() throws IOException {
      try (FileChannel neighbour =
          FileChannel.open(
              image.folder().resolve("neighbour"),
              StandardOpenOption.CREATE,
              StandardOpenOption.APPEND)) {
        neighbour.write(java.nio.ByteBuffer.wrap(new byte[] {'n'}));
        neighbour.force(true);
      }
    }
  }
}
