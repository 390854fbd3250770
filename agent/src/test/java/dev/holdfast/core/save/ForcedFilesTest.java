package dev.holdfast.core.save;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.boot.SystemCalls;
import dev.holdfast.core.fs.Stat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ForcedFilesTest {
  private static final long NOW = System.currentTimeMillis() * 1_000_000L;
  private static final long SECOND = 1_000_000_000L;

  /** A file of device 1. */
  private static Stat file(long inode, long size, long modified, long changed) {
    long[] fields = new long[SystemCalls.STAT_LENGTH];
    fields[SystemCalls.DEVICE] = 1;
    fields[SystemCalls.INODE] = inode;
    fields[SystemCalls.SIZE] = size;
    fields[SystemCalls.MODIFIED_NANOS] = modified;
    fields[SystemCalls.CHANGED_NANOS] = changed;
    return new Stat(fields);
  }

  private static Stat written(long ago) {
    return file(5, 100, NOW - ago, NOW - ago);
  }

  private static boolean isBelieved(String kernel, Stat file) {
    ForcedFiles files = new ForcedFiles(kernel);
    files.forced(file);
    return files.isForced(file);
  }

  /** Asked again where the machine was too slow for "at once". */
  private static boolean isBelievedAtOnce(String kernel) {
    while (true) {
      long now = System.currentTimeMillis() * 1_000_000L;
      boolean believed = isBelieved(kernel, file(5, 100, now, now));
      if (System.currentTimeMillis() * 1_000_000L - now < 10_000_000L) {
        return believed;
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"6.13.0", "6.13-rc3", "6.18.44-fc-v669", "7.0", "10.1.2"})
  void whereTimesAreExactAForceIsBelievedAtOnce(String kernel) {
    assertThat(isBelievedAtOnce(kernel)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"6.12.99", "5.15.0-1-amd64", "4.19", "6", "6.2", "", "unknown"})
  void whereTheClockStepsOnlyAnOlderWriteIs(String kernel) {
    assertThat(isBelievedAtOnce(kernel)).isFalse();
    assertThat(isBelieved(kernel, written(SECOND))).isTrue();
  }

  @Test
  void aTimeInTheFutureIsNotBelievedThere() {
    assertThat(isBelieved("5.10", written(-SECOND))).isFalse();
  }

  @Test
  void whateverHasChangedItIsNotForcedAnyMore() {
    ForcedFiles files = new ForcedFiles("6.18");
    files.forced(file(5, 100, NOW, NOW));

    assertThat(files.isForced(file(5, 100, NOW, NOW))).isTrue();
    assertThat(files.isForced(file(5, 101, NOW, NOW))).as("size").isFalse();
    assertThat(files.isForced(file(5, 100, NOW + 1, NOW))).as("time of writing").isFalse();
    assertThat(files.isForced(file(5, 100, NOW, NOW + 1))).as("number given again").isFalse();
    assertThat(files.isForced(file(6, 100, NOW, NOW))).as("another file").isFalse();
  }

  @Test
  void whatSharesItsSlotIsForgotten() {
    ForcedFiles files = new ForcedFiles("6.18");
    files.forced(file(5, 100, NOW, NOW));
    files.forced(file(5 + 256, 100, NOW, NOW));

    assertThat(files.isForced(file(5, 100, NOW, NOW))).isFalse();
    assertThat(files.isForced(file(5 + 256, 100, NOW, NOW))).isTrue();
  }

  @Test
  void aFailureIsRememberedUntilTheFileIsWrittenAgain() {
    ForcedFiles files = new ForcedFiles("6.18");
    files.failed(file(5, 100, NOW, NOW));

    assertThat(files.hasFailed(file(5, 100, NOW, NOW))).isTrue();
    assertThat(files.hasFailed(file(5, 100, NOW, NOW + 1))).as("chmod heals nothing").isTrue();
    assertThat(files.hasFailed(file(5, 100, NOW + 1, NOW + 1))).isFalse();
    assertThat(files.hasFailed(file(6, 100, NOW, NOW))).isFalse();
    assertThat(files.isForced(file(5, 100, NOW, NOW))).isFalse();
  }
}
