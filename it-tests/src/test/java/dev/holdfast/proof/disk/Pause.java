package dev.holdfast.proof.disk;

import java.io.IOException;
import java.util.concurrent.locks.LockSupport;

/** Waiting for what comes in its own time: a random instant, an unmount. */
public final class Pause {
  private static final long NANOS_A_MICRO = 1_000;
  private static final long NANOS_A_MILLI = 1_000_000;

  private Pause() {}

  /** At least so long. Throws where the thread is interrupted. */
  public static void millis(long millis) throws IOException {
    nanos(millis * NANOS_A_MILLI);
  }

  /** As {@link #millis}. */
  public static void micros(long micros) throws IOException {
    nanos(micros * NANOS_A_MICRO);
  }

  private static void nanos(long nanos) throws IOException {
    long end = System.nanoTime() + nanos;
    for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
      if (Thread.currentThread().isInterrupted()) {
        throw new IOException("interrupted");
      }
      LockSupport.parkNanos(left);
    }
  }
}
