package dev.holdfast.core.save;

import java.io.FileDescriptor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What becomes of the saves that are open when the JVM exits; runs after the application's hooks.
 */
final class AtExit implements Runnable {
  /** How long saves in progress may take to end, all together. */
  private static final long PATIENCE_MILLIS = 2000;

  private static final long STEP_MILLIS = 5;

  /** A save that was written to within this time is being written. */
  private static final long ACTIVE_NANOS = 2_000_000_000L;

  private final Surroundings with;
  private final OpenFiles openFiles;
  private final Reaper reaper;

  AtExit(Surroundings with, OpenFiles openFiles, Reaper reaper) {
    this.with = with;
    this.openFiles = openFiles;
    this.reaper = reaper;
  }

  @Override
  public void run() {
    List<OpenFiles.Entry> inProgress = new ArrayList<>();
    for (OpenFiles.Entry entry : openFiles.all()) {
      try {
        if (isInProgress(entry)) {
          inProgress.add(entry);
        } else {
          end(entry);
        }
      } catch (RuntimeException | Error failure) {
        tell(entry, failure); // and the others must not suffer
      }
    }
    waitFor(inProgress);
    for (OpenFiles.Entry entry : inProgress) {
      try {
        int number = number(entry);
        if (number < 0 || !isInProgress(entry)) {
          commit(entry);
        } else {
          entry.file.setAside(number, "was still being saved");
        }
      } catch (RuntimeException | Error failure) {
        tell(entry, failure);
      }
    }
  }

  private void tell(OpenFiles.Entry entry, Throwable failure) {
    with.observer.tellOnce(
        "exit " + entry.file.place(),
        entry.file.place() + " was open at exit and is not saved: " + failure);
  }

  /**
   * Whether the application is in the midst of the save: the method that opened it is on the stack,
   * or that method's caller is, of a thread that goes on, and it has been written to lately.
   */
  private boolean isInProgress(OpenFiles.Entry entry) {
    OpenFile file = entry.file;
    if (file.policy().atExit() != Policy.AtExit.AUTO || !file.isShadowed()) {
      return false;
    }
    Origin origin = file.origin();
    return origin.isInProgress()
        || (origin.isCallerInProgress() && !origin.isExiting() && isActive(entry));
  }

  private boolean isActive(OpenFiles.Entry entry) {
    int number = number(entry);
    if (number < 0) {
      return false;
    }
    try {
      long age = System.currentTimeMillis() * 1_000_000L - with.fs.stat(number).modifiedNanos();
      return age < ACTIVE_NANOS;
    } catch (IOException closedMeanwhile) {
      return false;
    }
  }

  private void end(OpenFiles.Entry entry) {
    if (entry.file.policy().atExit() == Policy.AtExit.DISCARD) {
      entry.file.discard();
    } else if (Reaper.isAbandoned(entry.file) && number(entry) >= 0) {
      entry.file.setAside(number(entry), Reaper.ABANDONED);
    } else {
      commit(entry);
    }
  }

  private void commit(OpenFiles.Entry entry) {
    int number = number(entry);
    if (number < 0) {
      reaper.end(entry.file);
    } else {
      entry.file.commit(number); // what fails has been told by the save
    }
  }

  /** -1: it is closed. */
  private int number(OpenFiles.Entry entry) {
    FileDescriptor descriptor = entry.get();
    return descriptor == null ? -1 : with.fs.number(descriptor);
  }

  private static void waitFor(List<OpenFiles.Entry> saves) {
    long start = System.nanoTime();
    while (isAnyMoving(saves) && System.nanoTime() - start < PATIENCE_MILLIS * 1_000_000) {
      try {
        Thread.sleep(STEP_MILLIS);
      } catch (InterruptedException hurry) {
        return;
      }
    }
  }

  /** Whether a save isn't finished whose thread can still finish it. */
  private static boolean isAnyMoving(List<OpenFiles.Entry> saves) {
    for (OpenFiles.Entry entry : saves) {
      if (entry.file.isShadowed() && !entry.file.origin().isExiting()) {
        return true;
      }
    }
    return false;
  }
}
