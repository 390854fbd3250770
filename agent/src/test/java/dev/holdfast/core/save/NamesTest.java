package dev.holdfast.core.save;

import static dev.holdfast.core.fs.FakeDisk.ABSENT;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.boot.Hooks;
import dev.holdfast.core.fs.Call;
import dev.holdfast.core.fs.Errors;
import dev.holdfast.core.observe.Event;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.FileDescriptor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.CopyOption;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NamesTest {
  private static final int EIO = 5;
  private static final CopyOption REPLACE = StandardCopyOption.REPLACE_EXISTING;
  private static final CopyOption ATOMIC = StandardCopyOption.ATOMIC_MOVE;

  private final Bench bench = new Bench();
  private final Names names = namesOf(bench);

  private static Names namesOf(Bench bench) {
    return new Names(bench.with, bench.protection, bench.openFiles, bench.deletions);
  }

  @AfterEach
  void closeTheGate() {
    Hooks.live(0);
  }

  private int rename(String from, String to) {
    return names.renaming(new File(from), new File(to));
  }

  private boolean move(String from, String to, CopyOption... options) throws IOException {
    return names.moving(Path.of(from), Path.of(to), options);
  }

  private boolean copy(String from, String to, CopyOption... options) throws IOException {
    return names.copying(Path.of(from), Path.of(to), options);
  }

  // ---- File.renameTo

  @Test
  void aRenameIsDoneDurably() {
    bench.disk.file("/d/conf", "old");
    bench.disk.file("/d/tmp", "new");

    assertThat(rename("/d/tmp", "/d/conf")).isEqualTo(1);

    assertThat(bench.disk.contentsAfterCut("/d/conf")).containsExactly("new");
    assertThat(bench.count(Event.RENAME_HARDENED)).isEqualTo(1);
  }

  @Test
  void aRenameToAnUnprotectedNameIsStocks() {
    bench.disk.folder("/e");
    bench.disk.file("/d/tmp", "new");

    assertThat(rename("/d/tmp", "/e/conf")).isEqualTo(Hooks.STOCK);
    assertThat(names.renaming(null, new File("/d/conf"))).isEqualTo(Hooks.STOCK);
    assertThat(names.renaming(new File("/d/tmp"), null)).isEqualTo(Hooks.STOCK);
    assertThat(bench.faults.count()).isZero();
  }

  @Test
  void aRenameThatARulePassesIsStocks() {
    Bench passing = new Bench(Policy.Renames.PASS);
    passing.disk.file("/d/tmp", "new");

    assertThat(namesOf(passing).renaming(new File("/d/tmp"), new File("/d/conf")))
        .isEqualTo(Hooks.STOCK);
    assertThat(passing.faults.log(Call.REPLACE)).isEmpty();
  }

  @Test
  void aRenameWhoseForceFailsIsFalseAndToldOnce() {
    bench.disk.file("/d/conf", "old");
    bench.disk.file("/d/tmp", "new");
    bench.faults.fail(Call.FORCE, 1, EIO);

    assertThat(rename("/d/tmp", "/d/conf")).isZero();
    assertThat(rename("/d/tmp", "/d/conf")).as("tried again").isZero();

    assertThat(bench.disk.text("/d/conf")).isEqualTo("old");
    assertThat(bench.told)
        .singleElement()
        .asString()
        .startsWith("cannot save /d/conf: force of the new version failed");
  }

  @Test
  void aRenameThatFailsIsFalseAsStock() {
    bench.disk.file("/d/conf", "old");
    bench.disk.file("/d/tmp", "new");
    bench.faults.failAlways(Call.REPLACE, Errors.EACCES);

    assertThat(rename("/d/tmp", "/d/conf")).isZero();
    assertThat(bench.told).isEmpty();
  }

  /** Two mounts of one device: only rename(2) knows. What it refused stock is not to try again. */
  @Test
  void aRenameAcrossFileSystemsIsFalseAsStock() {
    bench.disk.file("/d/conf", "old");
    bench.disk.file("/d/tmp", "new");
    bench.faults.fail(Call.REPLACE, 1, Errors.EXDEV);

    assertThat(rename("/d/tmp", "/d/conf")).isZero();

    assertThat(bench.disk.text("/d/conf")).isEqualTo("old");
    assertThat(bench.disk.text("/d/tmp")).isEqualTo("new");
  }

  @Test
  void aRenameIsHardenedThoughTheFirstLookAtAFileWasRefused() {
    for (Call look : new Call[] {Call.STAT, Call.OPEN_FOLDER}) {
      for (int nth = 1; nth <= (look == Call.STAT ? 2 : 1); nth++) {
        Bench fault = new Bench();
        fault.disk.file("/d/conf", "old");
        fault.disk.file("/d/tmp", "new");
        fault.faults.fail(look, nth, Errors.EACCES);

        assertThat(namesOf(fault).renaming(new File("/d/tmp"), new File("/d/conf"))).isEqualTo(1);

        assertThat(fault.count(Event.RENAME_HARDENED)).as("%s %d", look, nth).isEqualTo(1);
      }
    }
  }

  @Test
  void aRenamedFileThatIsStillBeingWrittenTakesItsBytesAlong() throws IOException {
    FileDescriptor descriptor = bench.opened("/d/tmp", "first");

    assertThat(rename("/d/tmp", "/d/conf")).isEqualTo(1);
    bench.fs.write(bench.fs.number(descriptor), ", second");
    bench.close(descriptor);

    assertThat(bench.disk.text("/d/tmp")).isEqualTo(ABSENT);
    assertThat(bench.disk.contentsAfterCut("/d/conf")).containsExactly("first, second");
    bench.assertNothingLeft();
  }

  @Test
  void aRenamedFileThatIsStillBeingWrittenIsFoundThroughLinkedFolders() throws IOException {
    bench.disk.link("/link", "/d");
    FileDescriptor descriptor = bench.opened("/d/tmp", "new");

    assertThat(rename("/link/tmp", "/d/conf")).isEqualTo(1);
    bench.close(descriptor);

    assertThat(bench.disk.contentsAfterCut("/d/conf")).containsExactly("new");
  }

  @Test
  void aFileWhoseWritingFailedIsNotRenamedAsItWasBefore() throws IOException {
    bench.disk.file("/d/conf", "good");
    bench.disk.file("/d/tmp", "of an earlier run");
    FileDescriptor descriptor = bench.opened("/d/tmp", "half");
    bench.openFiles.getOrNull(descriptor).writeFailed(new IOException("disk full"));

    assertThat(rename("/d/tmp", "/d/conf")).isZero();
    assertThatThrownBy(() -> move("/d/tmp", "/d/conf", REPLACE)).hasMessageContaining("disk full");

    assertThat(bench.disk.text("/d/conf")).isEqualTo("good");
  }

  @Test
  void aSaveThatEndsMeanwhileIsNoObstacle() throws IOException {
    FileDescriptor descriptor = bench.opened("/d/tmp", "new");
    OpenFile file = bench.openFiles.getOrNull(descriptor);
    file.commit(bench.fs.number(descriptor)); // and not yet closed

    assertThat(rename("/d/tmp", "/d/conf")).isEqualTo(1);

    assertThat(bench.disk.text("/d/conf")).isEqualTo("new");
  }

  // ---- Files.move

  @Test
  void aMoveIsOneRenameNeverAnUnlinkBefore() throws IOException {
    bench.disk.file("/d/conf", "old");
    bench.disk.file("/d/tmp", "new");

    assertThat(move("/d/tmp", "/d/conf", REPLACE)).isTrue();

    assertThat(bench.faults.log(Call.REPLACE, Call.REMOVE)).containsExactly("replace tmp -> conf");
    assertThat(bench.disk.contentsAfterCut("/d/conf")).containsExactly("new");
  }

  @Test
  void anAtomicMoveReplacesToo() throws IOException {
    bench.disk.file("/d/conf", "old");
    bench.disk.file("/d/tmp", "new");

    assertThat(move("/d/tmp", "/d/conf", ATOMIC)).isTrue();
  }

  @Test
  void aMoveOntoAnExistingTargetWithoutReplacingIsStocksToRefuse() throws IOException {
    bench.disk.file("/d/conf", "old");
    bench.disk.file("/d/tmp", "new");

    assertThat(move("/d/tmp", "/d/conf")).isFalse();
    assertThat(bench.disk.text("/d/conf")).isEqualTo("old");
  }

  @Test
  void optionsAndPathsOfOthersAreStocks() throws IOException {
    bench.disk.file("/d/tmp", "new");

    assertThat(move("/d/tmp", "/d/conf", new CopyOption() {})).isFalse();
    assertThat(move("/d/tmp", "/d/conf", StandardCopyOption.COPY_ATTRIBUTES))
        .as("an option of copies; stock throws")
        .isFalse();
    assertThat(names.moving(null, Path.of("/d/conf"), new Object[0])).isFalse();
    assertThat(names.moving(Path.of("/d/tmp"), null, new Object[0])).isFalse();
    assertThat(names.moving("no path", Path.of("/d/conf"), new Object[0])).isFalse();
    assertThat(bench.faults.log(Call.REPLACE)).isEmpty();
  }

  @Test
  void aCopyIsProtectedThoughTheFirstLookAtAFileWasRefused() throws IOException {
    for (int nth = 1; nth <= 3; nth++) {
      Bench fault = new Bench();
      fault.disk.file("/d/conf", "old");
      fault.disk.file("/d/tmp", "new");
      Object target = Path.of("/d/conf");
      Object[] replacing = {REPLACE};
      fault.faults.fail(Call.STAT, nth == 3 ? 1 : nth, Errors.EACCES);

      if (nth < 3) {
        assertThat(namesOf(fault).copying(Path.of("/d/tmp"), target, replacing)).isTrue();
      } else {
        InputStream in = new ByteArrayInputStream("new".getBytes(US_ASCII));
        assertThat(namesOf(fault).copying(in, target, replacing)).isEqualTo(3);
      }

      assertThat(fault.disk.contentsAfterCut("/d/conf")).as("look %d", nth).containsExactly("new");
    }
  }

  @Test
  void aMoveThatFailsSaysSoAsStock() {
    bench.disk.file("/d/conf", "old");
    bench.disk.file("/d/tmp", "new");
    bench.faults.failAlways(Call.REPLACE, Errors.EACCES);

    assertThatThrownBy(() -> move("/d/tmp", "/d/conf", REPLACE))
        .isInstanceOf(AccessDeniedException.class)
        .hasMessage("/d/tmp -> /d/conf");
  }

  @Test
  void aMoveWhoseForceFailsSaysWhatIsLeft() {
    bench.disk.file("/d/conf", "old");
    bench.disk.file("/d/tmp", "new");
    bench.faults.fail(Call.FORCE, 1, EIO);

    assertThatThrownBy(() -> move("/d/tmp", "/d/conf", REPLACE))
        .isInstanceOf(SaveFailedException.class)
        .hasMessageContaining("the old version is intact");
  }

  @Test
  void aMoveFromAnotherFileSystemIsADurableCopyThenARemoval() throws IOException {
    bench.disk.mount("/m");
    bench.disk.file("/d/conf", "old");
    bench.disk.file("/m/tmp", "new");

    assertThat(move("/m/tmp", "/d/conf", REPLACE)).isTrue();

    assertThat(bench.faults.log(Call.FORCE, Call.REPLACE, Call.REMOVE))
        .containsExactly(
            "force shadow", "replace shadow -> conf", "force /d", "remove tmp", "force /m");
    assertThat(bench.disk.contentsAfterCut("/d/conf")).containsExactly("new");
    assertThat(bench.disk.contentsAfterCut("/m/tmp")).containsExactly(ABSENT);
    bench.assertNothingLeft();
  }

  @Test
  void aMoveFromAnotherFileSystemThatFailsKeepsItsSource() {
    bench.disk.mount("/m");
    bench.disk.file("/d/conf", "old");
    bench.disk.file("/m/tmp", "new");
    bench.faults.fail(Call.FORCE, 1, EIO);

    assertThatThrownBy(() -> move("/m/tmp", "/d/conf", REPLACE))
        .isInstanceOf(SaveFailedException.class);

    assertThat(bench.disk.text("/m/tmp")).isEqualTo("new");
    assertThat(bench.disk.text("/d/conf")).isEqualTo("old");
    bench.assertNothingLeft();
  }

  @Test
  void anAtomicMoveFromAnotherFileSystemIsStocksToRefuse() throws IOException {
    bench.disk.mount("/m");
    bench.disk.file("/d/conf", "old");
    bench.disk.file("/m/tmp", "new");

    assertThat(move("/m/tmp", "/d/conf", ATOMIC)).isFalse();
    assertThat(bench.disk.text("/d/conf")).isEqualTo("old");
  }

  @Test
  void aPipeIsReplacedByStock() throws IOException {
    bench.disk.mount("/m");
    bench.disk.fifo("/d/conf");
    bench.disk.file("/m/tmp", "new");

    assertThat(move("/m/tmp", "/d/conf", REPLACE)).isFalse();
    assertThat(copy("/m/tmp", "/d/conf", REPLACE)).isFalse();
  }

  // ---- Files.copy

  @Test
  void aCopyReplacesInOneStep() throws IOException {
    bench.disk.file("/d/conf", "old");
    bench.disk.file("/source", "new");

    assertThat(copy("/source", "/d/conf", REPLACE)).isTrue();

    assertThat(bench.disk.contentsAfterCut("/d/conf")).containsExactly("new");
    bench.assertNothingLeft();
  }

  @Test
  void whatStockRefusesToCopyIsLeftToIt() throws IOException {
    bench.disk.folder("/d/folder");
    bench.disk.file("/d/conf", "old");
    bench.disk.hardLink("/d/same", "/d/conf");

    assertThat(copy("/missing", "/d/conf", REPLACE)).isFalse();
    assertThat(copy("/d/folder", "/d/conf", REPLACE)).isFalse();
    assertThat(copy("/d/same", "/d/conf", REPLACE)).isFalse();
    assertThat(copy("/d/conf", "/d/folder", REPLACE)).isFalse();
    assertThat(copy("/d/same", "/d/conf")).isFalse();
    assertThat(copy("/d/conf/x", "/d/new")).as("no folder").isFalse();
    assertThat(copy("/d/conf", "/d/new", ATOMIC)).as("stock throws").isFalse();
    bench.assertNothingLeft();
  }

  @Test
  void aLinkIsReadThrough() throws IOException {
    bench.disk.file("/source", "new");
    bench.disk.link("/link", "source");

    assertThat(copy("/link", "/d/conf")).isTrue();

    assertThat(bench.disk.text("/d/conf")).isEqualTo("new");
  }

  @Test
  void aSystemThatHasRunOutOfDescriptorsIsSaidToHave() {
    bench.disk.file("/d/conf", "old");
    bench.disk.file("/source", "new");
    bench.faults.failAlways(Call.OPEN_FOLDER, 24);

    assertThatThrownBy(() -> copy("/source", "/d/conf", REPLACE))
        .isInstanceOf(FileSystemException.class)
        .hasMessageContaining("/d/conf: Too many open files");
  }

  @Test
  void bytesOfAStreamReplaceOnlyWhereReplacingIsAsked() throws IOException {
    bench.disk.file("/d/conf", "old");
    ByteArrayInputStream in = new ByteArrayInputStream(new byte[] {'n'});

    assertThat(names.copying(in, Path.of("/d/conf"), new CopyOption[0])).isEqualTo(Hooks.STOCK);
    assertThat(names.copying(in, Path.of("/d/conf"), new CopyOption[] {REPLACE})).isEqualTo(1);
    assertThat(bench.disk.text("/d/conf")).isEqualTo("n");
    assertThat(names.copying(in, Path.of("/e"), new CopyOption[] {REPLACE})).isEqualTo(Hooks.STOCK);
  }
}
