package dev.holdfast.core.fs;

import dev.holdfast.boot.Errno;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.util.concurrent.locks.LockSupport;

/**
 * A call that Windows refuses as long as somebody has the file open: most of them, virus scanners
 * say, only for milliseconds. It is made again and again, with waits that grow, for about a second.
 *
 * <p>The JDK has no class for a sharing violation, and its words are in the user's language. So all
 * is tried again that may be one: ERROR_ACCESS_DENIED and what has no class of its own
 * (WindowsException.translateToIOException, the same on 8 to 25).
 */
abstract class Insisting {
  static final int TRIES = 10;
  private static final long FIRST_WAIT_NANOS = 1_000_000;

  /** Passes time; the tests' one doesn't. */
  static class Clock {
    void pass(long nanos) {
      LockSupport.parkNanos(nanos);
    }
  }

  abstract void attempt() throws IOException;

  /** On throw nothing was done: {@link Errno} in words where it was refused every time. */
  final void run(Clock clock) throws IOException {
    long wait = FIRST_WAIT_NANOS;
    for (int tries = 1; ; tries++) {
      try {
        attempt();
        return;
      } catch (FileSystemException refusal) {
        if (!mayPass(refusal)) {
          throw refusal;
        }
        if (tries == TRIES) {
          throw inTheWay(refusal);
        }
      }
      clock.pass(wait);
      wait *= 2;
    }
  }

  private static boolean mayPass(FileSystemException refusal) {
    return refusal instanceof AccessDeniedException
        || refusal.getClass() == FileSystemException.class;
  }

  private static Errno inTheWay(FileSystemException refusal) {
    boolean denied = refusal instanceof AccessDeniedException;
    Errno failure =
        new Errno(
            denied ? Errors.EACCES : Errors.EBUSY,
            "another program has it open"
                + (denied ? ", or this user may not do that" : "")
                + "; refused "
                + TRIES
                + " times in a second"
                + (refusal.getReason() == null ? "" : ": " + refusal.getReason())
                + "; close it there and save again");
    failure.initCause(refusal);
    return failure;
  }
}
