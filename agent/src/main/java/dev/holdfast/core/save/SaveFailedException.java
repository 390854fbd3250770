package dev.holdfast.core.save;

import java.io.IOException;

/**
 * A save that did not become durable. The message names the step, the target and what the target
 * holds now; never the shadow copy.
 */
public final class SaveFailedException extends IOException {
  private static final long serialVersionUID = 1L;

  /** What a reader of the target finds after the failure. */
  public enum Remains {
    OLD("the old version is intact"),
    NONE("there is no such file, as before"),
    FORCED("the target holds what the application's last force has published"),
    UNKNOWN("the new version is in place, but may not survive a power cut"),
    DAMAGED("the target was being rewritten in place and may be damaged");

    private final String words;

    Remains(String words) {
      this.words = words;
    }

    @Override
    public String toString() {
      return words;
    }
  }

  private final Remains remains;

  /** {@code step}: what was being done, "force of the new version" say. */
  public SaveFailedException(
      String step, String target, Remains remains, Policy rule, Throwable cause) {
    super(
        "holdfast: cannot save "
            + target
            + ": "
            + step
            + " failed: "
            + wordsOf(cause)
            + "; "
            + remains
            + " ("
            + rule
            + ")",
        cause);
    this.remains = remains;
  }

  private SaveFailedException(SaveFailedException earlier) {
    super(earlier.getMessage(), earlier);
    remains = earlier.remains;
  }

  /**
   * The same once more. Not the same instance: an application that has caught it may add what its
   * close throws to it, which must be another.
   */
  SaveFailedException again() {
    return new SaveFailedException(this);
  }

  private static String wordsOf(Throwable cause) {
    return cause.getMessage() == null ? cause.toString() : cause.getMessage();
  }

  /** What the target holds now. */
  public Remains remains() {
    return remains;
  }
}
