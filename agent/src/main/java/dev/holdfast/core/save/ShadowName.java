package dev.holdfast.core.save;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Names of shadow copies: {@code .holdfast-s-} + owner + counter, 59 bytes whatever the target is
 * called (a target's own name may take all 255), so that after a crash anybody can tell whose it
 * was.
 */
public final class ShadowName {
  public static final String PREFIX = ".holdfast-";
  private static final String SHADOW = PREFIX + "s-";
  private static final int COUNTER_DIGITS = 8;

  private final String start;
  // Not from 0: a name used before by this process (another agent's loader) isn't tried again.
  private final AtomicInteger counter = new AtomicInteger((int) System.nanoTime());

  public ShadowName(Owner owner) {
    start = SHADOW + owner;
  }

  /** A name that this process has not used lately. */
  String next() {
    String digits = Integer.toHexString(counter.getAndIncrement());
    StringBuilder name = new StringBuilder(start);
    for (int i = digits.length(); i < COUNTER_DIGITS; i++) {
      name.append('0');
    }
    return name.append(digits).toString();
  }

  /** The owner of the shadow copy of that name; null if it is none of ours. */
  public static Owner ownerOrNull(String name) {
    int owner = SHADOW.length();
    if (!name.startsWith(SHADOW) || name.length() != owner + Owner.LENGTH + COUNTER_DIGITS) {
      return null;
    }
    int counter = owner + Owner.LENGTH;
    return Owner.isHex(name.substring(counter))
        ? Owner.parseOrNull(name.substring(owner, counter))
        : null;
  }
}
