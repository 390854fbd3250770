package dev.holdfast.core.save;

import static dev.holdfast.core.fs.FakeDisk.ABSENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.core.fs.Access;
import dev.holdfast.core.fs.Call;
import dev.holdfast.core.fs.Errors;
import dev.holdfast.core.guard.Format;
import dev.holdfast.core.guard.Guards;
import dev.holdfast.core.guard.ShrinkGuard;
import dev.holdfast.core.observe.Event;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Earlier versions beside the target. */
class KeepingTest {
  private static final int EIO = 5;
  private static final int ENOSPC = 28;
  private static final String TARGET = "/d/conf";

  private final Bench bench = keeping(2);

  static Bench keeping(int most) {
    return new Bench(guards(most));
  }

  static Guards guards(int most) {
    return new Guards(ShrinkGuard.OFF, Format.NONE, most);
  }

  static String previous(int number) {
    return TARGET + ".holdfast-previous." + number;
  }

  private void assertPrevious(String... newestFirst) {
    for (int i = 0; i < newestFirst.length; i++) {
      assertThat(bench.disk.contentsAfterCut(previous(i + 1)))
          .as("previous version %d", i + 1)
          .containsExactly(newestFirst[i]);
    }
    assertThat(bench.disk.text(previous(newestFirst.length + 1))).isEqualTo(ABSENT);
  }

  @Test
  void eachSaveKeepsTheVersionBeforeItUpToN() throws IOException {
    for (String content : new String[] {"1", "2", "3", "4"}) {
      bench.save(TARGET, content);
    }

    assertPrevious("3", "2");
    assertThat(bench.disk.contentsAfterCut(TARGET)).containsExactly("4");
    assertThat(bench.count(Event.KEPT_PREVIOUS)).isEqualTo(3);
    assertThat(bench.told).isEmpty();
    bench.assertNothingLeft();
  }

  @Test
  void nothingIsCopiedAndAllIsDurableBeforeTheReplacement() throws IOException {
    bench.disk.file(TARGET, "2");
    bench.disk.file(previous(1), "1");
    bench.faults.clearLog();

    bench.save(TARGET, "3");

    assertThat(bench.faults.log(Call.COPY, Call.LINK, Call.REPLACE, Call.REMOVE, Call.FORCE))
        .containsExactly(
            "force shadow",
            "force conf",
            "replace conf.holdfast-previous.1 -> conf.holdfast-previous.2",
            "link conf = conf.holdfast-previous.1",
            "force /d",
            "replace shadow -> conf",
            "force /d");
  }

  @Test
  void theOldestGoesOnlyWhenTheNewVersionIsInPlace() throws IOException {
    bench.disk.file(TARGET, "3");
    bench.disk.file(previous(1), "2");
    bench.disk.file(previous(2), "1");
    bench.faults.clearLog();

    bench.save(TARGET, "4");

    assertThat(bench.faults.log(Call.REPLACE, Call.REMOVE))
        .containsExactly(
            "replace conf.holdfast-previous.2 -> shadow",
            "replace conf.holdfast-previous.1 -> conf.holdfast-previous.2",
            "replace shadow -> conf",
            "remove shadow");
    assertPrevious("3", "2");
  }

  @Test
  void whatNobodyHasForcedIsForcedBeforeItIsKept() throws IOException {
    int folder = bench.fs.openFolder(bench.place(TARGET));
    int file = bench.fs.create(folder, bench.place(TARGET).name(), Access.WRITE, 0666);
    bench.fs.write(file, "by another program");
    bench.fs.close(file);
    bench.fs.close(folder);

    bench.save(TARGET, "2");

    assertPrevious("by another program");
  }

  @Test
  void anEmptyVersionIsNotKeptAndEvictsNothing() throws IOException {
    bench.disk.file(TARGET, "");
    bench.disk.file(previous(1), "2");
    bench.disk.file(previous(2), "1");

    bench.save(TARGET, "3");
    assertPrevious("2", "1");
    bench.save(TARGET, "");
    assertPrevious("3", "2");
    bench.save(TARGET, "4");

    assertPrevious("3", "2");
    bench.assertNothingLeft();
  }

  @Test
  void aNewTargetHasNoEarlierVersion() throws IOException {
    bench.save(TARGET, "1");

    assertThat(bench.disk.names("/d")).containsExactly("conf");
  }

  @Test
  void aGapIsFilledBeforeAnyVersionGoes() throws IOException {
    Bench five = keeping(5);
    five.disk.file(TARGET, "current");
    for (int number : new int[] {1, 2, 4, 5}) {
      five.disk.file(previous(number), "was " + number);
    }

    five.save(TARGET, "new");

    assertThat(five.disk.text(previous(1))).isEqualTo("current");
    assertThat(five.disk.text(previous(2))).isEqualTo("was 1");
    assertThat(five.disk.text(previous(3))).isEqualTo("was 2");
    assertThat(five.disk.text(previous(4))).isEqualTo("was 4");
    assertThat(five.disk.text(previous(5))).isEqualTo("was 5");
  }

  @Test
  void versionsAboveALoweredNStay() throws IOException {
    bench.disk.file(TARGET, "current");
    for (int number = 1; number <= 4; number++) {
      bench.disk.file(previous(number), "was " + number);
    }

    bench.save(TARGET, "new");

    assertPrevious("current", "was 1", "was 3", "was 4");
  }

  @Test
  void aForceInMidSaveKeepsOnce() throws IOException {
    bench.disk.file(TARGET, "1");
    Opening.Opened opened = bench.openOrNull(TARGET);
    bench.write(opened, "half");
    opened.file.forcing(opened.number, OpenFile.Extent.ALL);
    bench.write(opened, " and half");
    bench.close(opened);

    assertPrevious("1");
    assertThat(bench.disk.contentsAfterCut(TARGET)).containsExactly("half and half");
  }

  @Test
  void aForceInMidRewriteKeepsOnce() throws IOException {
    bench.disk.file(TARGET, "1");
    bench.disk.hardLink("/d/other", TARGET);
    Opening.Opened opened = bench.openOrNull(TARGET);
    bench.write(opened, "half");
    opened.file.forcing(opened.number, OpenFile.Extent.ALL);
    bench.write(opened, " and half");
    bench.close(opened);

    assertPrevious("1");
    assertThat(bench.disk.contentsAfterCut("/d/other")).containsExactly("half and half");
    bench.assertNothingLeft();
  }

  // ---- where a hard link will not do

  @Test
  void whereThereAreNoHardLinksItIsCopiedWithModeAndAttributes() throws IOException {
    bench.disk.file(TARGET, "1");
    bench.disk.look(TARGET, 0640, 1000);
    bench.disk.attribute(TARGET, "user.origin", "here");
    bench.fs.withoutLinks();

    bench.save(TARGET, "2");
    bench.save(TARGET, "3");

    assertPrevious("2", "1");
    assertThat(bench.disk.look(previous(2))).isEqualTo("640 1000:1000 [user.origin]");
    bench.assertNothingLeft();
  }

  @ParameterizedTest
  @ValueSource(ints = {Errors.EPERM, Errors.EACCES, Errors.EMLINK, Errors.EXDEV, Errors.ENOTSUP})
  void whatMayNotBeLinkedIsCopied(int errno) throws IOException {
    bench.disk.file(TARGET, "1");
    bench.faults.fail(Call.LINK, 1, errno);

    bench.save(TARGET, "2");

    assertPrevious("1");
    assertThat(bench.faults.countOf(Call.COPY)).isEqualTo(1);
    bench.assertNothingLeft();
  }

  @Test
  void whatIsRewrittenInPlaceHasBeenCopied() throws IOException {
    bench.disk.file(TARGET, "1");
    bench.disk.hardLink("/d/other", TARGET);

    bench.save(TARGET, "2");
    bench.save(TARGET, "3");

    assertPrevious("2", "1");
    assertThat(bench.disk.contentsAfterCut("/d/other")).containsExactly("3");
    bench.assertNothingLeft();
  }

  @Test
  void aReplacementThatIsRefusedByTheKernelSeparatesTheKeptVersionFirst() throws IOException {
    bench.disk.file(TARGET, "1");
    bench.faults.fail(Call.REPLACE, 1, Errors.EBUSY);

    bench.save(TARGET, "2");

    assertThat(bench.disk.contentsAfterCut(TARGET)).containsExactly("2");
    assertPrevious("1");
    bench.assertNothingLeft();
  }

  // ---- what a crash has left

  @Test
  void aVersionKeptByASaveThatNeverEndedIsNotKeptTwiceAndIsNoHardLinkOfOthers() throws IOException {
    bench.disk.file(TARGET, "2");
    bench.disk.hardLink(previous(1), TARGET);
    bench.disk.file(previous(2), "1");

    bench.save(TARGET, "3");

    assertPrevious("2", "1");
    assertThat(bench.count(Event.FALLBACK_IN_PLACE)).isZero();
    bench.assertNothingLeft();
  }

  @Test
  void itIsNoneWhereNothingIsKeptAnyMore() throws IOException {
    Bench none = keeping(0);
    none.disk.file(TARGET, "2");
    none.disk.hardLink(previous(1), TARGET);

    none.save(TARGET, "3");

    assertThat(none.disk.text(previous(1))).isEqualTo("2");
    assertThat(none.count(Event.FALLBACK_IN_PLACE)).isZero();
  }

  @Test
  void withAnotherHardLinkItIsRewrittenAndTheKeptVersionStays() throws IOException {
    bench.disk.file(TARGET, "2");
    bench.disk.hardLink(previous(1), TARGET);
    bench.disk.hardLink("/d/other", TARGET);

    bench.save(TARGET, "3");

    assertPrevious("2");
    assertThat(bench.disk.text("/d/other")).isEqualTo("3");
    assertThat(bench.count(Event.FALLBACK_IN_PLACE)).isEqualTo(1);
  }

  // ---- what fails

  @Test
  void aFullDiskCostsTheSaveAndNoOldVersion() throws IOException {
    bench.disk.file(TARGET, "3");
    bench.disk.file(previous(1), "2");
    bench.disk.file(previous(2), "1");
    bench.fs.withoutLinks();
    bench.faults.fail(Call.COPY, 1, ENOSPC);

    assertThatThrownBy(() -> bench.save(TARGET, "4"))
        .isInstanceOf(SaveFailedException.class)
        .hasMessage(
            "holdfast: cannot save /d/conf: keep of the old version failed: No space left on"
                + " device; the old version is intact (rule 1)");

    assertThat(bench.disk.contentsAfterCut(TARGET)).containsExactly("3");
    assertThat(bench.disk.text(previous(1))).isEqualTo("2");
    assertThat(bench.disk.text(previous(2))).isEqualTo("1");
    bench.assertNothingLeft();
  }

  /** As on NFS, where the answer to a rename may be lost and the second one fails. */
  @Test
  void aReplacementThatFailedAndHappenedLeavesTheOldVersionKept() {
    bench.disk.file(TARGET, "1");
    bench.faults.meanwhile(Call.REPLACE, 1, () -> bench.disk.file(TARGET, "2"));
    bench.faults.fail(Call.REPLACE, 1, EIO);

    assertThatThrownBy(() -> bench.save(TARGET, "2")).hasMessageContaining("atomic replace failed");

    assertPrevious("1");
    bench.assertNothingLeft();
  }

  @Test
  void whatCannotBeUndoneIsTold() {
    bench.disk.file(TARGET, "3");
    bench.disk.file(previous(1), "2");
    bench.disk.file(previous(2), "1");
    bench.faults.fail(Call.FORCE, 3, EIO); // the folder's
    bench.faults.fail(Call.REMOVE, 1, EIO);

    assertThatThrownBy(() -> bench.save(TARGET, "4")).hasMessageContaining("the old version is");

    assertThat(bench.told)
        .anyMatch(
            line ->
                line.contains("earlier versions of /d/conf have moved up")
                    && line.contains("the oldest is .holdfast-s-"));
  }

  // ---- names

  @Test
  void versionsOfTwoLongNamesDoNotMix() throws IOException {
    Bench one = keeping(1);
    String common = "/d/" + "x".repeat(249);
    for (String content : new String[] {"1", "2"}) {
      one.save(common + "a", "a" + content);
      one.save(common + "b", "b" + content);
    }

    assertThat(one.disk.names("/d")).hasSize(4).allMatch(name -> name.length() <= 255);
    assertThat(one.disk.names("/d").stream().map(name -> one.disk.text("/d/" + name)))
        .containsExactlyInAnyOrder("a1", "b1", "a2", "b2");
  }
}
