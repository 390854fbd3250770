package dev.holdfast.core.guard;

/** What a rule asks of a new version before it may replace the old one. Immutable. */
public final class Guards {
  /** Nothing is asked, nothing is kept. */
  public static final Guards NONE = new Guards(ShrinkGuard.OFF, Format.NONE, 0);

  private final ShrinkGuard shrinkGuard;
  private final Format format;
  private final int previous;

  /** {@code previous}: how many earlier versions to keep beside the target. */
  public Guards(ShrinkGuard shrinkGuard, Format format, int previous) {
    this.shrinkGuard = shrinkGuard;
    this.format = format;
    this.previous = previous;
  }

  public ShrinkGuard shrinkGuard() {
    return shrinkGuard;
  }

  public Format format() {
    return format;
  }

  /** Whether anything is asked of a new version. */
  public boolean ask() {
    return format != Format.NONE || shrinkGuard.isOn();
  }

  /** For messages about a file that is not replaced by us: what else is not done then. */
  public String passedBy() {
    return ask() || previous > 0 ? ", its rule's guards not asked and no earlier version kept" : "";
  }

  /** How many earlier versions to keep beside the target; 0: none. */
  public int previous() {
    return previous;
  }
}
