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

    assertThat(opened.file.deleted()).isTrue();
    assertThat(opened.file.deleted()).as("a second deletion finds nothing").isFalse();
    bench.close(opened);

    assertThat(bench.disk.text("/d/conf")).isEqualTo(ABSENT);
    assertThat(bench.count(Event.DELETED_MEANWHILE)).isEqualTo(1);
    bench.assertNothingLeft();
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

    opened.file.setAside(opened.number, "was still being saved");
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

    opened.file.setAside(opened.number, "was still being saved");
    bench.close(opened);

    assertThat(bench.disk.names("/d"))
        .contains("x".repeat(235) + ".holdfast-unfinished")
        .allMatch(one -> one.length() <= 255);
  }

  @Test
  void whatCannotBeSetAsideIsTold() throws IOException {
    Opening.Opened opened = openedOverOld("half");
    bench.faults.fail(Call.REPLACE, 1, EIO);

    opened.file.setAside(opened.number, "was still being saved");
    assertThatThrownBy(() -> bench.close(opened))
        .isInstanceOf(SaveFailedException.class)
        .hasMessageContaining("keep of the unfinished version");

    assertThat(bench.disk.text("/d/conf")).isEqualTo("old");
    assertThat(bench.told)
        .singleElement()
        .asString()
        .contains("the unfinished version can't be kept");
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
}
