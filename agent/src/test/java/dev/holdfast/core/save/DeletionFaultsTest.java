package dev.holdfast.core.save;

import static dev.holdfast.core.fs.FakeDisk.ABSENT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.boot.Hooks;
import dev.holdfast.core.fs.Call;
import dev.holdfast.core.fs.Errors;
import dev.holdfast.core.observe.Event;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Deletions that await a replacement: what they are no sign of, and what comes between. */
class DeletionFaultsTest {
  private static final String TARGET = "/d/db.script";
  private static final String FRESH = "/d/db.script.new";
  private static final String OLD = "old";
  private static final String NEW = "the new version";
  private static final String OTHERS = "of somebody else";
  private static final int EIO = 5;
  private static final Object[] NO_OPTIONS = {};

  private final Bench bench = new Bench();
  private final Names names =
      new Names(bench.with, bench.protection, bench.openFiles, bench.deletions);
  private final Openings openings =
      new Openings(bench.with, bench.protection, bench.deletions, names);

  @BeforeEach
  void oldAndNew() {
    bench.disk.file(TARGET, OLD);
    bench.disk.file(FRESH, NEW);
  }

  private int delete(String path) {
    return names.deleting(new File(path));
  }

  private int rename(String from, String to) {
    return names.renaming(new File(from), new File(to));
  }

  private void assertStocks(String path) {
    assertThat(delete(path)).isEqualTo(Hooks.STOCK);
    assertThat(bench.faults.log(Call.MAKE_FOLDER, Call.REPLACE, Call.LINK)).isEmpty();
    bench.assertNothingLeft();
  }

  @Test
  void whatIsAwaitedIsInAFolderForItsOwnerOnly() {
    delete(TARGET);

    String aside =
        bench.disk.names("/d").stream()
            .filter(name -> name.startsWith(".holdfast-d-"))
            .findAny()
            .orElseThrow();
    assertThat(bench.disk.look("/d/" + aside)).isEqualTo("700 1000:1000");
  }

  @Test
  void aLockFileIsNeverReplaced() {
    bench.disk.file("/d/db.lock", OLD);
    bench.disk.file("/d/db.lock.tmp", NEW);

    assertStocks("/d/db.lock");
  }

  @Test
  void noMoreIsALink() {
    bench.disk.link("/d/link", TARGET);
    bench.disk.file("/d/link.tmp", NEW);

    assertStocks("/d/link");
  }

  @Test
  void noMoreIsWhatIsMissing() {
    bench.disk.file("/d/missing.tmp", NEW);

    assertStocks("/d/missing");
  }

  @Test
  void aFolderBesideIsNoNewVersion() {
    bench.disk.file("/d/conf", OLD);
    bench.disk.folder("/d/conf.tmp");

    assertStocks("/d/conf");
  }

  @Test
  void aNewVersionOfFiveSecondsAgoIsOne() {
    bench.disk.turnBack(5_000_000_000L);
    bench.disk.file("/d/conf", OLD);
    bench.disk.file("/d/conf.tmp", NEW);

    assertThat(delete("/d/conf")).isEqualTo(1);
  }

  @Test
  void otherFilesOfAHiddenOneAreNoSign() {
    assertThat(ReplacementEvidence.isOfNewVersion("other.tmp", ".conf")).isFalse();
  }

  /** While the folder is not listed again, the names in common use are looked for. */
  @Test
  void evenWhileTheFolderIsNotListedTheUsualNamesAreSeen() {
    bench.disk.file("/d/conf", OLD);
    bench.disk.file("/d/conf.tmp", NEW);
    bench.disk.file("/d/plain", OLD);
    bench.faults.meanwhile(
        Call.NAMES,
        1,
        () -> {
          for (long start = System.nanoTime(); System.nanoTime() - start < 100_000_000L; ) {
            Thread.onSpinWait();
          }
        });

    assertThat(delete("/d/plain")).isEqualTo(Hooks.STOCK);
    assertThat(delete("/d/conf")).isEqualTo(1);

    assertThat(bench.faults.log(Call.NAMES)).hasSize(1);
  }

  @Test
  void whatCannotBeMovedIsStocksToDelete() {
    bench.faults.fail(Call.REPLACE, 1, Errors.EACCES);

    assertThat(delete(TARGET)).isEqualTo(Hooks.STOCK);

    assertThat(bench.disk.text(TARGET)).isEqualTo(OLD);
    assertThat(bench.deletions.isAny()).isFalse();
    assertThat(bench.told).isEmpty();
    bench.assertNothingLeft();
  }

  @Test
  void norIsAnythingToldWhereNoFolderCanBeMade() {
    bench.faults.fail(Call.MAKE_FOLDER, 1, Errors.EACCES);

    assertThat(delete(TARGET)).isEqualTo(Hooks.STOCK);

    assertThat(bench.told).isEmpty();
    bench.assertNothingLeft();
  }

  @Test
  void norWhereItsFolderCannotBeOpened() {
    bench.faults.fail(Call.OPEN_FOLDER, 1, Errors.EACCES);

    assertThat(delete(TARGET)).isEqualTo(Hooks.STOCK);

    bench.assertNothingLeft();
  }

  @Test
  void aFolderOfOursThatStaysIsTold() {
    delete(TARGET);
    bench.faults.fail(Call.REMOVE_FOLDER, 1, EIO);

    assertThat(rename(FRESH, TARGET)).isEqualTo(1);

    assertThat(bench.disk.text(TARGET)).isEqualTo(NEW);
    assertThat(bench.told)
        .singleElement()
        .asString()
        .contains("held the old version of " + TARGET, "Input/output error", "next start");
  }

  @Test
  void anOldVersionThatCannotBeDeletedIsTold() {
    delete(TARGET);
    bench.faults.fail(Call.REMOVE, 1, EIO);

    bench.deletions.finishAll();

    assertThat(bench.told)
        .anyMatch(
            line ->
                line.startsWith(TARGET + " is deleted, its old version stays in .holdfast-d-")
                    && line.contains("unless you remove it"));
    assertThat(bench.fs.openDescriptors()).isEmpty();
  }

  @Test
  void itIsAwaitedForSecondsAndAtTheEndOfTheJvmNoMore() {
    delete(TARGET);

    bench.deletions.finishOld(System.nanoTime() + 4_000_000_000L);
    assertThat(bench.deletions.isAny()).isTrue();
    bench.deletions.finishAll();

    assertThat(bench.deletions.isAny()).isFalse();
    assertThat(bench.disk.text(TARGET)).isEqualTo(ABSENT);
    bench.assertNothingLeft();
  }

  @Test
  void oneThatHasBeenReplacedIsNotAwaitedAnyMore() {
    delete(TARGET);
    rename(FRESH, TARGET);

    assertThat(bench.deletions.isAny()).isFalse();
  }

  @Test
  void aFileOfThatNameInAnotherFolderIsNoReplacement() throws IOException {
    bench.disk.folder("/d/sub");
    delete(TARGET);

    assertThat(bench.deletions.isTakenBack(bench.place("/d/sub/db.script"))).isFalse();
    assertThat(bench.deletions.isTakenBack(bench.place("/d/none/db.script"))).isFalse();
    assertThat(bench.deletions.isTakenBack(bench.place(TARGET))).isTrue();

    assertThat(bench.disk.text(TARGET)).isEqualTo(OLD);
  }

  @Test
  void whoRemovesAnotherFolderEndsNothing() {
    bench.disk.folder("/d/sub");
    delete(TARGET);

    delete("/d/sub");
    delete("/d/missing");

    assertThat(bench.deletions.isAny()).isTrue();
  }

  /** No rule has the folder itself. */
  @Test
  void whoRemovesTheFolderFindsItEmptyThoughNoRuleHasIt() {
    delete(TARGET);

    assertThat(delete("/d")).isEqualTo(Hooks.STOCK);

    assertThat(bench.disk.names("/d")).containsExactly("db.script.new");
  }

  @Test
  void aFolderThatCannotBeLookedAtIsStocksToRemove() {
    delete(TARGET);
    bench.faults.failAlways(Call.STAT, EIO);

    bench.deletions.finishIn(bench.place("/d"));

    assertThat(bench.deletions.isAny()).isTrue();
  }

  @Test
  void whatSomebodyElseHasPutThereMeanwhileIsNotReplacedByTheOldVersion() throws IOException {
    delete(TARGET);
    bench.disk.file(TARGET, OTHERS);
    int exclusively = Hooks.CREATE_NEW | Hooks.WRITE;

    assertThat(openings.channelOrNull(-1, Path.of(TARGET), exclusively, 0666))
        .as("stock says that it exists")
        .isNull();

    assertThat(bench.disk.text(TARGET)).isEqualTo(OTHERS);
    bench.assertNothingLeft();
  }

  /** The old version is back and stays: what the application is told is no half-done deletion. */
  @Test
  void aRenameThatCannotBeForcedLeavesTheOldVersionInItsPlace() {
    delete(TARGET);
    bench.faults.fail(Call.FORCE, 1, EIO);

    assertThat(rename(FRESH, TARGET)).isZero();

    assertThat(bench.disk.text(TARGET)).isEqualTo(OLD);
    bench.assertNothingLeft();
  }

  @Test
  void aReplacementThatComesJustWhenTheWaitIsOverCounts() {
    bench.disk.file("/d/conf", OLD);
    bench.disk.file("/d/conf.tmp", NEW);
    delete(TARGET);
    delete("/d/conf");
    List<Integer> answers = new ArrayList<>();
    bench.faults.meanwhile(Call.REMOVE, 1, () -> answers.add(rename("/d/conf.tmp", "/d/conf")));

    bench.deletions.finishAll();

    assertThat(answers).containsExactly(1);
    assertThat(bench.disk.text(TARGET)).isEqualTo(ABSENT);
    assertThat(bench.disk.text("/d/conf")).isEqualTo(NEW);
    bench.assertNothingLeft();
  }

  @Test
  void aCopyReplacesItToo() throws IOException {
    delete(TARGET);

    assertThat(names.copying(Path.of(FRESH), Path.of(TARGET), NO_OPTIONS)).isTrue();

    assertThat(bench.disk.contentsAfterCut(TARGET)).containsExactly(NEW);
    bench.assertNothingLeft();
  }

  @Test
  void aCopyThatFailsLeavesItDeleted() throws IOException {
    delete(TARGET);

    assertThat(names.copying(Path.of("/d/missing"), Path.of(TARGET), NO_OPTIONS)).isFalse();

    assertThat(bench.disk.text(TARGET)).isEqualTo(ABSENT);
    assertThat(bench.deletions.isAny()).isTrue();
  }

  @Test
  void bytesReplaceItToo() throws IOException {
    delete(TARGET);
    Object[] replacing = {StandardCopyOption.REPLACE_EXISTING};
    byte[] bytes = NEW.getBytes(StandardCharsets.UTF_8);

    names.copying(new ByteArrayInputStream(bytes), Path.of(TARGET), replacing);

    assertThat(bench.disk.contentsAfterCut(TARGET)).containsExactly(NEW);
    assertThat(bench.deletions.isAny()).isFalse();
    bench.assertNothingLeft();
  }

  @Test
  void filesMoveToABackupsNameKeepsTheOldVersionToo() throws IOException {
    names.moving(Path.of(TARGET), Path.of(TARGET + ".old"), NO_OPTIONS);

    assertThat(bench.count(Event.DELETED_TO_REPLACE)).isEqualTo(1);
    assertThat(rename(FRESH, TARGET)).isEqualTo(1);
    assertThat(bench.disk.text(TARGET)).isEqualTo(NEW);
    bench.assertNothingLeft();
  }

  /** Of a file that no rule has, renamed to one that a rule has. */
  @Test
  void theSourceOfARenameNeedNotBeProtected() {
    bench.disk.folder("/e");
    bench.disk.file("/e/conf", NEW);

    assertThat(rename("/e/conf", "/d/conf.new")).isEqualTo(1);

    assertThat(bench.deletions.isAny()).isFalse();
  }

  /** It is awaited still, and in the end deleted: the next start must not bring it back. */
  @Test
  void anOldVersionThatCannotBeTakenBackIsDeletedInTheEnd() {
    delete(TARGET);
    bench.faults.fail(Call.REPLACE, 1, EIO);

    assertThat(rename(FRESH, TARGET)).isZero();
    assertThat(bench.deletions.isAny()).isTrue();
    bench.deletions.finishAll();

    assertThat(bench.disk.text(TARGET)).isEqualTo(ABSENT);
    bench.assertNothingLeft();
  }
}
