package dev.holdfast.core.save;

import static dev.holdfast.core.fs.FakeDisk.ABSENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.boot.Hooks;
import dev.holdfast.core.fs.Call;
import dev.holdfast.core.fs.Errors;
import dev.holdfast.core.guard.Format;
import dev.holdfast.core.guard.Guards;
import dev.holdfast.core.guard.ShrinkGuard;
import dev.holdfast.core.observe.Event;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.FileDescriptor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.CopyOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same by the application's own temp + rename, by moves and copies. */
class RefusedNamesTest {
  private static final int ENOSPC = 28;
  private static final String TARGET = "/d/conf";
  private static final String TEMP = "/d/temp";
  private static final String KEPT = "/d/conf.holdfast-refused";
  private static final String OLD = "the old version, worth 32 bytes.";
  private static final CopyOption REPLACE = StandardCopyOption.REPLACE_EXISTING;
  private static final CopyOption ATOMIC = StandardCopyOption.ATOMIC_MOVE;

  private final Bench bench = bench(RefusalTest.SHRINK);
  private final Names names = namesOf(bench);

  private static Bench bench(Guards guards) {
    Bench bench = new Bench(guards);
    bench.disk.file(TARGET, OLD);
    bench.disk.file(TEMP, "tiny");
    return bench;
  }

  private static Names namesOf(Bench bench) {
    return new Names(bench.with, bench.protection, bench.openFiles, bench.deletions);
  }

  @AfterEach
  void closeTheGate() {
    Hooks.live(0);
  }

  private static int rename(Bench bench) {
    return namesOf(bench).renaming(new File(TEMP), new File(TARGET));
  }

  private boolean move(String from, CopyOption... options) throws IOException {
    return names.moving(Path.of(from), Path.of(TARGET), options);
  }

  private void assertRefused() {
    assertThat(bench.disk.contentsAfterCut(TARGET)).containsExactly(OLD);
    assertThat(bench.disk.contentsAfterCut(KEPT)).containsExactly("tiny");
    assertThat(bench.count(Event.REFUSED)).isEqualTo(1);
    assertThat(bench.count(Event.RENAME_HARDENED)).isZero();
    assertThat(bench.told).singleElement().asString().contains("refused to save /d/conf");
    bench.assertNothingLeft();
  }

  @Test
  void aRefusedRenameIsFalseAndNeitherSourceNorTargetHaveChanged() {
    assertThat(rename(bench)).isZero();

    assertRefused();
    assertThat(bench.disk.contentsAfterCut(TEMP)).containsExactly("tiny");
  }

  @Test
  void aRefusedMoveThrowsAndLeavesTheSource() {
    assertThatThrownBy(() -> move(TEMP, ATOMIC))
        .isInstanceOf(SaveRefusedException.class)
        .hasMessageContaining("4 bytes would replace 32 (shrink-guard: above 20 bytes, below 1/4)")
        .hasMessageContaining("the refused version is " + KEPT);

    assertRefused();
    assertThat(bench.disk.text(TEMP)).isEqualTo("tiny");
  }

  /** Applications delete their temp after a failed rename, or write it anew. */
  @Test
  void whatIsKeptIsACopyThatTheApplicationDoesNotWriteTo() throws IOException {
    rename(bench);

    assertThat(bench.disk.at(KEPT)).isNotSameAs(bench.disk.at(TEMP));
    bench.disk.delete(TEMP);
    assertThat(bench.disk.contentsAfterCut(KEPT)).containsExactly("tiny");
  }

  @Test
  void whatIsLetThroughIsRenamed() {
    bench.disk.file(TEMP, "long enough");

    assertThat(rename(bench)).isEqualTo(1);

    assertThat(bench.disk.contentsAfterCut(TARGET)).containsExactly("long enough");
    assertThat(bench.disk.text(KEPT)).isEqualTo(ABSENT);
  }

  @Test
  void anEmptyTempIsNotValid() {
    Bench valid = bench(RefusalTest.NON_EMPTY);
    valid.disk.file(TEMP, "");

    assertThat(rename(valid)).isZero();

    assertThat(valid.disk.text(TARGET)).isEqualTo(OLD);
    assertThat(valid.told).singleElement().asString().contains("(validate: non-empty)");
  }

  @Test
  void aRenamedLinkIsJudgedByWhatItLeadsTo() {
    bench.disk.link("/d/link", "temp");

    assertThatThrownBy(() -> move("/d/link", ATOMIC)).isInstanceOf(SaveRefusedException.class);

    assertRefused();
    assertThat(bench.disk.at("/d/link")).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(ints = {0000, 0200})
  void aTempThatCannotBeReadIsRefusedByItsSize(int mode) {
    Bench both = bench(new Guards(new ShrinkGuard(20, 1, 4), Format.NON_EMPTY, 0));
    both.disk.look(TEMP, mode, 1000);

    assertThat(rename(both)).isZero();

    assertThat(both.disk.text(TARGET)).isEqualTo(OLD);
    assertThat(both.told)
        .singleElement()
        .asString()
        .contains("shrink-guard", "can't be kept", "in temp still");
  }

  @Test
  void aTempThatCannotBeReadToBeCheckedIsStocksAndThatIsSaid() {
    Bench valid = bench(RefusalTest.NON_EMPTY);
    valid.disk.look(TEMP, 0000, 1000);

    assertThat(rename(valid)).isEqualTo(Hooks.STOCK);

    assertThat(valid.told)
        .singleElement()
        .asString()
        .contains("/d/temp can't be opened", "its rule's guards not asked");
  }

  @Test
  void anotherFailureToCheckIsNoReasonToLeaveItToStock() {
    Bench valid = bench(RefusalTest.NON_EMPTY);
    valid.faults.fail(Call.OPEN, 1, Errors.ENOENT);

    assertThat(rename(valid)).isZero();

    assertThat(valid.disk.text(TARGET)).isEqualTo(OLD);
    assertThat(valid.told).singleElement().asString().contains("check of the new version failed");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16})
  void whateverFailsWhileItIsRefusedTheOldVersionAndTheTempStay(int nth) {
    bench.faults.failAny(nth, ENOSPC);

    assertThat(rename(bench)).isZero();

    assertThat(bench.disk.contentsAfterCut(TARGET)).containsExactly(OLD);
    assertThat(bench.disk.contentsAfterCut(TEMP)).containsExactly("tiny");
    assertThat(bench.fs.openDescriptors()).isEmpty();
    assertThat(bench.fs.misuses()).isEmpty();
  }

  @Test
  void aSourceThatIsOpenAndRefusedIsNotRenamed() throws IOException {
    Bench valid = bench(RefusalTest.NON_EMPTY);
    FileDescriptor open = valid.opened(TEMP, "");

    assertThat(rename(valid)).isZero();

    assertThat(valid.disk.text(TARGET)).isEqualTo(OLD);
    assertThat(valid.told).singleElement().asString().contains("refused to save /d/temp");
    assertThatThrownBy(() -> valid.close(open)).isInstanceOf(SaveRefusedException.class);
  }

  @Test
  void aFileOpenedToBeAppendedIsTheOldVersionWhereTheNewOneIsRefused() throws IOException {
    FileDescriptor open = bench.opened(TARGET, "tiny");

    names.publishBeforeOpen(bench.place(TARGET));

    assertThat(bench.disk.text(TARGET)).isEqualTo(OLD);
    assertThat(bench.told).isEmpty();
    assertThatThrownBy(() -> bench.close(open)).isInstanceOf(SaveRefusedException.class);
  }

  // ---- copies

  @Test
  void aRefusedCopyThrows() {
    assertThatThrownBy(() -> names.copying(Path.of(TEMP), Path.of(TARGET), new Object[] {REPLACE}))
        .isInstanceOf(SaveRefusedException.class);

    assertRefused();
  }

  @Test
  void aRefusedCopyOfAStreamThrows() {
    byte[] bytes = "tiny".getBytes(StandardCharsets.UTF_8);

    assertThatThrownBy(
            () ->
                names.copying(
                    new ByteArrayInputStream(bytes), Path.of(TARGET), new Object[] {REPLACE}))
        .isInstanceOf(SaveRefusedException.class);

    assertRefused();
  }

  @Test
  void aRefusedMoveAcrossFileSystemsLeavesTheSource() {
    bench.disk.mount("/m");
    bench.disk.file("/m/temp", "tiny");

    assertThatThrownBy(() -> move("/m/temp", REPLACE)).isInstanceOf(SaveRefusedException.class);

    assertRefused();
    assertThat(bench.disk.text("/m/temp")).isEqualTo("tiny");
  }

  @Test
  void aCopyIntoAFolderThatCannotBeOpenedIsStocksAndThatIsSaid() throws IOException {
    bench.disk.look("/d", 0311, 1000);

    assertThat(names.copying(Path.of(TEMP), Path.of(TARGET), new Object[] {REPLACE})).isFalse();

    assertThat(bench.told).singleElement().asString().contains("its rule's guards not asked");
  }
}
