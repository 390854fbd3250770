package dev.holdfast.proof.cuts;

import dev.holdfast.it.Jdk;
import dev.holdfast.it.Jvms;
import dev.holdfast.proof.Engine;
import dev.holdfast.proof.Layer;
import dev.holdfast.proof.Run;
import dev.holdfast.proof.disk.FileSystemKind;
import dev.holdfast.proof.disk.Needs;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;

/** Random power cuts under programs that save. */
public final class CutsLayer implements Layer {
  private static final int THREADS = 2;
  private static final int CUTS_QUICK = 165;
  private static final int CUTS_FULL = 3400;
  private static final int KILLS_QUICK = 12;
  private static final int KILLS_FULL = 200;

  /** Of those with the agent, for a scene without. */
  private static final int STOCK_SHARE = 10;

  @Override
  public String name() {
    return "cuts";
  }

  @Override
  public String sentence() {
    return "The file system is shut down at a random moment under programs that save, comes back,"
        + " and is compared with what was acknowledged.";
  }

  @Override
  public String missingOrNull(Run run) {
    return Needs.mountsOrNull();
  }

  @Override
  public void run(Run run) throws Exception {
    AtomicLong cuts = new AtomicLong();
    AtomicLong saves = new AtomicLong();
    List<Callable<Void>> jobs = new ArrayList<>();
    for (Scene scene : scenes(run)) {
      jobs.add(
          () -> {
            long start = System.nanoTime();
            long begun = new Play(run, scene).play(run.folder("cuts"));
            run.say(
                String.format(
                    "%s, %s, %s, %s: %d cuts, %d saves in %d s",
                    scene.kind().title(),
                    scene.engine().name(),
                    scene.jvm(),
                    scene.shape(),
                    scene.cuts(),
                    begun,
                    (System.nanoTime() - start) / 1_000_000_000L));
            if (scene.engine().equals(Engine.HOLDFAST)) {
              cuts.addAndGet(scene.cuts());
              saves.addAndGet(begun);
            }
            return null;
          });
    }
    run.inParallel(jobs);
    run.figure("cuts: " + cuts + " random power cuts under " + saves + " saves with the agent");
  }

  private static List<Scene> scenes(Run run) {
    List<Jdk> jdks = Jvms.matrix().filter(Jdk::isThere).toList();
    int cuts = run.depth().of(CUTS_QUICK, CUTS_FULL);
    int kills = run.depth().of(KILLS_QUICK, KILLS_FULL);
    List<Scene> scenes = new ArrayList<>();
    int number = 0;
    for (FileSystemKind kind : FileSystemKind.cuttable()) {
      for (Scene.Neighbourhood neighbourhood : Scene.Neighbourhood.values()) {
        List<Jdk> two =
            List.of(jdks.get(number % jdks.size()), jdks.get((number + 2) % jdks.size()));
        Scene scene =
            new Scene(
                kind,
                Engine.HOLDFAST,
                two,
                THREADS,
                neighbourhood,
                Scene.Ending.GOES_ON,
                cuts,
                run.seed() + number++);
        scenes.add(scene);
        scenes.add(stock(scene));
      }
      scenes.add(
          new Scene(
              kind,
              Engine.HOLDFAST,
              List.of(jdks.get(number % jdks.size())),
              THREADS,
              Scene.Neighbourhood.BUSY,
              Scene.Ending.KILLED,
              kills,
              run.seed() + number++));
    }
    return scenes;
  }

  private static Scene stock(Scene scene) {
    return new Scene(
        scene.kind(),
        Engine.STOCK,
        scene.jdks(),
        scene.threads(),
        scene.neighbourhood(),
        scene.ending(),
        scene.cuts() / STOCK_SHARE,
        scene.seed());
  }
}
