package dev.holdfast.core.save;

import dev.holdfast.boot.SaveRuntime;

/** One write call to a file that is appended to, from its begin to its end. */
final class AppendedWrite {
  final AppendedFile file;

  /** What the application wants written; null: not known. Not ours, and it may change. */
  final byte[] bytesOrNull;

  final int offset;
  final int length;

  /** The kernel appends it all the same, but doesn't move the descriptor. */
  final boolean isPositional;

  AppendedWrite(AppendedFile file, byte[] bytesOrNull, int offset, int length, long position) {
    this.file = file;
    this.bytesOrNull = bytesOrNull;
    this.offset = offset;
    this.length = length;
    this.isPositional = position != SaveRuntime.NO_POSITION;
  }

  /** Whether {@code tail} may be a part of it, from its beginning, and not all. */
  boolean hasBegunWith(byte[] tail) {
    if (bytesOrNull == null || tail.length >= length || offset > bytesOrNull.length - length) {
      return false;
    }
    for (int i = 0; i < tail.length; i++) {
      if (tail[i] != bytesOrNull[offset + i]) {
        return false;
      }
    }
    return true;
  }
}
