package dev.holdfast.boot;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.Writer;

/**
 * Lines on standard error, by descriptor 2 itself: the application may have replaced {@code
 * System.err} by a stream of its own, over a protected file even. Never throws.
 */
public final class LastWords {
  // Never closed, that would close descriptor 2 of the whole process; one, as the descriptor keeps
  // every stream ever made on it.
  private static final FileOutputStream ERROR = new FileOutputStream(FileDescriptor.err);

  /** Where the lines go besides; null: nowhere. */
  private static volatile Writer log;

  private LastWords() {}

  /** From now on the lines go to {@code next}, too; null: no longer. */
  public static void alsoTo(Writer next) {
    log = next;
  }

  /** Writes {@code holdfast: line}. */
  public static void say(String line) {
    sayAsIs("holdfast: " + line);
  }

  /** Writes {@code text} and a line end in one write. */
  public static void sayAsIs(String text) {
    print(text);
    Writer also = log;
    if (also == null) {
      return;
    }
    try {
      also.write(text + "\n");
    } catch (IOException | RuntimeException | Error toldByTheLogItself) {
      return;
    }
  }

  @SuppressWarnings("DefaultCharset")
  private static void print(String text) {
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
