package dev.holdfast.core.observe;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * How often something took how long. Counts only, in buckets of four to each power of two: what it
 * tells is at most a fourth too large, never too small. No lock, and no allocation after the first.
 */
final class Histogram {
  /** Buckets to a power of two: 2 to the power of this. */
  private static final int PART_BITS = 2;

  private static final int PARTS = 1 << PART_BITS;

  /** Microseconds below 2 to the power of this have buckets of their own: 12 days. */
  private static final int BITS = 40;

  private static final int SIZE = PARTS + (BITS - PART_BITS) * PARTS;

  private final AtomicLongArray buckets = new AtomicLongArray(SIZE);
  private final AtomicLong max = new AtomicLong();

  /** One more that took so many nanoseconds. */
  void record(long nanos) {
    long micros = Math.max(0, nanos / 1000);
    buckets.incrementAndGet(bucketOf(micros));
    long known = max.get();
    while (micros > known && !max.compareAndSet(known, micros)) {
      known = max.get();
    }
  }

  static int bucketOf(long micros) {
    if (micros < PARTS) {
      return (int) micros;
    }
    int shift = 63 - Long.numberOfLeadingZeros(micros) - PART_BITS;
    int bucket = (shift << PART_BITS) + (int) (micros >>> shift);
    return Math.min(bucket, SIZE - 1);
  }

  /** The largest number of microseconds that is counted in {@code bucket}. */
  static long mostOf(int bucket) {
    if (bucket < PARTS) {
      return bucket;
    }
    int shift = (bucket >> PART_BITS) - 1;
    long part = (long) PARTS + (bucket & (PARTS - 1));
    return ((part + 1) << shift) - 1;
  }

  /** How often in all. */
  long count() {
    long count = 0;
    for (int i = 0; i < SIZE; i++) {
      count += buckets.get(i);
    }
    return count;
  }

  /** Microseconds that {@code percent} of all did not exceed; 0 where there is none. */
  long percentile(int percent) {
    long rank = Math.max(1, (count() * percent + 99) / 100);
    long seen = 0;
    for (int i = 0; i < SIZE; i++) {
      seen += buckets.get(i);
      if (seen >= rank) {
        return Math.min(mostOf(i), max.get());
      }
    }
    return max.get();
  }

  /** One JSON object; microseconds. */
  void append(StringBuilder json) {
    json.append("{\"count\":").append(count());
    json.append(",\"p50\":").append(percentile(50));
    json.append(",\"p90\":").append(percentile(90));
    json.append(",\"p99\":").append(percentile(99));
    json.append(",\"max\":").append(max.get()).append('}');
  }
}
