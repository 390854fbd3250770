package dev.holdfast.proof.calls;

import dev.holdfast.it.Jdk;
import dev.holdfast.proof.Engine;
import dev.holdfast.proof.Layer;
import dev.holdfast.proof.Run;
import dev.holdfast.proof.disk.Needs;
import dev.holdfast.proof.disk.ScarceDisk;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** Every error at every call. */
public final class ErrorsLayer implements Layer {
  @Override
  public String name() {
    return "errors";
  }

  @Override
  public String sentence() {
    return "Each of ten errors at every call of a save, once and from then on, and disks without room for"
        + " it: the application is told, the file is whole, nothing is left, nothing is claimed that isn't so.";
  }

  @Override
  public String missingOrNull(Run run) {
    return Tripwire.missingOrNull();
  }

  @Override
  public void run(Run run) throws Exception {
    ErrorCounts counts = new ErrorCounts();
    String noMounts = Needs.mountsOrNull();
    if (noMounts != null) {
      run.leaveOut("errors, full disks: " + noMounts);
    }
    List<Callable<Void>> jobs = new ArrayList<>();
    for (Jdk jdk : Shapes.jdks(run)) {
      for (String way : Shapes.ways(run.depth(), jdk)) {
        jobs.add(() -> errors(run, jdk, Engine.HOLDFAST, way, counts));
        if (jdk.feature() == 17) {
          jobs.add(() -> errors(run, jdk, Engine.STOCK, way, new ErrorCounts()));
        }
      }
      if (noMounts == null) {
        addFullDisks(run, jdk, counts, jobs);
      }
    }
    run.inParallel(jobs);
    run.figure(counts.sentence());
  }

  private static void addFullDisks(
      Run run, Jdk jdk, ErrorCounts counts, List<Callable<Void>> jobs) {
    for (String way : Shapes.ways(run.depth(), jdk)) {
      jobs.add(() -> fullDisks(run, jdk, Engine.HOLDFAST, way, counts));
      if (jdk.feature() == 17) {
        jobs.add(() -> fullDisks(run, jdk, Engine.STOCK, way, new ErrorCounts()));
      }
    }
  }

  private static Void errors(Run run, Jdk jdk, Engine engine, String way, ErrorCounts counts)
      throws Exception {
    new ErrorRun(run, jdk, engine, way, counts).run();
    return null;
  }

  private static Void fullDisks(Run run, Jdk jdk, Engine engine, String way, ErrorCounts counts)
      throws Exception {
    for (ScarceDisk.Kind kind : ScarceDisk.Kind.values()) {
      new FullDiskRun(run, jdk, engine, way, counts).run(kind);
    }
    return null;
  }
}
