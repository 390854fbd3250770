package dev.holdfast.core.config;

/** Key {@code log}: where Holdfast's lines go besides standard error. Immutable. */
public final class Log {
  /** Nowhere else. */
  public static final Log OFF = new Log("", 0, 0);

  static final long LIMIT = 1 << 20;
  static final int KEEP = 3;

  private final String file;
  private final long limit;
  private final int keep;

  Log(String file, long limit, int keep) {
    this.file = file;
    this.limit = limit;
    this.keep = keep;
  }

  public boolean isOn() {
    return !file.isEmpty();
  }

  /** Absolute and normalised; empty if there is none. */
  public String file() {
    return file;
  }

  /** Bytes; a file that would be larger is put away as FILE.1. */
  public long limit() {
    return limit;
  }

  /** How many such files are kept, at least 1. */
  public int keep() {
    return keep;
  }

  /** As a configuration has it. */
  @Override
  public String toString() {
    return isOn()
        ? "{file: " + file + ", limit: " + NumberReader.size(limit) + ", keep: " + keep + "}"
        : "off";
  }
}
