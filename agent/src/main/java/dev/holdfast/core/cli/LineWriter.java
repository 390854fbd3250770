package dev.holdfast.core.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.Writer;

/**
 * A writer over a standard stream in the stream's own encoding (that of the terminal), which a
 * {@code PrintWriter} only takes over since 19. Closing it leaves the stream open.
 */
final class LineWriter extends Writer {
  private final PrintStream stream;

  private LineWriter(PrintStream stream) {
    this.stream = stream;
  }

  /** Flushed at the end of each line: what was found is seen even if the rest fails. */
  static PrintWriter over(PrintStream stream) {
    return new PrintWriter(new LineWriter(stream), true);
  }

  @Override
  public void write(char[] characters, int offset, int length) throws IOException {
    stream.print(new String(characters, offset, length));
    check();
  }

  @Override
  public void flush() throws IOException {
    stream.flush();
    check();
  }

  @Override
  public void close() throws IOException {
    flush();
  }

  /** A {@code PrintStream} swallows its exceptions; here they count again. */
  private void check() throws IOException {
    if (stream.checkError()) {
      throw new IOException("standard stream");
    }
  }
}
