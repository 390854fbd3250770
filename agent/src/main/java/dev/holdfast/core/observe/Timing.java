package dev.holdfast.core.observe;

/**
 * What one save is and takes: bytes, and nanoseconds by step. Made when the save begins; for one
 * thread at a time.
 */
public final class Timing {
  private final long opened = System.nanoTime();
  private long begun = opened;
  private long mark = opened;
  private long bytes = -1;
  private long write;
  private long force;
  private long rename;
  private long commit;

  /** The application has written what it writes; its commit begins. */
  public void begin() {
    begun = System.nanoTime();
    mark = begun;
    write = begun - opened;
  }

  /** A step begins that one of the following ends. */
  public void mark() {
    mark = System.nanoTime();
  }

  /** Since the {@link #mark}, or the last step, something was forced. */
  public void forced() {
    long now = System.nanoTime();
    force += now - mark;
    mark = now;
  }

  /** The same of a rename. */
  public void renamed() {
    long now = System.nanoTime();
    rename += now - mark;
    mark = now;
  }

  /** The commit, or a part of it, ends. */
  public void end() {
    commit += System.nanoTime() - begun;
  }

  /** The new version has so many bytes. */
  public void size(long count) {
    bytes = count;
  }

  /** Of the new version; -1: not known. */
  public long bytes() {
    return bytes;
  }

  /** Nanoseconds from open to close; 0 where Holdfast hasn't seen the open. */
  public long write() {
    return write;
  }

  /** Nanoseconds in which files and folders were forced. */
  public long force() {
    return force;
  }

  /** Nanoseconds of the atomic replace; 0 where there was none. */
  public long rename() {
    return rename;
  }

  /** Nanoseconds that the application waited for its save to be durable. */
  public long commit() {
    return commit;
  }
}
