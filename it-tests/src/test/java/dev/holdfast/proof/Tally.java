package dev.holdfast.proof;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/** How often each verdict was given. Safe for many threads. */
public final class Tally {
  private final Map<Verdict, Long> counts = new EnumMap<>(Verdict.class);

  public synchronized void add(Verdict verdict) {
    add(verdict, 1);
  }

  public synchronized void add(Verdict verdict, long times) {
    counts.merge(verdict, times, Long::sum);
  }

  public synchronized void addAll(Tally other) {
    other.counts().forEach(this::add);
  }

  public synchronized Map<Verdict, Long> counts() {
    return Collections.unmodifiableMap(new EnumMap<>(counts));
  }

  public synchronized long of(Verdict verdict) {
    return counts.getOrDefault(verdict, 0L);
  }

  public synchronized long all() {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  /** All that are not good. */
  public synchronized long bad() {
    return all() - of(Verdict.GOOD);
  }

  @Override
  public synchronized String toString() {
    return counts.toString();
  }
}
