package dev.holdfast.proof;

/** How far a run goes. */
public enum Depth {
  /** About ten minutes on two cores: what gates a change. */
  QUICK,
  /** Overnight. */
  FULL;

  public int of(int quick, int full) {
    return this == QUICK ? quick : full;
  }
}
