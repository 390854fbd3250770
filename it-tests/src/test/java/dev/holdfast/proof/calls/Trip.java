package dev.holdfast.proof.calls;

/**
 * What is to happen at which call.
 *
 * @param at number of the call, from 1; 0: at none
 * @param from whether only there, or at all after it as well
 */
public record Trip(int at, Action action, Errno errno, From from) {
  /** Signals end at some time; the JDK repeats the call until they do. */
  private static final int A_FEW = 3;

  /** What happens; the numbers are the tripwire's. */
  public enum Action {
    /** The call is not made, and fails. */
    FAIL(1),
    /** The process is killed before the call. */
    KILL(2),
    /** The file system loses its power before the call. */
    CUT(3),
    /** As {@link #CUT}, just after somebody else has forced a file of his there. */
    COMMIT_AND_CUT(4);

    private final int number;

    Action(int number) {
      this.number = number;
    }

    int number() {
      return number;
    }
  }

  /** How often. */
  public enum From {
    ONCE,
    THEN_ON
  }

  /** At how many calls in a row. */
  int times() {
    if (from == From.ONCE) {
      return 1;
    }
    return errno == Errno.EINTR ? A_FEW : Integer.MAX_VALUE;
  }

  /** Counts and logs the calls, and lets them be. */
  public static Trip none() {
    return new Trip(0, Action.FAIL, Errno.EIO, From.ONCE);
  }

  public static Trip at(int call, Action action) {
    return new Trip(call, action, Errno.EIO, From.ONCE);
  }

  public static Trip fail(int call, Errno errno, From from) {
    return new Trip(call, Action.FAIL, errno, from);
  }
}
