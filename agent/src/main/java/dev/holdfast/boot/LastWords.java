package dev.holdfast.boot;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;

/**
 * Lines on standard error, by descriptor 2 itself: the application may have replaced {@code
 * System.err} by a stream of its own, over a protected file even. Never throws.
 */
public final class LastWords {
  // Never closed, that would close descriptor 2 of the whole process; one, as the descriptor keeps
  // every stream ever made on it.
  private static final FileOutputStream ERROR = new FileOutputStream(FileDescriptor.err);

  private LastWords() {}

  /** Writes {@code holdfast: line}. */
  public static void say(String line) {
    sayAsIs("holdfast: " + line);
  }

  /** Writes {@code text} and a line end in one write. */
  @SuppressWarnings("DefaultCharset")
  public static void sayAsIs(String text) {
    try {
      ERROR.write((text + "\n").getBytes());
    } catch (IOException | RuntimeException | Error nobodyIsLeftToTell) {
      return;
    }
  }

  /** Says {@code line} and what {@code failure} was, with the place in our code it came from. */
  public static void say(String line, Throwable failure) {
    StackTraceElement[] frames = failure.getStackTrace();
    say(line + ": " + failure + (frames.length == 0 ? "" : " at " + frames[0]));
  }
}
