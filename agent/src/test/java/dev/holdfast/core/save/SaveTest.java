package dev.holdfast.core.save;

import static dev.holdfast.core.fs.FakeDisk.ABSENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.holdfast.core.fs.Call;
import dev.holdfast.core.observe.Event;
import dev.holdfast.core.save.SaveFailedException.Remains;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.Test;

class SaveTest {
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
  void untilItIsClosedReadersFindTheOldVersion() throws IOException {
    Opening.Opened opened = openedOverOld("new");

    assertThat(bench.disk.text("/d/conf")).isEqualTo("old");
    assertThat(bench.disk.names("/d")).hasSize(2);

    bench.close(opened);

    assertThat(bench.disk.text("/d/conf")).isEqualTo("new");
    assertThat(bench.count(Event.COMMITTED)).isEqualTo(1);
    bench.assertNothingLeft();
  }

  @Test
  void theShadowIsReadableByNobodyElse() throws IOException {
    openedOverOld("secret");

    String shadow = bench.disk.names("/d").get(0);
    assertThat(shadow).startsWith(".holdfast-s-");
    assertThat(bench.disk.look("/d/" + shadow)).isEqualTo("600 1000:1000");
  }

  @Test
  void aWriteThatFailedIsToldAtTheCloseTooAndNothingIsPublished() throws IOException {
    Opening.Opened opened = openedOverOld("half");
    bench.faults.fail(Call.WRITE, 1, ENOSPC);
    assertThatThrownBy(() -> bench.write(opened, "way")).hasMessage("No space left on device");
    bench.write(opened, " more"); // the application goes on: there is space again

    SaveFailedException failure =
        catchThrowableOfType(SaveFailedException.class, () -> bench.close(opened));

    assertThat(failure.remains()).isEqualTo(Remains.OLD);
    assertThat(failure)
        .hasMessage(
            "holdfast: cannot save /d/conf: a write failed: No space left on device; the old"
                + " version is intact (rule 1)");
    assertThat(bench.disk.text("/d/conf")).isEqualTo("old");
    assertThat(bench.faults.log(Call.FORCE, Call.REPLACE)).isEmpty();
    assertThat(bench.count(Event.FAILED)).isEqualTo(1);
    assertThat(bench.count(Event.COMMITTED)).isZero();
    bench.assertNothingLeft();
  }

  @Test
  void whatWentWrongIsThrownOnce() throws IOException {
    Opening.Opened opened = openedOverOld("new");
    opened.file.writeFailed(new IOException("no"));
    assertThatThrownBy(() -> bench.close(opened)).isInstanceOf(SaveFailedException.class);

    assertThatCode(opened.file::closed).doesNotThrowAnyException();
  }

  @Test
  void theFirstOfSeveralFailuresIsTheOneTold() throws IOException {
    Opening.Opened opened = openedOverOld("new");
    opened.file.writeFailed(new IOException("first"));
    opened.file.writeFailed(new IOException("second"));

    assertThatThrownBy(() -> bench.close(opened)).hasMessageContaining("a write failed: first;");
  }

  @Test
  void aWriteCutShortAndNotCompletedIsAFailure() throws IOException {
    Opening.Opened opened = openedOverOld("half");
    opened.file.wrote(4, 4);

    assertThatThrownBy(() -> bench.close(opened))
        .hasMessageContaining("the last write was cut short")
        .hasMessageContaining("the old version is intact");
    bench.assertNothingLeft();
  }

  @Test
  void aWriteCutShortAndPassedOverIsAFailure() throws IOException {
    Opening.Opened opened = openedOverOld("half");
    opened.file.wrote(4, 4);
    opened.file.wrote(10, 0);

    assertThatThrownBy(() -> bench.close(opened))
        .hasMessageContaining("a write was cut short and not completed");
  }

  @Test
  void aWriteCutShortAndCompletedIsNone() throws IOException {
    Opening.Opened opened = openedOverOld("whole");
    opened.file.wrote(3, 2);
    opened.file.wrote(2, 0);

    bench.close(opened);

    assertThat(bench.disk.text("/d/conf")).isEqualTo("whole");
  }

  @Test
  void aTargetDeletedMeanwhileStaysDeleted() throws IOException {
    Opening.Opened opened = openedOverOld("new");
    bench.disk.delete("/d/conf");

    bench.close(opened);

    assertThat(bench.disk.text("/d/conf")).isEqualTo(ABSENT);
    assertThat(bench.count(Event.DELETED_MEANWHILE)).isEqualTo(1);
    bench.assertNothingLeft();
  }

  @Test
  void aNewTargetThatTheApplicationDeletesDoesNotAppear() throws IOException {
    Opening.Opened opened = opened("new");

    assertThat(opened.file.deletedUnseen()).isTrue();
    assertThat(opened.file.deletedUnseen()).as("a second deletion finds nothing").isFalse();
    bench.close(opened);

    assertThat(bench.disk.text("/d/conf")).isEqualTo(ABSENT);
    assertThat(bench.count(Event.DELETED_MEANWHILE)).isEqualTo(1);
    bench.assertNothingLeft();
  }

  @Test
  void anExistingTargetIsForStockToDelete() throws IOException {
    assertThat(openedOverOld("new").file.deletedUnseen()).isFalse();
  }

  @Test
  void aNewTargetInAFolderDeletedMeanwhileIsGoneWithIt() throws IOException {
    bench.disk.folder("/d/sub");
    Opening.Opened opened = bench.openOrNull("/d/sub/conf");
    bench.write(opened, "new");
    bench.disk.deleteFolder("/d/sub");

    bench.close(opened);

    assertThat(bench.count(Event.DELETED_MEANWHILE)).isEqualTo(1);
    bench.assertNothingLeft();
  }

  @Test
  void anExistingTargetInAFolderDeletedMeanwhileIsGoneWithIt() throws IOException {
    bench.disk.folder("/d/sub");
    bench.disk.file("/d/sub/conf", "old");
    Opening.Opened opened = bench.openOrNull("/d/sub/conf");
    bench.disk.deleteFolder("/d/sub");

    bench.close(opened);

    assertThat(bench.count(Event.DELETED_MEANWHILE)).isEqualTo(1);
    bench.assertNothingLeft();
  }

  @Test
  void aTargetThatAppearedMeanwhileIsReplacedWhole() throws IOException {
    Opening.Opened opened = opened("mine");
    bench.disk.file("/d/conf", "somebody else's, longer");

    bench.close(opened);

    assertThat(bench.disk.contentsAfterCut("/d/conf")).containsExactly("mine");
    bench.assertNothingLeft();
  }

  @Test
  void ofTwoSavesTheLastToCloseWinsWhole() throws IOException {
    Opening.Opened first = openedOverOld("the first, which is longer");
    Opening.Opened second = opened("the second");
    bench.write(first, ", more");

    bench.close(second);
    bench.close(first);

    assertThat(bench.disk.text("/d/conf")).isEqualTo("the first, which is longer, more");
    bench.assertNothingLeft();
  }

  @Test
  void discardedItLeavesTheOldVersion() throws IOException {
    Opening.Opened opened = openedOverOld("new");

    opened.file.discard();
    bench.close(opened);

    assertThat(bench.disk.text("/d/conf")).isEqualTo("old");
    assertThat(bench.count(Event.DISCARDED)).isEqualTo(1);
    assertThat(bench.count(Event.COMMITTED)).isZero();
    bench.assertNothingLeft();
  }

  @Test
  void setAsideItLeavesTheOldVersionAndKeepsTheNewOne() throws IOException {
    Opening.Opened opened = openedOverOld("half of the n");

    opened.file.setAside(opened.number);
    bench.close(opened);

    assertThat(bench.disk.text("/d/conf")).isEqualTo("old");
    assertThat(bench.disk.contentsAfterCut("/d/conf.holdfast-unfinished"))
        .containsExactly("half of the n");
    assertThat(bench.count(Event.SET_ASIDE)).isEqualTo(1);
    assertThat(bench.told)
        .singleElement()
        .asString()
        .contains("/d/conf.holdfast-unfinished", "the old version stays", "opened at");
    bench.assertNothingLeft();
  }

  @Test
  void setAsideUnderALongNameItIsKeptUnderAShorterOne() throws IOException {
    String name = "x".repeat(250);
    bench.disk.file("/d/" + name, "old");
    Opening.Opened opened = bench.openOrNull("/d/" + name);

    opened.file.setAside(opened.number);
    bench.close(opened);

    assertThat(bench.disk.names("/d"))
        .contains("x".repeat(235) + ".holdfast-unfinished")
        .allMatch(one -> one.length() <= 255);
  }

  @Test
  void whatCannotBeSetAsideIsTold() throws IOException {
    Opening.Opened opened = openedOverOld("half");
    bench.faults.fail(Call.REPLACE, 1, EIO);

    opened.file.setAside(opened.number);
    bench.close(opened);

    assertThat(bench.disk.text("/d/conf")).isEqualTo("old");
    assertThat(bench.told).singleElement().asString().contains("can't be kept aside");
    bench.assertNothingLeft();
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
  void aCollectedSaveCanBeOpenedAgainAndCommitted() throws IOException {
    Opening.Opened opened = openedOverOld("left open");
    bench.fs.closeAsJdk(opened.number);

    int again = opened.file.reopenOrMinusOne();
    opened.file.commit(again);
    bench.fs.closeAsJdk(again);

    assertThat(bench.disk.text("/d/conf")).isEqualTo("left open");
    assertThat(opened.file.reopenOrMinusOne()).as("not needed any more").isEqualTo(-1);
    bench.assertNothingLeft();
  }

  @Test
  void anErrorInTheCommitIsToldAndNoSuccess() throws IOException {
    Opening.Opened opened = openedOverOld("new");
    bench.faults.meanwhile(
        Call.FORCE,
        1,
        () -> {
          throw new OutOfMemoryError("as in a close after one");
        });

    assertThatThrownBy(() -> bench.close(opened))
        .isInstanceOf(SaveFailedException.class)
        .hasMessageContaining("force of the new version failed: as in a close after one")
        .hasMessageContaining("the old version is intact")
        .hasCauseInstanceOf(OutOfMemoryError.class);
    assertThat(bench.disk.text("/d/conf")).isEqualTo("old");
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

  /** The channel's descriptor, as the lock hook gives it. */
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
