package dev.holdfast.core.fs;

import dev.holdfast.boot.SystemCalls;

/** What stat(2) tells of a file, at one moment. */
public final class Stat {
  private static final int TYPE = 0170000;
  private static final int REGULAR = 0100000;
  private static final int FOLDER = 0040000;
  private static final int LINK = 0120000;

  private final long[] fields;

  /** Takes the array as {@link SystemCalls} fills it. */
  public Stat(long[] fields) {
    this.fields = fields;
  }

  /** Of a file that is open and has lost its name: regular, without links. */
  static Stat nameless(long size) {
    long[] fields = new long[SystemCalls.STAT_LENGTH];
    fields[SystemCalls.MODE] = REGULAR;
    fields[SystemCalls.SIZE] = size;
    return new Stat(fields);
  }

  public boolean isRegular() {
    return (fields[SystemCalls.MODE] & TYPE) == REGULAR;
  }

  public boolean isFolder() {
    return (fields[SystemCalls.MODE] & TYPE) == FOLDER;
  }

  public boolean isLink() {
    return (fields[SystemCalls.MODE] & TYPE) == LINK;
  }

  /** Permission bits with setuid, setgid and sticky. */
  public int permissions() {
    return (int) fields[SystemCalls.MODE] & 07777;
  }

  public long device() {
    return fields[SystemCalls.DEVICE];
  }

  public long inode() {
    return fields[SystemCalls.INODE];
  }

  public long links() {
    return fields[SystemCalls.LINKS];
  }

  public int owner() {
    return (int) fields[SystemCalls.OWNER];
  }

  public int group() {
    return (int) fields[SystemCalls.GROUP];
  }

  /** Bytes. */
  public long size() {
    return fields[SystemCalls.SIZE];
  }

  /** Since the epoch; microseconds exact on JDK 8 and 11. */
  public long modifiedNanos() {
    return fields[SystemCalls.MODIFIED_NANOS];
  }

  /** Since the epoch. */
  public long accessedNanos() {
    return fields[SystemCalls.ACCESSED_NANOS];
  }

  /** Of content or attributes, since the epoch. An application can't set it back. */
  public long changedNanos() {
    return fields[SystemCalls.CHANGED_NANOS];
  }

  /** Whether both name one file. */
  public boolean isSameFile(Stat other) {
    return device() == other.device() && inode() == other.inode();
  }

  /** Whether nothing was written between the two looks at one open file. */
  public boolean isWrittenAsAt(Stat earlier) {
    return isSameFile(earlier)
        && size() == earlier.size()
        && modifiedNanos() == earlier.modifiedNanos();
  }

  /**
   * Whether nothing at all was done between the two looks at one name's file. The time of change
   * belongs to it: an inode's number is given again, with the size and time of a copy perhaps.
   */
  public boolean isUnchangedSince(Stat earlier) {
    return isWrittenAsAt(earlier) && changedNanos() == earlier.changedNanos();
  }
}
