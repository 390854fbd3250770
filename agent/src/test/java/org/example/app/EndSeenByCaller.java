package org.example.app;

import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.function.Supplier;

/** A method that saves until its input ends, and a caller for whom that is the normal end. */
public final class EndSeenByCaller {
  private int bytes;

  /** How many bytes there were. */
  public int save(Supplier<Closeable> opener) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(new byte[5]));
    try {
      untilTheEnd(in, opener);
    } catch (EOFException end) {
      return bytes;
    }
    return -1;
  }

  @SuppressWarnings("try")
  private void untilTheEnd(DataInputStream in, Supplier<Closeable> opener) throws IOException {
    try (Closeable out = opener.get()) {
      while (true) {
        bytes += 1 + in.readByte();
      }
    }
  }
}
