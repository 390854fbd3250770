package dev.holdfast.bench;

import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;

/**
 * Batches of small saves in turns, at several depths of the stack: two kinds with {@code
 * on-exception: commit}, of which one is the control, one with {@code discard}, and one with that
 * in which an exception abandons each save. Prints a line of the table for each depth.
 *
 * <p>Arguments: the folder of each rule, discard's first; rounds.
 */
public final class ExceptionsWorker {
  private static final int[] DEPTHS = {10, 50, 150};
  private static final int BATCH = 100;
  private static final byte[] CONTENT = new byte[512];

  private ExceptionsWorker() {}

  private enum Course {
    IN_PEACE,
    ABANDONED
  }

  /** What an exception costs to make is not measured. */
  private static final class Trouble extends IOException {
    private static final long serialVersionUID = 1L;

    Trouble() {
      super("trouble");
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
      return this;
    }
  }

  public static void main(String[] arguments) throws IOException {
    File discard = new File(arguments[0], "state.dat");
    File commit = new File(arguments[1], "state.dat");
    File control = new File(arguments[1], "control.dat");
    int rounds = Integer.parseInt(arguments[2]);
    for (int depth : DEPTHS) {
      measure(discard, commit, control, rounds / 4 + 1, depth); // compiled
      System.out.println(measure(discard, commit, control, rounds, depth));
    }
  }

  private static String measure(File discard, File commit, File control, int rounds, int depth)
      throws IOException {
    Sample ofCommit = new Sample();
    Sample ofControl = new Sample();
    Sample difference = new Sample();
    Sample ratio = new Sample();
    Sample abandoned = new Sample();
    for (int round = 0; round < rounds; round++) {
      double byCommit = batch(commit, Course.IN_PEACE, depth);
      double byDiscard = batch(discard, Course.IN_PEACE, depth);
      double byControl = batch(control, Course.IN_PEACE, depth);
      ofCommit.add(byCommit);
      ofControl.add(byControl - byCommit);
      // half of the commits before it, half after: what grows slower or faster cancels out
      difference.add(byDiscard - (byCommit + byControl) / 2);
      ratio.add(byDiscard / ((byCommit + byControl) / 2));
      abandoned.add(batch(discard, Course.ABANDONED, depth));
    }
    return String.format(
        "| %s | %d | %s | %s | %s | %s | %s |",
        System.getProperty("java.version"),
        depth,
        ofCommit.withSpread("%.0f"),
        ofControl.withSpread("%.1f"),
        difference.withSpread("%.1f"),
        ratio.withSpread("%.3f"),
        abandoned.withSpread("%.0f"));
  }

  /** Microseconds of the median save. */
  private static double batch(File file, Course course, int depth) throws IOException {
    Sample nanos = new Sample();
    for (int i = 0; i < BATCH; i++) {
      long start = System.nanoTime();
      try {
        below(file, course, depth);
      } catch (Trouble expected) {
        if (course == Course.IN_PEACE) {
          throw expected;
        }
      }
      nanos.add((double) (System.nanoTime() - start));
    }
    return nanos.median() / 1000;
  }

  private static void below(File file, Course course, int depth) throws IOException {
    if (depth > 0) {
      below(file, course, depth - 1);
      return;
    }
    try (FileOutputStream out = new FileOutputStream(file)) {
      out.write(CONTENT);
      if (course == Course.ABANDONED) {
        throw new Trouble();
      }
    }
  }
}
