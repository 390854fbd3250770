package dev.holdfast.core.save;

import dev.holdfast.core.fs.Stat;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Which files are known to be on disk as they are, so that an application that forces its own temp
 * before the rename isn't made to wait twice. A file counts as forced while its size and
 * modification time are those of the force.
 *
 * <p>Kernels before 6.13 stamp files by a clock that stands still for up to 10 ms: there a write
 * right after the force could hide behind the same time. So a force is believed only where the last
 * write was older than that; else the file is forced again, which costs time but no data.
 */
final class ForcedFiles {
  private static final int SLOTS = 256;
  private static final long CLOCK_STEP_NANOS = 20_000_000L;

  private final AtomicReferenceArray<Stat> slots = new AtomicReferenceArray<>(SLOTS);
  private final AtomicReferenceArray<Stat> failures = new AtomicReferenceArray<>(SLOTS);
  private final boolean exactTimes;

  /** {@code kernel}: as uname -r has it. */
  ForcedFiles(String kernel) {
    this(isAtLeast(kernel, 6, 13));
  }

  private ForcedFiles(boolean exactTimes) {
    this.exactTimes = exactTimes;
  }

  /** On the same kernel, knowing of nothing. */
  ForcedFiles another() {
    return new ForcedFiles(exactTimes);
  }

  /** {@code file} was looked at after a force of it that succeeded. */
  void forced(Stat file) {
    long age = System.currentTimeMillis() * 1_000_000L - file.modifiedNanos();
    if (exactTimes || age > CLOCK_STEP_NANOS) {
      slots.set(slot(file), file);
    }
  }

  /** Whether what {@code file} holds has been forced. */
  boolean isForced(Stat file) {
    Stat forced = slots.get(slot(file));
    return forced != null && file.isUnchangedSince(forced);
  }

  /** A force of {@code file} has failed. */
  void failed(Stat file) {
    failures.set(slot(file), file);
  }

  /**
   * Whether a force of what {@code file} holds has failed: the next one would say that all is well
   * (ext4, xfs and btrfs do), and the data may be gone.
   */
  boolean hasFailed(Stat file) {
    Stat failed = failures.get(slot(file));
    return failed != null && file.isWrittenAsAt(failed);
  }

  private static int slot(Stat file) {
    return (int) ((file.inode() * 31 + file.device()) & (SLOTS - 1));
  }

  private static boolean isAtLeast(String kernel, int major, int minor) {
    int[] numbers = {0, 0};
    int index = 0;
    for (int i = 0; i < kernel.length() && index < 2; i++) {
      char c = kernel.charAt(i);
      if (c >= '0' && c <= '9') {
        numbers[index] = numbers[index] * 10 + (c - '0');
      } else {
        index++;
      }
    }
    return numbers[0] > major || (numbers[0] == major && numbers[1] >= minor);
  }
}
