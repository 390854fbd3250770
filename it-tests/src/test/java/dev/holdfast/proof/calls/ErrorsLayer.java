package dev.holdfast.proof.calls;

import dev.holdfast.it.Jdk;
import dev.holdfast.proof.Engine;
import dev.holdfast.proof.Layer;
import dev.holdfast.proof.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;

/** Every error at every call. */
public final class ErrorsLayer implements Layer {
  @Override
  public String name() {
    return "errors";
  }

  @Override
  public String sentence() {
    return "Each of ten errors at every call of a save, once and from then on: the application is"
        + " told, the file is whole, nothing is left, nothing is claimed that isn't so.";
  }

  @Override
  public String missingOrNull(Run run) {
    return Tripwire.missingOrNull();
  }

  @Override
  public void run(Run run) throws Exception {
    AtomicLong cells = new AtomicLong();
    AtomicLong inPlace = new AtomicLong();
    AtomicLong leftOpen = new AtomicLong();
    List<Callable<Void>> jobs = new ArrayList<>();
    for (Jdk jdk : Shapes.jdks(run)) {
      for (String way : Shapes.ways(run.depth(), jdk)) {
        jobs.add(() -> errors(run, jdk, Engine.HOLDFAST, way, cells, inPlace, leftOpen));
        if (jdk.feature() == 17) {
          jobs.add(
              () ->
                  errors(
                      run,
                      jdk,
                      Engine.STOCK,
                      way,
                      new AtomicLong(),
                      new AtomicLong(),
                      new AtomicLong()));
        }
      }
    }
    run.inParallel(jobs);
    run.figure(
        cells.get()
            + " cells of call and error, every call of a save; in "
            + inPlace.get()
            + " of them the folder let no shadow copy be made and the file was written in place, as"
            + " promised; in "
            + leftOpen.get()
            + " the JDK's stream left its file open, as without the agent, and the shadow copy with"
            + " it, until the next start");
  }

  private static Void errors(
      Run run,
      Jdk jdk,
      Engine engine,
      String way,
      AtomicLong cells,
      AtomicLong inPlace,
      AtomicLong leftOpen)
      throws Exception {
    ErrorRun errors = new ErrorRun(run, jdk, engine, way, run.folder("errors"));
    cells.addAndGet(errors.run().all());
    inPlace.addAndGet(errors.inPlace());
    leftOpen.addAndGet(errors.leftOpen());
    return null;
  }
}
