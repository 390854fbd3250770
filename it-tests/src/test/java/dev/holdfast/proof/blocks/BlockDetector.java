package dev.holdfast.proof.blocks;

import dev.holdfast.it.Jvms;
import dev.holdfast.proof.Customizer;
import dev.holdfast.proof.Engine;
import dev.holdfast.proof.Run;
import dev.holdfast.proof.Tally;
import dev.holdfast.proof.Verdict;
import dev.holdfast.proof.disk.FileSystemKind;
import java.nio.file.Path;
import java.util.List;

/** Whether every block write of a short run of saves is survived: for faults to be found by. */
public final class BlockDetector {
  private static final int SAVES = 12;
  private static final int JDK = 17;
  private static final List<String> WAYS = List.of("FileOutputStream(File)", "Files.write(bytes)");

  private BlockDetector() {}

  /** Null: it works on this machine. */
  public static String missingOrNull() {
    return Programs.missingOrNull();
  }

  /**
   * The verdicts on all states of one run of saves with the agent on {@code kind}.
   *
   * @param child what to change at the JVM: the fault
   */
  public static Tally states(Run run, FileSystemKind kind, Customizer child) throws Exception {
    Plan plan =
        new Plan(
            kind, Jvms.of(JDK), Engine.seeded("by the caller"), WAYS, SAVES, run.seed(), child);
    Tally tally = new Tally();
    Path scratch = run.folder("detector");
    try (ReflinkHost host = ReflinkHost.in(scratch)) {
      Programs programs = Programs.compile(scratch);
      Path base = Recording.base(host.folder(), kind, plan.targets());
      Recording recording =
          Recording.make(
              programs, plan, base, java.nio.file.Files.createDirectory(scratch.resolve("r")));
      new Walk(programs, recording, new Count(tally)).run();
    }
    return tally;
  }

  /** With the second look: one that found everything good would blind the layer. */
  private record Count(Tally tally) implements Walk.Visitor {
    @Override
    public void found(int record, Walk.Crash crash, Verdict verdict, String what) {
      tally.add(verdict);
    }

    @Override
    public boolean isDoubtful() {
      return true;
    }
  }
}
