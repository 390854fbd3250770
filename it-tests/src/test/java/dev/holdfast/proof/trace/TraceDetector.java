package dev.holdfast.proof.trace;

import dev.holdfast.it.Jdk;
import dev.holdfast.proof.Customizer;
import dev.holdfast.proof.Engine;
import dev.holdfast.proof.Run;
import dev.holdfast.proof.Tally;
import dev.holdfast.proof.trace.CrashStates.Model;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** For whoever makes the agent wrong on purpose: does this layer see it? */
public final class TraceDetector {
  private static final List<String> WAYS =
      List.of("FileOutputStream(File)", "Files.write(bytes)", "FileChannel.write", "File.renameTo");

  private TraceDetector() {}

  /**
   * All states, in both models, of a few ways under the agent in a JVM that {@code customizer} has
   * changed; the order of calls is not looked at.
   */
  public static Tally states(Run run, Jdk jdk, Customizer customizer) throws IOException {
    Path folder = run.folder(TraceLayer.NAME);
    List<Job> jobs = new ArrayList<>();
    for (String way : WAYS) {
      jobs.add(Jobs.of(Recording.data(folder), way, Situation.OVERWRITE));
      jobs.add(Jobs.of(Recording.data(folder), way, Situation.NEW_FILE));
    }
    Recording recording = Recording.of(jdk, Engine.HOLDFAST, folder, jobs, customizer);
    Tally tally = new Tally();
    for (Job job : jobs) {
      JobTrace trace = recording.of(job).trace();
      if (trace == null || !recording.of(job).complaints().isEmpty()) {
        throw new IOException(job + " did not go well: " + recording.result());
      }
      for (Model model : Model.values()) {
        tally.addAll(JobVerdict.byStates(trace, model).tally());
      }
    }
    return tally;
  }
}
