package dev.holdfast.core.save;

import static dev.holdfast.core.fs.FakeDisk.ABSENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.holdfast.core.fs.Call;
import dev.holdfast.core.observe.Event;
import dev.holdfast.core.save.SaveFailedException.Remains;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.Test;

/** Saves that are published before they end: by the application's own force, or for its lock. */
class SaveGoesOnTest {
  private static final int EIO = 5;
  private static final int ENOSPC = 28;

  private final Bench bench = new Bench();

  private Opening.Opened opened(String content) throws IOException {
    Opening.Opened opened = bench.openOrNull("/d/conf");
    bench.write(opened, content);
    return opened;
  }

  private Opening.Opened openedOverOld(String content) throws IOException {
    bench.disk.file("/d/conf", "old");
    return opened(content);
  }

  @Test
  void publishedByForceItIsTheTargetAndGoesOn() throws IOException {
    Opening.Opened opened = openedOverOld("first");

    opened.file.force(opened.number);
    assertThat(bench.disk.contentsAfterCut("/d/conf")).containsExactly("first");
    assertThat(opened.file.isShadowed()).isFalse();
    bench.write(opened, ", second");
    assertThat(bench.disk.text("/d/conf")).isEqualTo("first, second");
    opened.file.force(opened.number);
    assertThat(bench.disk.contentsAfterCut("/d/conf")).containsExactly("first, second");
    bench.write(opened, ", third");
    bench.close(opened);

    assertThat(bench.disk.contentsAfterCut("/d/conf")).containsExactly("first, second, third");
    assertThat(bench.count(Event.PUBLISHED_BY_FORCE)).isEqualTo(1);
    assertThat(bench.count(Event.COMMITTED)).isEqualTo(1);
    bench.assertNothingLeft();
  }

  @Test
  void whatTheForceHasPublishedIsNotForcedOnceMoreAtTheClose() throws IOException {
    Opening.Opened opened = openedOverOld("all");
    opened.file.force(opened.number);
    bench.faults.clearLog();

    bench.close(opened);

    assertThat(bench.faults.log(Call.FORCE, Call.REPLACE)).isEmpty();
  }

  @Test
  void afterAFailedWriteTheForceFailsToo() throws IOException {
    Opening.Opened opened = openedOverOld("new");
    opened.file.writeFailed(new IOException("disk full"));

    assertThatThrownBy(() -> opened.file.force(opened.number))
        .isInstanceOf(SaveFailedException.class)
        .hasMessageContaining("disk full");
    assertThat(bench.faults.log(Call.FORCE)).isEmpty();
  }

  @Test
  void laterWritesThatCannotBeForcedAreTold() throws IOException {
    Opening.Opened opened = openedOverOld("first");
    opened.file.force(opened.number);
    bench.write(opened, ", second");
    bench.faults.fail(Call.FORCE, 1, EIO);

    assertThatThrownBy(() -> bench.close(opened))
        .hasMessageContaining("force of what was written after")
        .hasMessageContaining("may not survive a power cut");
    bench.assertNothingLeft();
  }

  @Test
  void aRewrittenFilePublishedByForceIsRewrittenAgainAtTheClose() throws IOException {
    bench.disk.file("/d/conf", "old");
    bench.disk.hardLink("/d/other", "/d/conf");
    Opening.Opened opened = opened("first");

    opened.file.force(opened.number);
    assertThat(bench.disk.contentsAfterCut("/d/other")).containsExactly("first");
    bench.write(opened, ", second");
    bench.close(opened);

    assertThat(bench.disk.contentsAfterCut("/d/other")).containsExactly("first, second");
    bench.assertNothingLeft();
  }

  @Test
  void aDamagingForceKeepsTheNewVersionAndTheCloseSaysSoToo() throws IOException {
    bench.disk.file("/d/conf", "old");
    bench.disk.hardLink("/d/other", "/d/conf");
    Opening.Opened opened = opened("the new version");
    bench.faults.fail(Call.COPY, 1, ENOSPC);
    SaveFailedException first =
        catchThrowableOfType(SaveFailedException.class, () -> opened.file.force(opened.number));

    SaveFailedException second =
        catchThrowableOfType(SaveFailedException.class, () -> bench.close(opened));

    assertThat(second).hasMessage(first.getMessage()).isNotSameAs(first);
    assertThat(second.remains()).isEqualTo(Remains.DAMAGED);
    assertThat(bench.disk.text("/d/conf.holdfast-unfinished")).isEqualTo("the new version");
    bench.assertNothingLeft();
  }

  @Test
  void aFolderThatCouldNotBeForcedIsToldByTheForceAndByTheClose() throws IOException {
    Opening.Opened opened = openedOverOld("new");
    bench.faults.fail(Call.FORCE, 2, EIO);
    assertThatThrownBy(() -> opened.file.force(opened.number))
        .hasMessageContaining("the new version is in place, but may not survive");

    assertThatThrownBy(() -> bench.close(opened))
        .hasMessageContaining("force of the folder failed")
        .hasMessageContaining("the new version is in place, but may not survive");
    assertThat(bench.faults.log(Call.FORCE)).hasSize(2);
    bench.assertNothingLeft();
  }

  @Test
  void aHeaderRewrittenWithinOneStepOfTheClockIsForcedToo() throws IOException {
    Bench old = new Bench(Bench.COARSE_KERNEL);
    old.disk.turnBack(-60_000_000_000L); // so that no slow machine makes it an older write
    old.disk.stopClock();
    Opening.Opened opened = old.openOrNull("/d/conf");
    old.write(opened, "???? data");
    opened.file.force(opened.number);
    old.fs.rewrite(opened.number, "size data");

    old.close(opened);

    assertThat(old.disk.contentsAfterCut("/d/conf")).containsExactly("size data");
  }

  @Test
  void whatAnotherThreadWritesDuringTheForceIsForcedAtTheClose() throws IOException {
    Opening.Opened opened = openedOverOld("mine");
    bench.faults.meanwhile(Call.TOUCH, 1, () -> writeUnchecked(opened, ", another's"));
    opened.file.force(opened.number);

    bench.close(opened);

    assertThat(bench.disk.contentsAfterCut("/d/conf")).containsExactly("mine, another's");
  }

  private void writeUnchecked(Opening.Opened opened, String content) {
    try {
      bench.write(opened, content);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private static OpenFile.DescriptorSwap swap(int[] descriptor) {
    return number -> {
      int old = descriptor[0];
      descriptor[0] = number;
      return old;
    };
  }

  @Test
  void lockedItIsTheTargetItselfThatIsWritten() throws IOException {
    Opening.Opened opened = openedOverOld("first");
    int[] descriptor = {opened.number};

    opened.file.lock(swap(descriptor));
    assertThat(bench.disk.text("/d/conf")).isEqualTo("first");
    opened.file.lock(swap(descriptor)); // once more is nothing
    bench.fs.write(descriptor[0], ", second");
    opened.file.commit(descriptor[0]);
    bench.fs.closeAsJdk(descriptor[0]);
    opened.file.closed();

    assertThat(bench.disk.contentsAfterCut("/d/conf")).containsExactly("first, second");
    assertThat(bench.count(Event.FALLBACK_IN_PLACE)).isEqualTo(1);
    assertThat(bench.told).singleElement().asString().contains("is locked by the application");
    bench.assertNothingLeft();
  }

  @Test
  void aLockPublishesNothingThatHasFailed() throws IOException {
    Opening.Opened opened = openedOverOld("half");
    opened.file.writeFailed(new IOException("disk full"));
    int[] descriptor = {opened.number};

    assertThatThrownBy(() -> opened.file.lock(swap(descriptor))).hasMessageContaining("disk full");

    assertThat(bench.disk.text("/d/conf")).isEqualTo("old");
  }

  @Test
  void aLockThatCannotWriteInPlaceIsToldAndTheCloseStillPublishes() throws IOException {
    Opening.Opened opened = openedOverOld("the new version");
    bench.faults.fail(Call.COPY, 1, ENOSPC);
    int[] descriptor = {opened.number};

    assertThatThrownBy(() -> opened.file.lock(swap(descriptor)))
        .isInstanceOf(SaveFailedException.class)
        .hasMessageContaining("write in place before the lock failed: No space left on device");
    assertThat(descriptor[0]).as("still the shadow").isEqualTo(opened.number);
    bench.close(opened);

    assertThat(bench.disk.contentsAfterCut("/d/conf")).containsExactly("the new version");
    bench.assertNothingLeft();
  }

  @Test
  void aLockDoesNotBringBackATargetDeletedMeanwhile() throws IOException {
    Opening.Opened opened = openedOverOld("new");
    bench.disk.delete("/d/conf");

    opened.file.lock(swap(new int[] {opened.number}));
    bench.close(opened);

    assertThat(bench.disk.text("/d/conf")).isEqualTo(ABSENT);
    bench.assertNothingLeft();
  }
}
