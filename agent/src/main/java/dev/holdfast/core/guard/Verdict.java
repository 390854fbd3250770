package dev.holdfast.core.guard;

/** How a save came to its end. Immutable. */
public final class Verdict {
  private enum Kind {
    IN_PEACE,
    CERTAIN,
    DOUBTFUL
  }

  /** By a normal way, as far as can be told. */
  public static final Verdict IN_PEACE = new Verdict(Kind.IN_PEACE, null);

  /** Nobody ended it: an exception left the method that had opened it, and then the stream. */
  public static final Verdict LEFT_OPEN = new Verdict(Kind.DOUBTFUL, null);

  private final Kind kind;
  private final StackTraceElement where;

  private Verdict(Kind kind, StackTraceElement where) {
    this.kind = kind;
    this.where = where;
  }

  static Verdict certain(StackTraceElement where) {
    return new Verdict(Kind.CERTAIN, where);
  }

  static Verdict doubtful(StackTraceElement where) {
    return new Verdict(Kind.DOUBTFUL, where);
  }

  /** An exception is on its way to the application: what was written is not a whole version. */
  public boolean isCertainlyAbandoned() {
    return kind == Kind.CERTAIN;
  }

  /** The application swallows an exception there: nobody knows whether it is a whole version. */
  public boolean isDoubtful() {
    return kind == Kind.DOUBTFUL;
  }

  /** The handler's frame, for a person; null where there is none. */
  public StackTraceElement where() {
    return where;
  }
}
