package dev.holdfast.boot;

import java.io.FileDescriptor;
import java.io.IOException;

/**
 * What woven code calls around writes, and what all hooks share. Woven code names {@link Hooks},
 * which inherits these.
 */
class WriteHooks {
  static volatile SaveRuntime runtime = SaveRuntime.OFF;

  /** How many descriptors the runtime knows of: while 0, nothing needs to be looked up. */
  static volatile int live;

  /** To how many of them each write is to be durable when it returns. */
  static volatile int appending;

  static volatile int failures;

  WriteHooks() {}

  /**
   * {@code FileOutputStream.write} of one byte, or a gathering channel write: before the body.
   * Throws where an earlier write to that file could not be made durable: nothing is written then.
   */
  public static void writing(FileDescriptor descriptor) throws IOException {
    if (appending != 0) {
      writing(descriptor, null, 0, 1, SaveRuntime.NO_POSITION);
    }
  }

  /** {@code FileOutputStream.write(bytes)}, as {@link #writing(FileDescriptor)}. */
  public static void writing(FileDescriptor descriptor, byte[] bytes) throws IOException {
    if (appending != 0 && bytes != null) {
      writing(descriptor, bytes, 0, bytes.length, SaveRuntime.NO_POSITION);
    }
  }

  /** {@code FileOutputStream.write(bytes, offset, length)}, as the one of a whole array. */
  public static void writing(FileDescriptor descriptor, byte[] bytes, int offset, int length)
      throws IOException {
    if (appending != 0) {
      writing(descriptor, bytes, offset, length, SaveRuntime.NO_POSITION);
    }
  }

  /** A channel write at {@code position}, or -1: where the channel is. */
  public static void writing(FileDescriptor descriptor, long position) throws IOException {
    if (appending != 0) {
      writing(descriptor, null, 0, 0, position);
    }
  }

  private static void writing(
      FileDescriptor descriptor, byte[] bytes, int offset, int length, long position)
      throws IOException {
    try {
      runtime.writing(descriptor, bytes, offset, length, position);
    } catch (RuntimeException | Error failure) {
      failOpen(failure);
    }
  }

  /**
   * A write to {@code descriptor} has returned, and the application is about to hear of it. Throws
   * where what was written can't be made durable.
   */
  public static void appended(FileDescriptor descriptor) throws IOException {
    try {
      if (appending != 0) {
        runtime.appended(descriptor);
      }
    } catch (RuntimeException | Error failure) {
      throw notDone(failure);
    }
  }

  /** A write, truncation or transfer to {@code descriptor} threw {@code failure}. */
  public static void writeFailed(FileDescriptor descriptor, Throwable failure) {
    if (live == 0) {
      return;
    }
    try {
      runtime.writeFailed(descriptor, failure);
    } catch (Throwable ours) {
      failOpen(ours);
    }
  }

  /** A channel write returned {@code written} and left {@code left} bytes in its buffer. */
  public static void wrote(long written, long left, FileDescriptor descriptor) {
    if (live == 0) {
      return;
    }
    try {
      runtime.wrote(written, left, descriptor);
    } catch (Throwable ours) {
      failOpen(ours);
    }
  }

  /** A gathering channel write of {@code buffers[offset .. offset + length)} has returned. */
  public static void wrote(
      long written, Object[] buffers, int offset, int length, FileDescriptor descriptor) {
    if (live == 0) {
      return;
    }
    try {
      runtime.wrote(written, buffers, offset, length, descriptor);
    } catch (Throwable ours) {
      failOpen(ours);
    }
  }

  /** {@code source.transferTo(position, count, target)} has returned {@code written}. */
  public static void transferredTo(
      long written, Object source, long position, long count, Object target) {
    if (live == 0) {
      return;
    }
    try {
      runtime.transferredTo(written, source, position, count, target);
    } catch (Throwable ours) {
      failOpen(ours);
    }
  }

  /** {@code transferTo(..., target)} threw {@code failure}. */
  public static void transferToFailed(Object target, Throwable failure) {
    if (live == 0) {
      return;
    }
    try {
      runtime.transferToFailed(target, failure);
    } catch (Throwable ours) {
      failOpen(ours);
    }
  }

  /** {@code transferFrom(source, ..., count)} into {@code target} returned {@code written}. */
  public static void transferredFrom(long written, Object source, long count, FileDescriptor target)
      throws IOException {
    if (live == 0) {
      return;
    }
    try {
      runtime.transferredFrom(written, source, count, target);
    } catch (Throwable ours) {
      failOpen(ours);
    }
    appended(target);
  }

  /** Where stock can't take over: the application must not take it for done. */
  static IOException notDone(Throwable failure) {
    failOpen(failure);
    return new IOException("holdfast: " + failure, failure);
  }

  // Two failures at one instant may count as one: the number is for people, the gate is for words.
  @SuppressWarnings("NonAtomicVolatileUpdate")
  static int failOpen(Throwable failure) {
    int before = failures;
    failures = before + 1;
    if (before < 3) {
      LastWords.say("a hook failed, this call runs as if not protected", failure);
    }
    return Hooks.STOCK;
  }
}
