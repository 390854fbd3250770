package dev.holdfast.proof.trace;

import dev.holdfast.it.OrderLint;
import dev.holdfast.it.OrderLint.Rule;
import dev.holdfast.it.OrderLint.Violation;
import dev.holdfast.proof.Tally;
import dev.holdfast.proof.Verdict;
import dev.holdfast.proof.trace.CrashStates.Damage;
import dev.holdfast.proof.trace.CrashStates.Model;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What one recorded job is found to be: by its order, and by the states of a model. */
final class JobVerdict {
  private final Tally tally = new Tally();
  private final List<Damage> damages = new ArrayList<>();

  private JobVerdict() {}

  Tally tally() {
    return tally;
  }

  /** The first few. */
  List<Damage> damages() {
    return List.copyOf(damages);
  }

  private void add(Verdict verdict, String what) {
    tally.add(verdict);
    if (verdict != Verdict.GOOD) {
      damages.add(new Damage(verdict, what));
    }
  }

  /** The states of {@code model}; nothing but the trace is looked at. */
  static JobVerdict byStates(JobTrace trace, Model model) {
    JobVerdict verdict = new JobVerdict();
    verdict.take(CrashStates.of(trace, model));
    return verdict;
  }

  /**
   * As {@link #byStates}, and the trace is held against the real files, which must still be as the
   * job has left them: each acknowledged version is the one that the program saved, and the model's
   * last content is the disk's.
   */
  static JobVerdict byStatesAndFiles(JobTrace trace, Model model) throws IOException {
    JobVerdict verdict = new JobVerdict();
    CrashStates states = CrashStates.of(trace, model);
    verdict.take(states);
    Job job = trace.job();
    byte[] real = Files.exists(job.target()) ? Files.readAllBytes(job.target()) : null;
    if (!Arrays.equals(real, states.lastOrNull())) {
      verdict.add(
          Verdict.UNSOUND, "the replayed trace ends with another content than " + job.target());
    }
    KnownVersions versions = states.versions();
    for (int i = 1; i < versions.count(); i++) {
      String complaint = job.complaintOrNull(versions.contentOrNull(i), i);
      if (complaint != null) {
        verdict.add(Verdict.TORN, "when ACK " + i + " was said: " + complaint);
      }
    }
    if (versions.count() <= job.situation().saves()) {
      verdict.add(Verdict.DISHONEST, "only " + versions.count() + " acknowledgements");
    }
    return verdict;
  }

  private void take(CrashStates states) {
    tally.addAll(states.tally());
    damages.addAll(states.damages());
  }

  /** The order of calls; each save that keeps it is a good one. */
  static JobVerdict byOrder(JobTrace trace) {
    JobVerdict verdict = new JobVerdict();
    Job job = trace.job();
    Path target = job.target();
    boolean link = job.situation() == Situation.THROUGH_A_LINK;
    Path real = link && !job.replacesALink() ? target.resolveSibling("real.dat") : target;
    boolean oldFile = job.situation().overwrites() && !(link && job.replacesALink());
    List<Violation> violations =
        OrderLint.check(
            trace.readable(),
            real.toString(),
            target.toString(),
            job.way().kind(),
            oldFile ? OrderLint.Before.EXISTS : OrderLint.Before.ABSENT,
            job.situation().size() == 0 ? OrderLint.Content.NONE : OrderLint.Content.SOME);
    for (Violation violation : violations) {
      verdict.add(
          worst(violation.rule()),
          "save " + violation.save() + ": " + violation.rule() + ": " + violation.what());
    }
    if (violations.isEmpty()) {
      verdict.tally.add(Verdict.GOOD, job.situation().saves());
    }
    return verdict;
  }

  /** What a disk may make of it where a rule is broken. */
  private static Verdict worst(Rule rule) {
    return switch (rule) {
      case FOLDER_FORCED -> Verdict.LOST;
      case FAILED_FORCE_FINAL -> Verdict.DISHONEST;
      case NOTHING_LEFT -> Verdict.LEFTOVER;
      case FORCED_ONCE -> Verdict.DIFFERENT;
      case REPLACED_ONCE, SHADOWED, WRITTEN, FORCED_BEFORE_RENAME, TARGET_UNTOUCHED, OLD_HELD ->
          Verdict.TORN;
    };
  }
}
