package dev.holdfast.proof.calls;

import dev.holdfast.it.Jdk;
import dev.holdfast.proof.Depth;
import dev.holdfast.proof.Engine;
import dev.holdfast.proof.Layer;
import dev.holdfast.proof.Row;
import dev.holdfast.proof.Run;
import dev.holdfast.proof.Tally;
import dev.holdfast.proof.Verdict;
import dev.holdfast.proof.disk.FileSystemKind;
import dev.holdfast.proof.disk.Needs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;

/** Killed, and the power cut, at every call that changes something. */
public final class CallsLayer implements Layer {
  @Override
  public String name() {
    return "calls";
  }

  @Override
  public String sentence() {
    return "The saving process is killed, and the power cut, before every call of a save that changes"
        + " something: every point, not a sample.";
  }

  @Override
  public String missingOrNull(Run run) {
    return Tripwire.missingOrNull();
  }

  @Override
  public void run(Run run) throws Exception {
    List<String> killed = Collections.synchronizedList(new ArrayList<>());
    AtomicInteger cut = new AtomicInteger();
    List<Callable<Void>> jobs = new ArrayList<>();
    addCuts(run, jobs, cut);
    addKills(run, jobs, killed);
    run.inParallel(jobs);
    List<String> sorted = new ArrayList<>(killed);
    Collections.sort(sorted);
    Path list = run.artefacts().resolve("kill-points.txt");
    Files.write(list, sorted);
    run.figure(
        "killed at " + killed.size() + " points, 100 % of them (" + list.getFileName() + ")");
    run.figure("power cut at " + cut.get() + " points, 100 % of them");
  }

  private static void addKills(Run run, List<Callable<Void>> jobs, List<String> killed) {
    int saves = run.depth().of(1, 3);
    List<Jdk> jdks = run.depth() == Depth.QUICK ? Shapes.jdks(run, List.of(17)) : Shapes.jdks(run);
    for (Jdk jdk : jdks) {
      for (String way : Shapes.ways(run.depth(), jdk)) {
        for (Engine engine : List.of(Engine.HOLDFAST, Engine.STOCK)) {
          jobs.add(
              () -> {
                List<String> points = new Kills(run, jdk, engine, way, saves).run();
                if (engine.equals(Engine.HOLDFAST)) {
                  points.forEach(point -> killed.add(way + ", " + jdk + ": " + point));
                }
                return null;
              });
        }
      }
    }
  }

  private static void addCuts(Run run, List<Callable<Void>> jobs, AtomicInteger cut) {
    String missing = Needs.mountsOrNull();
    if (missing != null) {
      run.leaveOut("calls, the cuts: " + missing);
      return;
    }
    for (Jdk jdk : Shapes.jdks(run)) {
      for (FileSystemKind kind : FileSystemKind.cuttable()) {
        for (Engine engine : List.of(Engine.HOLDFAST, Engine.STOCK)) {
          // the JDK makes no difference without the agent
          if (engine.equals(Engine.HOLDFAST) || jdk.feature() == 17) {
            jobs.add(() -> cuts(run, jdk, engine, kind, cut));
          }
        }
      }
    }
  }

  private static Void cuts(Run run, Jdk jdk, Engine engine, FileSystemKind kind, AtomicInteger cut)
      throws Exception {
    int saves = run.depth().of(1, 3);
    try (Cuts cuts = new Cuts(run, jdk, engine, kind, saves)) {
      for (String way : Shapes.ways(run.depth(), jdk)) {
        for (Trip.Action action : List.of(Trip.Action.CUT, Trip.Action.COMMIT_AND_CUT)) {
          Cuts.Outcome outcome = cuts.series(way, action, Cuts.Until.THE_END);
          String how = action == Trip.Action.CUT ? ", cut" : ", commit and cut";
          Row row =
              run.row(new Row("calls", engine, jdk + "", kind.title(), way + how, outcome.tally()));
          outcome.bad().forEach(what -> run.finding(row, what, "prove quick calls"));
        }
      }
      List<String> left = cuts.troublesAtEnd();
      if (engine.equals(Engine.HOLDFAST)) {
        cut.addAndGet(cuts.points());
        Tally tally = new Tally();
        tally.add(left.isEmpty() ? Verdict.GOOD : Verdict.LEFTOVER);
        Row row =
            run.row(
                new Row(
                    "calls", engine, jdk + "", kind.title(), "the start after the cuts", tally));
        left.forEach(name -> run.finding(row, name + " is left", "prove calls"));
      }
    }
    return null;
  }
}
