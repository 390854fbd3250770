package dev.holdfast.core.config;

/** Key {@code shrink-guard}: which files may not become how small. Immutable. */
public final class Shrink {
  /** Any file may become as small as it likes. */
  public static final Shrink OFF = new Shrink(Long.MAX_VALUE, 0, 1);

  private final long above;
  private final long part;
  private final long whole;

  Shrink(long above, long part, long whole) {
    this.above = above;
    this.part = part;
    this.whole = whole;
  }

  /** Bytes; only larger files are guarded. */
  public long above() {
    return above;
  }

  /** With {@link #whole} the fraction of the old size below which a new version is refused. */
  public long part() {
    return part;
  }

  public long whole() {
    return whole;
  }

  /** As a configuration has it. */
  @Override
  public String toString() {
    if (above == Long.MAX_VALUE) {
      return "off";
    }
    return "{above: " + NumberReader.size(above) + ", below: " + part + "/" + whole + "}";
  }
}
