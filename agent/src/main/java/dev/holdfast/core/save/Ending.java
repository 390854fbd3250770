package dev.holdfast.core.save;

import dev.holdfast.core.fs.Place;
import dev.holdfast.core.guard.Verdict;
import dev.holdfast.core.observe.Event;
import dev.holdfast.core.observe.Timing;

/** How the application comes to end what it began: because all is written, or by an exception. */
final class Ending {
  private final Surroundings with;
  private final Policy policy;
  private final Place target;
  private final Origin origin;

  Ending(Surroundings with, Policy policy, Place target, Origin origin) {
    this.with = with;
    this.policy = policy;
    this.target = target;
    this.origin = origin;
  }

  /** What the stack says, if the end is now; in doubt about that itself, a normal end. */
  Verdict now() {
    if (policy.onException() != Policy.OnException.DISCARD) {
      return Verdict.IN_PEACE;
    }
    try {
      return origin.isLeftByException() && isCleaner()
          ? Verdict.LEFT_OPEN
          : origin.judge(with.abandonment, policy.endOfInput());
    } catch (RuntimeException | Error failure) {
      with.observer.tellOnce(
          "judge",
          "whether an exception has abandoned a save of "
              + target
              + " can't be told, it is published: "
              + failure
              + " ("
              + policy
              + ")");
      return Verdict.IN_PEACE;
    }
  }

  /** The JDK's cleaner closes a channel that was left open as an application does (9 and later). */
  private static boolean isCleaner() {
    for (StackTraceElement frame : new Throwable().getStackTrace()) {
      if (frame.getClassName().equals("jdk.internal.ref.CleanerImpl")) {
        return true;
      }
    }
    return false;
  }

  /** The save is discarded. */
  void tellAbandoned(Verdict verdict, Save.Target before, Timing timing) {
    with.observer.happened(
        Event.DISCARDED,
        policy.toString(),
        target,
        "abandoned by an exception, at " + verdict.where(),
        timing);
    with.observer.tellOnce(
        "abandoned " + target,
        "a save of "
            + target
            + " was abandoned by an exception, at "
            + verdict.where()
            + (before == Save.Target.EXISTED ? ": the old version stays (" : ": there is no file (")
            + policy
            + "; on-exception: commit would publish such saves)");
  }

  /** The save is kept aside; what its target was. */
  static String whyDoubtful(Verdict verdict) {
    if (verdict == Verdict.LEFT_OPEN) {
      return Reaper.ABANDONED;
    }
    return "was closed at "
        + verdict.where()
        + " because of an exception that the application handles (if its saves end so, add the"
        + " exception to the rule's end-of-input, or set on-exception: commit)";
  }
}
