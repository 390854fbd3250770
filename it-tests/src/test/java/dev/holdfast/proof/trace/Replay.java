package dev.holdfast.proof.trace;

import dev.holdfast.proof.trace.CrashStates.Model;
import java.io.IOException;
import java.nio.file.Path;

/** Looks again at a trace that was kept: {@code Replay FILE...}. Exit status 1: it is bad. */
public final class Replay {
  private Replay() {}

  public static void main(String[] files) throws IOException {
    boolean bad = false;
    for (String file : files) {
      JobTrace trace = JobTrace.read(Path.of(file));
      System.out.println(trace.job());
      bad |= tell("order", JobVerdict.byOrder(trace));
      for (Model model : Model.values()) {
        bad |= tell(model.title(), JobVerdict.byStates(trace, model));
      }
    }
    System.exit(bad ? 1 : 0);
  }

  private static boolean tell(String how, JobVerdict verdict) {
    System.out.println(how + ": " + verdict.tally());
    verdict.damages().forEach(damage -> System.out.println("  " + damage.what()));
    return verdict.tally().bad() > 0;
  }

  /** How a reader sees it again, in the folder of the integration tests. */
  static String command(Path kept) {
    return "java -cp CLASSES " + Replay.class.getName() + " " + kept;
  }
}
