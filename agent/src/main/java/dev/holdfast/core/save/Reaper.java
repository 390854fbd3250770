package dev.holdfast.core.save;

import dev.holdfast.core.observe.Event;
import java.io.IOException;

/**
 * Commits saves whose stream was never closed and can't be any more, because nobody can reach it:
 * they are as complete as they will ever be. The JDK's own cleaner closes the descriptor and tells
 * nobody (9 and later).
 */
final class Reaper implements Runnable {
  static final String ABANDONED =
      "was left open by an exception, which left the method that opened it (close it in a finally"
          + " block there, or set on-exception: commit)";

  private final Surroundings with;
  private final OpenFiles openFiles;
  private volatile Thread threadOrNull;
  private volatile boolean stopped;

  Reaper(Surroundings with, OpenFiles openFiles) {
    this.with = with;
    this.openFiles = openFiles;
  }

  void start() {
    Thread thread = new Thread(this, "holdfast-reaper");
    thread.setDaemon(true);
    thread.setContextClassLoader(null);
    threadOrNull = thread;
    thread.start();
  }

  /** Ends the thread, if there is one, and waits for that. */
  void stop() throws InterruptedException {
    stopped = true;
    Thread thread = threadOrNull;
    if (thread != null) {
      thread.interrupt();
      thread.join();
    }
  }

  @Override
  public void run() {
    while (!stopped) {
      try {
        OpenFiles.Entry entry = openFiles.takeCollected();
        end(entry.file);
        openFiles.remove(entry); // not before: an exit meanwhile would not see it
      } catch (InterruptedException interrupted) {
        if (!stopped) {
          with.observer.tellOnce("reaper", "the reaper was interrupted and goes on");
        }
      }
    }
  }

  /** Whether an exception left the method that opened it: what is written so far is not all. */
  static boolean isAbandoned(OpenFile file) {
    return file.policy().onException() == Policy.OnException.DISCARD
        && file.origin().isLeftByException()
        && !file.hasFailed(); // that is no version at all, and is told as what it is
  }

  /** Commits {@code file}, whose descriptor is closed or about to be; or keeps it aside. */
  void end(OpenFile file) {
    try {
      int number = file.reopenOrMinusOne();
      if (number < 0) {
        return;
      }
      try {
        if (isAbandoned(file)) {
          file.setAside(number, ABANDONED);
          return;
        }
        file.commit(number);
      } finally {
        with.fs.close(number);
      }
      file.closed();
      with.observer.count(Event.LEFT_OPEN, file.policy().toString());
      with.observer.tellOnce(
          "left open " + file.origin(),
          file.place()
              + " was left open, and saved when the collector found it: opened at "
              + file.origin()
              + ". Close it there; until then its saves come late.");
    } catch (SaveRefusedException refusal) {
      refusal.tell(with.observer); // and kept
    } catch (IOException | RuntimeException | Error failure) {
      with.observer.tellOnce(
          "left open " + file.place(),
          file.place()
              + " was left open, opened at "
              + file.origin()
              + ", and is lost: "
              + failure);
    }
  }
}
