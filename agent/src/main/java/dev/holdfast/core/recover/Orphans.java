package dev.holdfast.core.recover;

import dev.holdfast.core.fs.Errors;
import dev.holdfast.core.fs.Fs;
import dev.holdfast.core.fs.Place;
import dev.holdfast.core.fs.Stat;
import dev.holdfast.core.observe.Event;
import dev.holdfast.core.observe.Observer;
import dev.holdfast.core.save.Owner;
import dev.holdfast.core.save.ShadowName;
import dev.holdfast.core.save.TornTails;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Looks through the folders of protected files for what dead processes left there, and has it
 * finished, undone or removed. What is owned by a process that may still live, or can't be told, is
 * left alone.
 */
public final class Orphans {
  /** Folders looked at by a start: a rule for a whole disk must not read it all each time. */
  public static final int FOLDERS_OF_A_START = 20_000;

  /** A folder still to be looked at. */
  private static final class Task {
    final String folder;
    final int depth;

    Task(String folder, int depth) {
      this.folder = folder;
      this.depth = depth;
    }
  }

  private final Fs fs;
  private final Owner self;
  private final Observer observer;
  private final InterruptedRewrite rewrites;
  private final InterruptedDeletion deletions;
  private final Deque<Task> tasks = new ArrayDeque<>();
  private final int foldersMax;
  private int folders;
  private int living;
  private int failures;
  private volatile boolean stopped;

  /** {@code foldersMax}: after so many of them it stops, and tells. */
  public Orphans(Fs fs, Owner self, Observer observer, int foldersMax) {
    this.foldersMax = foldersMax;
    this.fs = fs;
    this.self = self;
    this.observer = observer;
    rewrites = new InterruptedRewrite(fs, new ShadowName(self), observer);
    deletions = new InterruptedDeletion(fs, observer);
  }

  /** {@code folder}: absolute; {@code depth}: how many levels of folders below it. */
  public void add(String folder, int depth) {
    tasks.add(new Task(folder, depth));
  }

  /** How many things were left alone, because their owner may still live. */
  public int living() {
    return living;
  }

  /** How many things of dead processes could not be dealt with; each has been told. */
  public int failures() {
    return failures;
  }

  /** Ends {@link #removeFor}, which another thread runs, at its next folder. */
  public void stop() {
    stopped = true;
  }

  /**
   * Looks for up to {@code nanos}; true: all has been seen. What is left is for the next call, in a
   * thread of its own perhaps.
   */
  public boolean removeFor(long nanos) {
    long start = System.nanoTime();
    for (Task task = tasks.poll(); task != null && !stopped; task = tasks.poll()) {
      look(task);
      if (++folders >= foldersMax && !tasks.isEmpty()) {
        observer.tellOnce(
            "orphans",
            "stopped looking for what crashes left after "
                + foldersMax
                + " folders; narrow the rules' paths to have all of them looked at, or run"
                + " 'recover' for the rest");
        return true;
      }
      if (System.nanoTime() - start > nanos) {
        return tasks.isEmpty();
      }
    }
    return true;
  }

  private void look(Task task) {
    String[] names = fs.namesOrNull(task.folder);
    if (names == null) {
      return; // no folder, or not for us to read: then no save of ours was there either
    }
    String markOrNull = null;
    for (String name : names) {
      if (TornTails.isMark(name)) {
        markOrNull = name;
        continue;
      }
      ShadowName.Kind kind = ShadowName.kindOrNull(name);
      Place place = kind != null || task.depth > 0 ? placeOrNull(task, name) : null;
      if (place == null) {
        continue;
      }
      try {
        if (kind == null) {
          descend(task, place);
        } else if (kind.ownerOrNull(name).hasEnded(self, otherBoots(place))) {
          recover(kind, place);
        } else {
          living++;
        }
      } catch (IOException | RuntimeException failure) { // of one: the others go on
        failures++;
        observer.tellOnce(
            "orphan " + place,
            place
                + ", left by a process that has ended, can't be looked at or dealt with: "
                + failure);
      }
    }
    if (markOrNull != null) {
      cutTornTails(task, markOrNull);
    }
  }

  private void cutTornTails(Task task, String mark) {
    Place place = placeOrNull(task, mark);
    if (place == null) {
      return;
    }
    try {
      TornTails tails = new TornTails(fs, self, observer);
      tails.recover(place);
      failures += tails.failures();
    } catch (IOException failure) {
      failures++;
      observer.tellOnce(
          "marks in " + task.folder, "marks in " + task.folder + " can't be read: " + failure);
    }
  }

  private Place placeOrNull(Task task, String name) {
    return fs.placeOrNull(task.folder.equals("/") ? "/" + name : task.folder + "/" + name);
  }

  private void descend(Task task, Place place) throws IOException {
    Stat stat = fs.statOrNull(place);
    if (stat != null && stat.isFolder() && !isKernels(place)) { // no links: they may lead in a ring
      tasks.add(new Task(place.toString(), task.depth - 1));
    }
  }

  private static boolean isKernels(Place place) {
    String path = place.toString();
    return path.equals("/proc") || path.equals("/sys") || path.equals("/dev");
  }

  private void recover(ShadowName.Kind kind, Place place) throws IOException {
    int folder = fs.openFolder(place);
    try {
      switch (kind) {
        case SHADOW_COPY:
          remove(folder, place);
          break;
        case JOURNAL:
          rewrites.finish(folder, place);
          break;
        case DELETED:
          deletions.undo(folder, place);
          break;
        default:
          throw new AssertionError(kind + " is recovered with all of its folder");
      }
    } finally {
      fs.close(folder);
    }
  }

  private void remove(int folder, Place orphan) throws IOException {
    try {
      fs.remove(folder, orphan.name());
    } catch (IOException failure) {
      if (Errors.number(failure) == Errors.ENOENT) {
        return; // another process is recovering here as well
      }
      throw failure;
    }
    observer.happened(Event.ORPHAN_REMOVED, "", orphan, "left by a process that has ended", null);
  }

  private Owner.OtherBoots otherBoots(Place place) throws IOException {
    return fs.isLocal(place) ? Owner.OtherBoots.HAVE_ENDED : Owner.OtherBoots.MAY_LIVE;
  }
}
