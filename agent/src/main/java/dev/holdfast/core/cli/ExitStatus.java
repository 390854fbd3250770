package dev.holdfast.core.cli;

/** What the process says with its exit status. */
final class ExitStatus {
  static final int DONE = 0;
  static final int FAILED = 1;
  static final int WRONG_USAGE = 2;

  /** EX_CONFIG of sysexits(3). */
  static final int WRONG_CONFIGURATION = 78;

  private ExitStatus() {}
}
