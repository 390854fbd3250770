package dev.holdfast.core.save;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Names of what is ours in a target's folder: {@code .holdfast-s-} + owner + counter, 59 bytes
 * whatever the target is called (a target's own name may take all 255), so that after a crash
 * anybody can tell what it is and whose it was.
 */
public final class ShadowName {
  public static final String PREFIX = ".holdfast-";
  private static final int COUNTER_DIGITS = 8;

  /** What goes by such a name. */
  public enum Kind {
    /** A shadow copy: of no use when its owner has ended. */
    SHADOW("s-"),
    /** A folder that holds a deleted target until its replacement is there. */
    DELETED("d-"),
    /** A folder that holds what a target rewritten in place must hold after a crash. */
    JOURNAL("j-");

    private final String start;

    Kind(String letter) {
      start = PREFIX + letter;
    }
  }

  private final Owner owner;
  // Not from 0: a name used before by this process (another agent's loader) isn't tried again.
  private final AtomicInteger counter = new AtomicInteger((int) System.nanoTime());

  public ShadowName(Owner owner) {
    this.owner = owner;
  }

  /** A name for a shadow copy that this process has not used lately. */
  String next() {
    return next(Kind.SHADOW);
  }

  /** A name that this process has not used lately. */
  public String next(Kind kind) {
    String digits = Integer.toHexString(counter.getAndIncrement());
    StringBuilder name = new StringBuilder(kind.start).append(owner);
    for (int i = digits.length(); i < COUNTER_DIGITS; i++) {
      name.append('0');
    }
    return name.append(digits).toString();
  }

  /** What has that name; null: nothing of ours. */
  public static Kind kindOrNull(String name) {
    for (Kind kind : Kind.values()) {
      if (name.startsWith(kind.start)) {
        return ownerOrNull(name) == null ? null : kind;
      }
    }
    return null;
  }

  /** The owner of what has that name; null: it is nothing of ours. */
  public static Owner ownerOrNull(String name) {
    int owner = Kind.SHADOW.start.length();
    if (!isStart(name) || name.length() != owner + Owner.LENGTH + COUNTER_DIGITS) {
      return null;
    }
    int counter = owner + Owner.LENGTH;
    return Owner.isHex(name.substring(counter))
        ? Owner.parseOrNull(name.substring(owner, counter))
        : null;
  }

  private static boolean isStart(String name) {
    for (Kind kind : Kind.values()) {
      if (name.startsWith(kind.start)) {
        return true;
      }
    }
    return false;
  }
}
