package dev.holdfast.core.cli;

import java.io.PrintWriter;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** On a terminal: says what is waited for, once it takes a second, and a dot for each one more. */
final class Waiting {
  private final PrintWriter err;
  private final String what;
  private final CountDownLatch over = new CountDownLatch(1);
  private boolean told;

  private Waiting(PrintWriter err, String what) {
    this.err = err;
    this.what = what;
  }

  /** Silent without a terminal. */
  static Waiting on(PrintWriter err, String what) {
    Waiting waiting = new Waiting(err, what);
    if (Terminal.isThere()) {
      Thread thread = new Thread(waiting::run, "waiting");
      thread.setDaemon(true);
      thread.start();
    }
    return waiting;
  }

  private void run() {
    try {
      while (!over.await(1, TimeUnit.SECONDS)) {
        say();
      }
    } catch (InterruptedException end) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void say() {
    if (over.getCount() > 0) {
      err.print(told ? "." : what + " ");
      err.flush();
      told = true;
    }
  }

  /** The line of dots ends; what is printed next begins a line. */
  synchronized void end() {
    over.countDown();
    if (told) {
      err.println();
    }
  }
}
