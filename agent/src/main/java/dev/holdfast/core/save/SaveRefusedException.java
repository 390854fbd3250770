package dev.holdfast.core.save;

import dev.holdfast.core.observe.Observer;
import dev.holdfast.core.save.SaveFailedException.Remains;
import java.io.IOException;

/**
 * A new version that the guards of its rule don't let through. The message names the target, the
 * sizes and the guard, what the target holds now, and where the refused bytes are.
 */
public final class SaveRefusedException extends IOException {
  private static final long serialVersionUID = 1L;

  private static final String PREFIX = "holdfast: ";

  private final String target;
  private final String why;
  private final Remains remains;
  private final String rule;

  /** {@code why}: the guard's words. Nothing is said of the refused bytes yet. */
  SaveRefusedException(String target, String why, Remains remains, String rule) {
    this(target, why, remains, "", rule);
  }

  private SaveRefusedException(
      String target, String why, Remains remains, String bytes, String rule) {
    super(
        PREFIX
            + ("refused to save " + target + ": " + why)
            + ("; " + remains + bytes + " (" + rule + ")"));
    this.target = target;
    this.why = why;
    this.remains = remains;
    this.rule = rule;
  }

  /** The same, with what has become of the refused bytes. */
  SaveRefusedException withBytes(String words) {
    return new SaveRefusedException(target, why, remains, "; " + words, rule);
  }

  /** The guard's words. */
  String why() {
    return why;
  }

  /** Says it on standard error, once a target. */
  void tell(Observer observer) {
    observer.tellOnce(
        "refused " + target,
        getMessage().substring(PREFIX.length())
            + ". If the refused version is right, rename it to the target, or relax the rule.");
  }
}
