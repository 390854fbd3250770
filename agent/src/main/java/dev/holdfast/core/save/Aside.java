package dev.holdfast.core.save;

import dev.holdfast.core.fs.Name;
import dev.holdfast.core.fs.Place;
import dev.holdfast.core.observe.Event;
import java.io.IOException;

/**
 * Keeps a shadow copy that is not published: beside its target, forced, under a name that no start
 * takes for an orphan's. The latest one stays.
 */
final class Aside {
  private final Surroundings with;
  private final Policy policy;
  private final Place target;
  private final int folder;
  private final Name shadow;

  /** {@code folder}: the target's, open. */
  Aside(Surroundings with, Policy policy, Place target, int folder, Name shadow) {
    this.with = with;
    this.policy = policy;
    this.target = target;
    this.folder = folder;
    this.shadow = shadow;
  }

  /** Gives {@code file}, the open shadow copy, that name for good; returns where it is. */
  Place keep(int file, KeptName name) throws IOException {
    with.fs.force(file);
    Place kept = name.of(with.fs, target);
    with.fs.replace(folder, shadow, kept.name());
    with.fs.force(folder);
    return kept;
  }

  /** Keeps an unfinished version; {@code why}: what the target was, "was still being saved". */
  void keepUnfinished(int file, String why, Origin origin) {
    try {
      Place kept = keep(file, KeptName.UNFINISHED);
      with.observer.count(Event.SET_ASIDE, policy.toString());
      with.observer.tellOnce(
          "aside " + target,
          target
              + " "
              + why
              + ": the old version stays, the unfinished one is "
              + kept
              + " ("
              + policy
              + ", opened at "
              + origin
              + ")");
    } catch (IOException failure) {
      with.observer.tellOnce(
          "aside " + target,
          target + " " + why + " and can't be kept aside: " + failure + "; the old version stays");
    }
  }
}
