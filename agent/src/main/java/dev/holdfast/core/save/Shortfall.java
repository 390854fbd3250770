package dev.holdfast.core.save;

/**
 * Notices channel writes that were cut short and never completed: on a full disk {@code
 * FileChannel.write} may write a part, return its count and throw nothing (seen on 17 and 25). A
 * caller that minds the count asks next for exactly what was left.
 */
final class Shortfall {
  private long owed;

  /**
   * One call has written {@code written} bytes and left {@code left}. True: an earlier shortfall
   * was passed over.
   */
  boolean wrote(long written, long left) {
    if (written < 0) {
      return false; // a status of the JDK's own, EINTR say: it calls again
    }
    boolean passedOver = owed != 0 && written + left != owed;
    owed = left;
    return passedOver;
  }

  /** The same of a transfer, whose last part may have been told already. */
  boolean transferred(long written, long left) {
    boolean passedOver = owed != 0 && written + left != owed && left != owed;
    owed = left;
    return passedOver;
  }

  /** Whether the last write was cut short. */
  boolean isOpen() {
    return owed != 0;
  }
}
