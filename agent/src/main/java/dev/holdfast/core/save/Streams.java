package dev.holdfast.core.save;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** Reads from the midst of a file. */
final class Streams {
  private Streams() {}

  /** Throws {@code EOFException} where there are fewer. */
  static void skip(InputStream in, long bytes) throws IOException {
    long left = bytes;
    while (left > 0) {
      long count = in.skip(left);
      if (count <= 0) {
        throw new EOFException("ends " + left + " bytes early");
      }
      left -= count;
    }
  }

  /** Fills {@code bytes}; throws {@code EOFException} where there are fewer. */
  static void read(InputStream in, byte[] bytes) throws IOException {
    int length = 0;
    while (length < bytes.length) {
      int count = in.read(bytes, length, bytes.length - length);
      if (count < 0) {
        throw new EOFException("ends " + (bytes.length - length) + " bytes early");
      }
      length += count;
    }
  }
}
