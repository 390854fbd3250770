package dev.holdfast.proof.calls;

/** The errors that are tried at every call; numbers as Linux has them. */
public enum Errno {
  EIO(5),
  ENOSPC(28),
  EDQUOT(122),
  EINTR(4),
  EMFILE(24),
  EACCES(13),
  EBUSY(16),
  EXDEV(18),
  EPERM(1),
  EROFS(30);

  private final int number;

  Errno(int number) {
    this.number = number;
  }

  public int number() {
    return number;
  }
}
