package dev.holdfast.core.config;

/** A glob that is wrong at {@link #index}, 0-based. */
final class GlobSyntaxException extends Exception {
  private static final long serialVersionUID = 1;

  final int index;

  /** What to write instead; empty if the reason says it. */
  final String remedy;

  GlobSyntaxException(String reason, int index) {
    this(reason, index, "");
  }

  GlobSyntaxException(String reason, int index, String remedy) {
    super(reason);
    this.index = index;
    this.remedy = remedy;
  }
}
