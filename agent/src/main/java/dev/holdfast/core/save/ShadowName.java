package dev.holdfast.core.save;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Names of our files beside targets: {@code .holdfast-s-} (or another kind) + owner + counter, 59
 * bytes whatever the target is called (a target's own name may take all 255), so that after a crash
 * anybody can tell whose it was.
 */
public final class ShadowName {
  public static final String PREFIX = ".holdfast-";

  /** What the file is. */
  public enum Kind {
    SHADOW_COPY("s-"),
    /** A folder that holds a deleted target until its replacement is there. */
    DELETED("d-"),
    /** A folder that holds what a target rewritten in place must hold after a crash. */
    JOURNAL("j-"),
    /** How far a file that is appended to is complete. */
    APPEND_MARK("a-"),
    /** Such a mark of a process that has ended, while another one cuts its file. */
    CLAIMED_MARK("t-");

    private final String start;

    Kind(String letter) {
      start = PREFIX + letter;
    }

    /** The owner of the file of that name; null if it is none of this kind. */
    public Owner ownerOrNull(String name) {
      int owner = start.length();
      if (!name.startsWith(start) || name.length() != owner + Owner.LENGTH + COUNTER_DIGITS) {
        return null;
      }
      int counter = owner + Owner.LENGTH;
      return Owner.isHex(name.substring(counter))
          ? Owner.parseOrNull(name.substring(owner, counter))
          : null;
    }
  }

  private static final int COUNTER_DIGITS = 8;

  private final Owner owner;
  // Not from 0: a name used before by this process (another agent's loader) isn't tried again.
  private final AtomicInteger counter = new AtomicInteger((int) System.nanoTime());

  public ShadowName(Owner owner) {
    this.owner = owner;
  }

  Owner owner() {
    return owner;
  }

  /** A name that this process has not used lately. */
  String next() {
    return next(Kind.SHADOW_COPY);
  }

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
      if (kind.ownerOrNull(name) != null) {
        return kind;
      }
    }
    return null;
  }
}
