package dev.holdfast.core.save;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;

/**
 * How far a file that is appended to is complete: what a mark's file holds. Immutable.
 *
 * <p>Three blocks of text, each padded by zeros: the header, written once, says which file is
 * meant; the two slots are written in turn, each with one sequence number more and a checksum, so
 * that a write that a power cut has torn leaves the slot before it. Each is a block of its own: a
 * disk that loses a block while it writes it loses no other. Overwriting a block that is there
 * costs a file system no journal.
 */
final class AppendMark {
  /** What some disks write as one, and file systems allot as one. */
  static final int BLOCK = 4096;

  static final int LENGTH = 3 * BLOCK;

  private static final String MAGIC = "holdfast append mark 1\n";
  private static final String HEX = "0123456789abcdef";
  private static final int LONG_DIGITS = 16;
  private static final int CHECK_DIGITS = 8;

  /** Whether the process that wrote it may write more. */
  enum State {
    OPEN("open"),
    /** Its last writer has closed the file; it stays because others append to it. */
    SHUT("shut");

    private final String word;

    State(String word) {
      this.word = word;
    }
  }

  /** Of the file that is appended to. */
  final long inode;

  /** Of the same file, when the mark was made. */
  final String name;

  /** From 1. */
  final long sequence;

  /** Bytes up to the end of the last complete write. */
  final long end;

  final State state;

  private AppendMark(long inode, String name, long sequence, long end, State state) {
    this.inode = inode;
    this.name = name;
    this.sequence = sequence;
    this.end = end;
    this.state = state;
  }

  /** Of a file that is complete up to {@code end}. */
  static AppendMark first(long inode, String name, long end) {
    return new AppendMark(inode, name, 1, end, State.OPEN);
  }

  /** The one that follows. */
  AppendMark next(long nextEnd, State nextState) {
    return new AppendMark(inode, name, sequence + 1, nextEnd, nextState);
  }

  /** All of a file with this slot only. */
  byte[] toBytes() {
    byte[] bytes = new byte[LENGTH];
    put(bytes, 0, checked(MAGIC + "inode " + hex(inode, LONG_DIGITS) + "\nname " + hex(name)));
    put(bytes, (int) slotPosition(), slotText());
    return bytes;
  }

  private static void put(byte[] bytes, int position, String text) {
    byte[] ascii = text.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(ascii, 0, bytes, position, ascii.length);
  }

  /** The block to write at {@link #slotPosition}: the other slot stays as it is. */
  byte[] slot() {
    byte[] block = new byte[BLOCK];
    put(block, 0, slotText());
    return block;
  }

  long slotPosition() {
    return (1 + (sequence & 1)) * BLOCK;
  }

  private String slotText() {
    return checked(
        "slot " + hex(sequence, LONG_DIGITS) + " " + hex(end, LONG_DIGITS) + " " + state.word);
  }

  /**
   * What {@code bytes}, all of a mark's file, say; null where its creation wasn't finished, or
   * where nobody has made it who means what we do.
   */
  static AppendMark parseOrNull(byte[] bytes) {
    try {
      AppendMark mark = parsedOrNull(bytes);
      return mark == null || mark.end < 0 || mark.name.indexOf('/') >= 0 ? null : mark;
    } catch (NumberFormatException | IndexOutOfBoundsException notOurs) {
      return null;
    }
  }

  private static AppendMark parsedOrNull(byte[] bytes) {
    String header = bytes.length == LENGTH ? checkedOrNull(bytes, 0) : null;
    if (header == null || !header.startsWith(MAGIC + "inode ")) {
      return null;
    }
    int inodeAt = MAGIC.length() + "inode ".length();
    int nameAt = inodeAt + LONG_DIGITS + "\nname ".length();
    long inode = number(header, inodeAt);
    String name = text(header.substring(nameAt));
    AppendMark even = slotOrNull(bytes, BLOCK, inode, name);
    AppendMark odd = slotOrNull(bytes, 2 * BLOCK, inode, name);
    return even == null || (odd != null && odd.sequence > even.sequence) ? odd : even;
  }

  private static AppendMark slotOrNull(byte[] bytes, int position, long inode, String name) {
    String slot = checkedOrNull(bytes, position);
    if (slot == null || !slot.startsWith("slot ")) {
      return null;
    }
    int sequenceAt = "slot ".length();
    int endAt = sequenceAt + LONG_DIGITS + 1;
    State state = slot.endsWith(State.SHUT.word) ? State.SHUT : State.OPEN;
    return new AppendMark(inode, name, number(slot, sequenceAt), number(slot, endAt), state);
  }

  private static String checked(String text) {
    return text + "\n" + check(text) + "\n";
  }

  /** The text at {@code position}, without its check; null where that doesn't fit. */
  private static String checkedOrNull(byte[] bytes, int position) {
    int end = position;
    while (end < position + BLOCK && bytes[end] != 0) {
      end++;
    }
    int checkAt = end - CHECK_DIGITS - 2; // "\n" before it, "\n" after it
    if (checkAt <= position) {
      return null;
    }
    String all = new String(Arrays.copyOfRange(bytes, position, end), StandardCharsets.ISO_8859_1);
    String text = all.substring(0, checkAt - position);
    return all.equals(checked(text)) ? text : null;
  }

  private static String check(String text) {
    CRC32 sum = new CRC32();
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    sum.update(bytes, 0, bytes.length);
    return hex(sum.getValue(), CHECK_DIGITS);
  }

  private static String hex(long value, int digits) {
    char[] text = new char[digits];
    long rest = value;
    for (int i = digits - 1; i >= 0; i--) {
      text[i] = HEX.charAt((int) (rest & 15));
      rest >>>= 4;
    }
    return new String(text);
  }

  private static String hex(String text) {
    StringBuilder digits = new StringBuilder();
    for (byte one : text.getBytes(StandardCharsets.UTF_8)) {
      digits.append(hex(one & 0xff, 2));
    }
    return digits.toString();
  }

  private static long number(String text, int position) {
    return Long.parseUnsignedLong(text.substring(position, position + LONG_DIGITS), 16);
  }

  private static String text(String digits) {
    byte[] bytes = new byte[digits.length() / 2];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) Integer.parseInt(digits.substring(2 * i, 2 * i + 2), 16);
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
