package dev.holdfast.core.save;

import dev.holdfast.core.fs.Fs;
import dev.holdfast.core.fs.Place;
import dev.holdfast.core.fs.Stat;
import dev.holdfast.core.observe.Event;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * Deleted targets whose replacement is awaited: delete + rename, delete + write, move away +
 * rename. What doesn't come within seconds, or before the end of the JVM, was a plain deletion.
 */
final class Deletions {
  /** How long a replacement is awaited. */
  private static final long PATIENCE_NANOS = 5_000_000_000L;

  private final Surroundings with;
  private final Fs fs;
  private final ReplacementEvidence evidence;
  private final ReplacingCallers callers = new ReplacingCallers();
  private final List<Deletion> awaiting = new ArrayList<>();

  /** Read without the monitor: nearly always there is none. */
  private volatile boolean any;

  Deletions(Surroundings with) {
    this.with = with;
    this.fs = with.fs;
    evidence = new ReplacementEvidence(fs);
  }

  /** True: deleted, as far as the application sees. False: stock is to do it. */
  boolean isMovedAside(Policy policy, Place target) {
    return isKept(policy, target, Deletion.From.ITS_NAME);
  }

  /**
   * The application is about to rename {@code target}. Where that is to a name like a backup's, a
   * replacement may follow, until which its old version is kept here as well.
   */
  void movesAway(Policy policyOrNull, Place target, Place to) {
    if (policyOrNull != null && to.name().toString().contains(target.name().toString())) {
      isKept(policyOrNull, target, Deletion.From.ANOTHER_NAME);
    }
  }

  private boolean isKept(Policy policy, Place target, Deletion.From from) {
    if (policy.renames() != Policy.Renames.HARDEN || Opening.isLockLike(target)) {
      return false;
    }
    int folder = -1;
    boolean moved = false;
    try {
      Stat found = fs.statOrNull(target);
      if (found != null && found.isRegular()) {
        folder = fs.openFolder(target);
        moved = isHalfOfReplacement(folder, target) && isKept(policy, target, folder, from);
      }
    } catch (IOException stockMayBeAbleTo) {
      moved = false;
    } finally {
      if (!moved) {
        with.close(folder, "the folder of " + target);
      }
    }
    return moved;
  }

  private boolean isHalfOfReplacement(int folder, Place target) throws IOException {
    return evidence.isThere(folder, target) || callers.isAnyDeleting();
  }

  private boolean isKept(Policy policy, Place target, int folder, Deletion.From from) {
    Deletion deletion = Deletion.ofOrNull(with, target, folder, from);
    if (deletion == null) {
      return false;
    }
    await(deletion);
    with.observer.count(Event.DELETED_TO_REPLACE, policy.toString());
    return true;
  }

  private void await(Deletion deletion) {
    synchronized (awaiting) {
      awaiting.add(deletion);
      any = true;
    }
  }

  /**
   * {@code place} is about to be written or renamed to. True: it was deleted for that, and its old
   * version is back until then.
   */
  boolean isTakenBack(Place place) throws IOException {
    Deletion deletion = any ? takenOrNull(place) : null;
    if (deletion == null) {
      return false;
    }
    try {
      return deletion.isTakenBack();
    } catch (IOException failure) {
      await(deletion); // else it stays, and the next start brings it back
      throw failure;
    }
  }

  boolean isAny() {
    return any;
  }

  /** The replacement has failed: it is deleted, as it was. */
  void deleteAgain(Policy policy, Place place) throws IOException {
    int folder = fs.openFolder(place);
    if (!isKept(policy, place, folder, Deletion.From.ITS_NAME)) {
      with.close(folder, "the folder of " + place);
    }
  }

  private Deletion takenOrNull(Place place) throws IOException {
    Stat folder = fs.folderOrNull(place);
    synchronized (awaiting) {
      for (Iterator<Deletion> each = awaiting.iterator(); folder != null && each.hasNext(); ) {
        Deletion deletion = each.next();
        if (deletion.isOf(place, folder)) {
          each.remove();
          any = !awaiting.isEmpty();
          return deletion;
        }
      }
    }
    return null;
  }

  /** Those that nothing has followed for long enough are final; {@code now}: nanoTime. */
  void finishOld(long now) {
    if (any) {
      for (Deletion deletion : all()) {
        if (deletion.isOlderThan(PATIENCE_NANOS, now)) {
          finish(deletion);
        }
      }
    }
  }

  /** All of them are final. */
  void finishAll() {
    for (Deletion deletion : all()) {
      finish(deletion);
    }
  }

  /** {@code place}, a folder perhaps, is about to be removed: it must be as empty as it looks. */
  void finishIn(Place place) {
    if (!any) {
      return;
    }
    try {
      Stat stat = fs.statOrNull(place);
      for (Deletion deletion : all()) {
        if (stat != null && deletion.isIn(stat)) {
          finish(deletion);
        }
      }
    } catch (IOException stockSaysIt) {
      return;
    }
  }

  private List<Deletion> all() {
    synchronized (awaiting) {
      return new ArrayList<>(awaiting);
    }
  }

  private void finish(Deletion deletion) {
    synchronized (awaiting) {
      if (!awaiting.remove(deletion)) {
        return; // its replacement came meanwhile
      }
      any = !awaiting.isEmpty();
    }
    deletion.finish();
  }
}
