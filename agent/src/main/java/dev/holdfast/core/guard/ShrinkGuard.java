package dev.holdfast.core.guard;

/** Refuses to replace a big file by a tiny one. Immutable. */
public final class ShrinkGuard {
  /** Refuses nothing. */
  public static final ShrinkGuard OFF = new ShrinkGuard(Long.MAX_VALUE, 0, 1);

  private final long above;
  private final long part;
  private final long whole;

  /**
   * {@code above}: bytes; only larger files are guarded. A new version below {@code part / whole}
   * of the old one is refused.
   */
  public ShrinkGuard(long above, long part, long whole) {
    this.above = above;
    this.part = part;
    this.whole = whole;
  }

  /** Whether there is a size from which it guards. */
  boolean isOn() {
    return above != Long.MAX_VALUE;
  }

  /** Whether a file of {@code before} bytes must not be replaced by one of {@code after}. */
  public boolean refuses(long before, long after) {
    // As doubles: a file of 2^60 bytes times the 10^12 that a fraction may have overflows a long.
    return before > above && (double) after * whole < (double) before * part;
  }

  /** As the configuration has it. */
  @Override
  public String toString() {
    return above == Long.MAX_VALUE
        ? "off"
        : "above " + above + " bytes, below " + part + "/" + whole;
  }
}
