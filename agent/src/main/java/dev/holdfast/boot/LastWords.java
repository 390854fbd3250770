package dev.holdfast.boot;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;

/**
 * Lines on standard error, by descriptor 2 itself: the application may have replaced {@code
 * System.err} by a stream of its own, over a protected file even. Never throws.
 */
public final class LastWords {
  private LastWords() {}

  /** Writes {@code holdfast: line} and a line end in one write. */
  @SuppressWarnings({"DefaultCharset", "resource", "PMD"})
  public static void say(String line) {
    try {
      // Not closed: closing it would close descriptor 2 of the whole process.
      new FileOutputStream(FileDescriptor.err).write(("holdfast: " + line + "\n").getBytes());
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
