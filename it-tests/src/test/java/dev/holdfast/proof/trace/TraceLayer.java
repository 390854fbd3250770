package dev.holdfast.proof.trace;

import dev.holdfast.it.Jdk;
import dev.holdfast.it.Jvms;
import dev.holdfast.proof.Customizer;
import dev.holdfast.proof.Depth;
import dev.holdfast.proof.Engine;
import dev.holdfast.proof.Layer;
import dev.holdfast.proof.Row;
import dev.holdfast.proof.Run;
import dev.holdfast.proof.disk.Needs;
import dev.holdfast.proof.trace.CrashStates.Model;
import dev.holdfast.proof.trace.Recording.Recorded;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import samples.Ways;

/** Every way of writing on every JVM, in every state that its system calls allow. */
public final class TraceLayer implements Layer {
  static final String NAME = "trace";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String sentence() {
    return "From the system calls of each save: their order, and every state that a crash may"
        + " legally leave when what is not forced may be lost or reordered.";
  }

  @Override
  public String missingOrNull(Run run) {
    return Needs.programsOrNull("strace", "strace");
  }

  @Override
  public void run(Run run) throws Exception {
    for (String way : Ways.all().keySet()) {
      for (Situation situation : Situation.values()) {
        String why = Jobs.whyNotOrNull(way, situation);
        if (why != null) {
          run.leaveOut(NAME + ": " + why);
        }
      }
    }
    if (run.depth() == Depth.QUICK) {
      run.leaveOut(NAME + ": a megabyte by most of the ways; a full run does it");
    }
    List<Callable<Void>> each = new ArrayList<>();
    for (Jdk jdk : Jvms.matrix().toList()) {
      if (jdk.isThere()) {
        each.add(() -> onOne(run, jdk));
      } else {
        run.leaveOut(NAME + ": " + jdk + " is not on this machine");
      }
    }
    run.inParallel(each);
    for (Model model : Model.values()) {
      run.figure(NAME + ": " + states(run, model) + " states in the model " + model.title());
    }
  }

  private static long states(Run run, Model model) {
    return run.rows().stream()
        .filter(row -> row.layer().equals(NAME) && row.place().startsWith(model.title()))
        .mapToLong(row -> row.tally().all())
        .sum();
  }

  private static Void onOne(Run run, Jdk jdk) throws IOException {
    for (Engine engine : List.of(Engine.STOCK, Engine.HOLDFAST)) {
      Path folder = run.folder(NAME);
      List<Job> jobs = Jobs.all(Recording.data(folder), run.depth());
      Recording recording = Recording.of(jdk, engine, folder, jobs, Customizer.NONE);
      for (Job job : jobs) {
        judge(run, jdk, engine, recording, job);
      }
    }
    return null;
  }

  private static void judge(Run run, Jdk jdk, Engine engine, Recording recording, Job job)
      throws IOException {
    Recorded recorded = recording.of(job);
    if (recorded.trace() == null) {
      throw new IOException(job + " was not run: " + recording.result());
    }
    if (!recorded.complaints().isEmpty()) {
      complain(run, jdk, engine, recorded);
      return;
    }
    JobTrace trace = recorded.trace();
    add(run, jdk, engine, trace, "order", JobVerdict.byOrder(trace));
    for (Model model : Model.values()) {
      add(run, jdk, engine, trace, model.title(), JobVerdict.byStatesAndFiles(trace, model));
    }
  }

  /** A save that fails is left out where it fails without the agent too. */
  private static void complain(Run run, Jdk jdk, Engine engine, Recorded recorded)
      throws IOException {
    String which = recorded.job().wayName() + ", " + recorded.job().situation().title();
    if (engine.equals(Engine.STOCK) || recorded.isSkipped()) {
      String said = recorded.complaints().get(0).replaceFirst("^(\\w+) \\d+ \\S+", "$1");
      run.leaveOut(NAME + ": " + which + ", " + jdk + ": " + said);
    } else if (!isKnownToFail(run, jdk, which)) {
      throw new IOException(which + " fails with the agent only: " + recorded.complaints());
    }
  }

  private static boolean isKnownToFail(Run run, Jdk jdk, String which) {
    String start = NAME + ": " + which + ", " + jdk + ": ";
    return run.leftOut().stream().anyMatch(each -> each.startsWith(start));
  }

  private static void add(
      Run run, Jdk jdk, Engine engine, JobTrace trace, String how, JobVerdict verdict)
      throws IOException {
    Job job = trace.job();
    String place = how + ", " + job.situation().title();
    Row row = run.row(new Row(NAME, engine, jdk.toString(), place, job.wayName(), verdict.tally()));
    if (engine.equals(Engine.HOLDFAST) && !row.isAsExpected()) {
      Path kept = keep(run, jdk, trace);
      for (CrashStates.Damage damage : verdict.damages()) {
        run.finding(row, damage.what(), Replay.command(kept));
      }
    }
  }

  private static Path keep(Run run, Jdk jdk, JobTrace trace) throws IOException {
    Job job = trace.job();
    String name =
        "trace-"
            + jdk.feature()
            + "-"
            + job.folder().getParent().getFileName()
            + "-"
            + job.situation()
            + ".gz";
    Path file = run.artefacts().resolve(name);
    trace.keep(file);
    return file;
  }
}
