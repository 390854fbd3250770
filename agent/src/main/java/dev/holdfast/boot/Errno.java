package dev.holdfast.boot;

import java.io.IOException;

/** A system call that failed: its error number and the system's words for it, without any path. */
public final class Errno extends IOException {
  private static final long serialVersionUID = 1L;

  private final int number;

  /** The error {@code number} as the kernel gave it; {@code words} as strerror(3) has them. */
  public Errno(int number, String words) {
    super(words);
    this.number = number;
  }

  /** The error number, e.g. 2 for ENOENT on Linux. */
  public int number() {
    return number;
  }
}
