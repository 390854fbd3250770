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
    AtomicLong handed = new AtomicLong();
    List<Callable<Void>> jobs = new ArrayList<>();
    for (Jdk jdk : Shapes.jdks(run)) {
      for (String way : Shapes.ways(run.depth(), jdk)) {
        jobs.add(() -> errors(run, jdk, Engine.HOLDFAST, way, cells, inPlace, handed));
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
            + handed.get()
            + " an error that was there once, at a look before the save, left the save to the JDK"
            + " (not forced, as without the agent)");
  }

  private static Void errors(
      Run run,
      Jdk jdk,
      Engine engine,
      String way,
      AtomicLong cells,
      AtomicLong inPlace,
      AtomicLong handed)
      throws Exception {
    ErrorRun errors = new ErrorRun(run, jdk, engine, way, run.folder("errors"));
    cells.addAndGet(errors.run().all());
    inPlace.addAndGet(errors.inPlace());
    handed.addAndGet(errors.handedToTheJdk());
    return null;
  }
}
