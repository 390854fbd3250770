package dev.holdfast.core.fs;

/** How a file is opened; the numbers are those of asm-generic/fcntl.h. */
public enum Access {
  READ(00),
  WRITE(01),
  WRITE_DSYNC(01 | 010000),
  WRITE_SYNC(01 | 04010000),
  /** Each write goes to the end of the file as it is then. */
  APPEND(01 | 02000),
  APPEND_DSYNC(01 | 02000 | 010000),
  APPEND_SYNC(01 | 02000 | 04010000),
  READ_WRITE(02),
  READ_WRITE_DSYNC(02 | 010000),
  READ_WRITE_SYNC(02 | 04010000);

  final int flags;

  /** Whether each write goes to the end. */
  public boolean isAppending() {
    return (flags & 02000) != 0;
  }

  Access(int flags) {
    this.flags = flags;
  }
}
