package dev.holdfast.proof.trace;

import java.util.Arrays;

/** One change of a file's bytes that the application has made and the disk may not have yet. */
final class Change {
  private final long offset;
  private final byte[] bytes;
  private final int end;
  private final String name;

  /**
   * @param offset where {@code bytes} go; for a cut, the new size
   * @param bytes what was written; null where the file was cut, or made longer, to {@code offset}
   * @param end place in the trace where the call returned
   * @param name as a finding has it
   */
  private Change(long offset, byte[] bytes, int end, String name) {
    this.offset = offset;
    this.bytes = bytes;
    this.end = end;
    this.name = name;
  }

  int end() {
    return end;
  }

  String name() {
    return name;
  }

  static Change write(long offset, byte[] bytes, int end, String name) {
    return new Change(offset, bytes, end, name);
  }

  static Change size(long size, int end, String name) {
    return new Change(size, null, end, name);
  }

  boolean isCut() {
    return bytes == null;
  }

  /** What {@code before}, which stays as it is, becomes. */
  byte[] appliedTo(byte[] before) {
    if (isCut()) {
      return Arrays.copyOf(before, Math.toIntExact(offset));
    }
    int from = Math.toIntExact(offset);
    byte[] after = Arrays.copyOf(before, Math.max(before.length, from + bytes.length));
    System.arraycopy(bytes, 0, after, from, bytes.length);
    return after;
  }

  long sizeAfter(long before) {
    return isCut() ? offset : Math.max(before, offset + bytes.length);
  }

  /** The file has got its size, its bytes have not got to the disk. */
  Change withZeros() {
    return isCut() ? this : new Change(offset, new byte[bytes.length], end, name);
  }

  /** Only the first {@code length} bytes of it. */
  Change cutTo(int length) {
    return new Change(offset, Arrays.copyOf(bytes, length), end, name);
  }

  /** The lengths, without the whole one, at which a page of the file ends within it. */
  int[] pageEnds(int page) {
    if (isCut()) {
      return new int[0];
    }
    int first = Math.toIntExact((offset / page + 1) * page - offset);
    int count = bytes.length <= first ? 0 : (bytes.length - first - 1) / page + 1;
    int[] ends = new int[count];
    for (int i = 0; i < count; i++) {
      ends[i] = first + i * page;
    }
    return ends;
  }
}
