package dev.holdfast.core.save;

import static dev.holdfast.core.fs.FakeDisk.ABSENT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.boot.Hooks;
import java.io.File;
import java.io.FileDescriptor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Deletions, and other kinds of opens, of files that are being saved. */
class NamesOfOpenFilesTest {
  private final Bench bench = new Bench();
  private final Names names =
      new Names(bench.with, bench.protection, bench.openFiles, bench.deletions);

  @AfterEach
  void closeTheGate() {
    Hooks.live(0);
  }

  @Test
  void aTargetThatIsNotThereYetIsDeletedWithoutBeingThere() throws IOException {
    FileDescriptor descriptor = bench.opened("/d/conf", "new");

    assertThat(names.deleting(Path.of("/d/conf"))).isEqualTo(1);
    assertThat(names.deleting(Path.of("/d/conf"))).as("once").isEqualTo(Hooks.STOCK);
    bench.close(descriptor);

    assertThat(bench.disk.text("/d/conf")).isEqualTo(ABSENT);
    bench.assertNothingLeft();
  }

  @Test
  void aTargetThatAnotherSaveHasMadeIsDeletedForBoth() throws IOException {
    FileDescriptor first = bench.opened("/d/conf", "first");
    bench.save("/d/conf", "second"); // another save of the same file, which was faster

    assertThat(names.deleting(new File("/d/conf"))).isEqualTo(1);
    bench.close(first);

    assertThat(bench.disk.text("/d/conf")).isEqualTo(ABSENT);
    bench.assertNothingLeft();
  }

  /** With stock the bytes are gone with the deleted file: they are none of the new one's. */
  @Test
  void aTargetDeletedAndMadeAnewIsNotReplacedByTheSaveOfTheOldOne() throws IOException {
    bench.disk.file("/d/conf", "old");
    FileDescriptor descriptor = bench.opened("/d/conf", "of the deleted one");

    assertThat(names.deleting(new File("/d/conf"))).isEqualTo(1);
    assertThat(bench.disk.names("/d")).as("the folder can be removed").isEmpty();
    bench.disk.file("/d/conf", "made anew");
    bench.close(descriptor);

    assertThat(bench.disk.text("/d/conf")).isEqualTo("made anew");
    bench.assertNothingLeft();
  }

  @Test
  void withoutOpenSavesDeletionsAreStocks() {
    assertThat(names.deleting(new File("/d/conf"))).isEqualTo(Hooks.STOCK);
    assertThat(names.deleting(Path.of("/d/conf"))).isEqualTo(Hooks.STOCK);
    assertThat(bench.faults.log())
        .as("looked at, no more")
        .allMatch(call -> call.startsWith("stat"));
  }

  @Test
  void aDeletionThatOnlyMakesRoomForAMoveDoesNotHappen() throws Exception {
    names.replacing(Path.of("/d/conf"));
    FutureTask<Integer> otherThread = new FutureTask<>(() -> names.deleting(Path.of("/d/conf")));
    new Thread(otherThread).start();

    assertThat(otherThread.get()).as("of another thread it does").isEqualTo(Hooks.STOCK);
    assertThat(names.deleting(Path.of("/d/conf"))).isEqualTo(1);
    assertThat(names.deleting(Path.of("/d/conf"))).as("the next does").isEqualTo(Hooks.STOCK);
  }

  @Test
  void aDeletionOfAnotherFileHappens() {
    names.replacing(Path.of("/d/conf"));

    assertThat(names.deleting(Path.of("/d/other"))).isEqualTo(Hooks.STOCK);
  }

  @Test
  void roomIsMadeForUnprotectedFilesAsStock() {
    names.replacing(Path.of("/e/conf"));

    assertThat(names.deleting(Path.of("/e/conf"))).isEqualTo(Hooks.STOCK);
  }

  @Test
  void beforeAnotherKindOfOpenWhatIsWrittenIsPublished() throws IOException {
    bench.disk.file("/d/conf", "old");
    bench.disk.link("/d/link", "conf");
    FileDescriptor descriptor = bench.opened("/d/conf", "new");

    names.publishBeforeOpen(bench.place("/d/link"));

    assertThat(bench.disk.contentsAfterCut("/d/conf")).containsExactly("new");
    bench.close(descriptor);
    bench.assertNothingLeft();
  }

  @Test
  void ofASaveThatHasFailedTheOldVersionIsOpened() throws IOException {
    bench.disk.file("/d/conf", "old");
    FileDescriptor descriptor = bench.opened("/d/conf", "half");
    bench.openFiles.getOrNull(descriptor).writeFailed(new IOException("disk full"));

    names.publishBeforeOpen(bench.place("/d/conf"));

    assertThat(bench.disk.text("/d/conf")).isEqualTo("old");
  }
}
