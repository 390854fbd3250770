package dev.holdfast.core.save;

import java.io.FileDescriptor;
import java.util.ArrayList;
import java.util.List;

/**
 * What becomes of the saves that are open when the JVM exits; runs after the application's hooks.
 */
final class AtExit implements Runnable {
  /** How long saves in progress may take to end, all together. */
  private static final long PATIENCE_MILLIS = 2000;

  private static final long STEP_MILLIS = 5;

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
      switch (entry.file.policy().atExit()) {
        case DISCARD:
          entry.file.discard();
          break;
        case COMMIT:
          commit(entry);
          break;
        case AUTO:
          if (entry.file.isShadowed() && entry.file.origin().isInProgress()) {
            inProgress.add(entry);
          } else {
            commit(entry);
          }
          break;
      }
    }
    waitFor(inProgress);
    for (OpenFiles.Entry entry : inProgress) {
      FileDescriptor descriptor = entry.get();
      if (descriptor == null
          || with.fs.number(descriptor) < 0
          || !entry.file.origin().isInProgress()) {
        commit(entry);
      } else {
        entry.file.setAside(with.fs.number(descriptor));
      }
    }
  }

  private void commit(OpenFiles.Entry entry) {
    FileDescriptor descriptor = entry.get();
    int number = descriptor == null ? -1 : with.fs.number(descriptor);
    if (number < 0) {
      reaper.commit(entry.file);
    } else {
      entry.file.commit(number); // what fails has been told by the save
    }
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
