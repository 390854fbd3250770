package dev.holdfast.proof.calls;

import dev.holdfast.proof.Engine;
import dev.holdfast.proof.Layer;
import dev.holdfast.proof.Row;
import dev.holdfast.proof.Run;
import dev.holdfast.proof.Tally;
import dev.holdfast.proof.disk.Needs;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;

/** The bench itself is tested: saves are made wrong, and it must say so. */
public final class SeededLayer implements Layer {
  /** Whoever has another layer that can look at a JVM with a {@link Wrong} adds it here. */
  private static final List<Detector> DETECTORS =
      List.of(
          new CutsDetector(), new OrderDetector(), new StatesDetector(), new BlockWritesDetector());

  @Override
  public String name() {
    return "seeded";
  }

  @Override
  public String sentence() {
    return "Holdfast with one step of a save made wrong, and disks whose forces lie: each must be"
        + " found by some part of the bench.";
  }

  @Override
  public String missingOrNull(Run run) {
    String missing = Tripwire.missingOrNull();
    if (missing == null) {
      missing = Needs.programsOrNull("strace", "strace");
    }
    return missing == null ? Needs.mountsOrNull() : missing;
  }

  @Override
  public void run(Run run) throws Exception {
    AtomicInteger faults = new AtomicInteger();
    AtomicInteger lies = new AtomicInteger();
    List<Callable<Void>> jobs = new ArrayList<>();
    for (Fault fault : Fault.values()) {
      jobs.add(() -> look(run, fault, faults));
    }
    for (Lie lie : Lie.values()) {
      jobs.add(() -> look(run, lie, lies));
    }
    run.inParallel(jobs);
    run.figure(
        faults.get()
            + " of "
            + Fault.values().length
            + " seeded faults and "
            + lies.get()
            + " of "
            + Lie.values().length
            + " lying forces detected");
  }

  private static Void look(Run run, Wrong wrong, AtomicInteger detected) throws Exception {
    Tally all = new Tally();
    List<String> found = new ArrayList<>();
    List<String> missed = new ArrayList<>();
    for (Detector detector : DETECTORS) {
      if (!detector.isFor(run, wrong)) {
        continue;
      }
      Tally tally = detector.look(run, wrong);
      all.addAll(tally);
      (tally.bad() > 0 ? found : missed).add(detector.name());
    }
    if (all.bad() > 0) {
      detected.incrementAndGet();
    }
    String shape =
        (found.isEmpty() ? "found by none" : "found by: " + String.join(", ", found))
            + (missed.isEmpty() ? "" : "; not by: " + String.join(", ", missed));
    run.row(new Row("seeded", Engine.seeded(wrong.sentence()), "JDK 17", "-", shape, all));
    return null;
  }
}
