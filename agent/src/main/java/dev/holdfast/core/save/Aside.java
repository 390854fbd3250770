package dev.holdfast.core.save;

import dev.holdfast.core.fs.Access;
import dev.holdfast.core.fs.Fs;
import dev.holdfast.core.fs.Name;
import dev.holdfast.core.fs.Place;
import dev.holdfast.core.guard.KeptName;
import dev.holdfast.core.observe.Event;
import dev.holdfast.core.observe.Timing;
import dev.holdfast.core.save.SaveFailedException.Remains;
import java.io.IOException;

/**
 * Keeps a shadow copy that is not published: beside its target, forced, under a name that no start
 * takes for an orphan's. The latest one stays.
 */
final class Aside {
  /** What nobody has published is for its owner only. */
  private static final int PRIVATE = 0600;

  private final Surroundings with;
  private final Fs fs;
  private final Policy policy;
  private final Place target;
  private final Shadow shadow;
  private boolean named;

  private final Timing timing;

  Aside(Surroundings with, Policy policy, Place target, Shadow shadow, Timing timing) {
    this.with = with;
    this.fs = with.fs;
    this.policy = policy;
    this.target = target;
    this.shadow = shadow;
    this.timing = timing;
  }

  /** Gives {@code file}, the open shadow copy, that name for good; returns where it is. */
  private Place keep(int file, KeptName name) throws IOException {
    fs.force(file);
    Place kept = keptPlace(name);
    fs.replace(shadow.home, shadow.name, kept.name());
    named = true;
    fs.force(shadow.home);
    return kept;
  }

  /** Beside the target, or where the shadow copy is instead. */
  private Place keptPlace(KeptName name) {
    return shadow.isAway() ? name.of(fs, target, shadow.place) : name.of(fs, target);
  }

  /**
   * Keeps an unfinished version; {@code why}: what the target was, "was still being saved". Where
   * it can't be kept that is told, and thrown: with it the bytes are gone.
   */
  void keepUnfinished(int file, String why, Origin origin) throws SaveFailedException {
    String about = " (" + policy + ", opened at " + origin + ")";
    try {
      Place kept = keep(file, KeptName.UNFINISHED);
      with.observer.happened(Event.SET_ASIDE, policy.toString(), target, why, timing);
      with.observer.tellOnce(
          "aside " + target,
          target + " " + why + ": the old version stays, the unfinished one is " + kept + about);
    } catch (IOException | RuntimeException failure) {
      with.observer.happened(Event.FAILED, policy.toString(), target, why, timing);
      with.observer.tellOnce(
          "lost " + target,
          target
              + " "
              + why
              + ": the old version stays; "
              + notKept("unfinished", KeptName.UNFINISHED, failure)
              + about);
      throw new SaveFailedException(
          "keep of the unfinished version", target.toString(), Remains.OLD, policy, failure);
    }
  }

  /** Keeps a refused version and tells of it; returns what the application is to get. */
  SaveRefusedException refuse(int file, SaveRefusedException refusal) {
    String bytes;
    try {
      bytes = "the refused version is " + keep(file, KeptName.REFUSED);
    } catch (IOException | RuntimeException failure) { // whatever it is, it was refused
      bytes = notKept("refused", KeptName.REFUSED, failure);
    }
    return tell(refusal.withBytes(bytes));
  }

  /**
   * The same of a version that the application itself has written to a file of its own, {@code
   * name} in {@code from}, which stays as it is. A copy: a link would be overwritten by the
   * application's next attempt.
   */
  SaveRefusedException refuseCopy(int from, Name name, SaveRefusedException refusal) {
    try {
      int source = fs.open(from, name, Access.READ);
      try {
        return refuseCopy(source, refusal);
      } finally {
        with.close(source, "what was refused as " + target);
      }
    } catch (IOException failure) {
      return tell(
          refusal.withBytes(
              notKept("refused", KeptName.REFUSED, failure) + ", it is in " + name + " still"));
    }
  }

  private SaveRefusedException refuseCopy(int source, SaveRefusedException refusal)
      throws IOException {
    int copy = fs.create(shadow.home, shadow.name, Access.WRITE, PRIVATE);
    try {
      fs.copy(source, copy);
      return refuse(copy, refusal);
    } finally {
      with.close(copy, "what was refused as " + target);
      removeShadow();
    }
  }

  private SaveRefusedException tell(SaveRefusedException refusal) {
    with.observer.happened(Event.REFUSED, policy.toString(), target, refusal.why(), timing);
    refusal.tell(with.observer);
    return refusal;
  }

  private String notKept(String what, KeptName name, Exception failure) {
    return named
        ? "the "
            + what
            + " version is "
            + keptPlace(name)
            + ", but may not survive a power cut ("
            + failure.getMessage()
            + ")"
        : "the " + what + " version can't be kept (" + failure.getMessage() + ")";
  }

  /**
   * The application's own force, which the guards don't let through yet: the shadow copy is forced
   * where it is.
   */
  void forceUnpublished(int file, SaveRefusedException refusal) throws IOException {
    fs.force(file);
    with.observer.count(Event.FORCE_DEFERRED, policy.toString());
    with.observer.tellOnce(
        "deferred " + target,
        "what the application has forced of "
            + target
            + " is not published yet: "
            + refusal.why()
            + "; its guards are asked again when it is closed ("
            + policy
            + "). Force it when it is complete.");
  }

  /** Where it is still there: a failure is told, the next start tries again. */
  void removeShadow() {
    with.removeShadow(shadow, target);
  }
}
