package dev.holdfast.core.guard;

import java.io.IOException;
import java.io.InputStream;

/**
 * Bytes on their way to a parser. Tells a failed read, which is no fault of theirs, from all that
 * parsers throw; and holds parsers to a bounded memory.
 */
final class Reading extends InputStream {
  /** What a parser may hold at once: a name, a comment, a scalar. */
  static final int PIECE_MAX = 4 << 20;

  private final InputStream in;
  private IOException failureOrNull;
  private long ofThisPiece;
  private long pieceMax = PIECE_MAX;
  private boolean closed;

  Reading(InputStream in) {
    this.in = in;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    if (isTooLong()) {
      throw new IOException(tooLong());
    }
    try {
      int count = in.read(buffer, offset, length);
      ofThisPiece += Math.max(0, count);
      return count;
    } catch (IOException failure) {
      failureOrNull = failure;
      throw failure;
    }
  }

  /** The parser has let go of all that it has read so far. */
  void nextPiece() {
    ofThisPiece = 0;
  }

  /** The parser sees to it itself that it doesn't hold too much. */
  void anyPieces() {
    pieceMax = Long.MAX_VALUE;
  }

  private boolean isTooLong() {
    return ofThisPiece > pieceMax;
  }

  private static String tooLong() {
    return "a piece of more than " + (PIECE_MAX >> 20) + " MB";
  }

  /** Throws what a read threw, if one did: whatever the parser made of it. */
  void throwIfFailed() throws IOException {
    if (failureOrNull != null) {
      throw failureOrNull;
    }
  }

  /** What to say rather than the words of the parser; null: nothing. */
  String wordsOrNull() {
    return isTooLong() ? tooLong() : null;
  }

  /** Parsers close what they have read to its end; it is closed once. */
  @Override
  public void close() throws IOException {
    if (!closed) {
      closed = true;
      in.close();
    }
  }
}
