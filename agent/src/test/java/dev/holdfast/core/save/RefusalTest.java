package dev.holdfast.core.save;

import static dev.holdfast.core.fs.FakeDisk.ABSENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.boot.Hooks;
import dev.holdfast.core.fs.Call;
import dev.holdfast.core.fs.PowerCut;
import dev.holdfast.core.guard.Format;
import dev.holdfast.core.guard.Guards;
import dev.holdfast.core.guard.ShrinkGuard;
import dev.holdfast.core.observe.Event;
import java.io.FileDescriptor;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** New versions that the guards of their rule refuse, written through a stream or channel. */
class RefusalTest {
  private static final int EIO = 5;
  private static final int ENOSPC = 28;
  private static final String TARGET = "/d/conf";
  private static final String KEPT = "/d/conf.holdfast-refused";

  /** Larger than what is guarded. */
  private static final String OLD = "the old version, worth 32 bytes.";

  static final Guards SHRINK = new Guards(new ShrinkGuard(20, 1, 4), Format.NONE, 0);
  static final Guards NON_EMPTY = new Guards(ShrinkGuard.OFF, Format.NON_EMPTY, 0);

  private final Bench bench = new Bench(SHRINK);

  @AfterEach
  void closeTheGate() {
    Hooks.live(0);
  }

  private static Bench withOld(Guards guards) {
    Bench bench = new Bench(guards);
    bench.disk.file(TARGET, OLD);
    return bench;
  }

  @Test
  void aTinyVersionDoesNotReplaceABigOne() throws IOException {
    bench.disk.file(TARGET, OLD);
    Opening.Opened opened = bench.openOrNull(TARGET);
    bench.write(opened, "tiny");

    assertThatThrownBy(() -> bench.close(opened))
        .isInstanceOf(SaveRefusedException.class)
        .hasMessage(
            "holdfast: refused to save /d/conf: 4 bytes would replace 32 (shrink-guard: above 20"
                + " bytes, below 1/4); the old version is intact; the refused version is"
                + " /d/conf.holdfast-refused (rule 1)");

    assertThat(bench.disk.contentsAfterCut(TARGET)).containsExactly(OLD);
    assertThat(bench.disk.look(TARGET)).isEqualTo("644 1000:1000");
    assertThat(bench.disk.contentsAfterCut(KEPT)).containsExactly("tiny");
    assertThat(bench.disk.look(KEPT)).startsWith("600 ");
    assertThat(bench.count(Event.REFUSED)).isEqualTo(1);
    assertThat(bench.count(Event.COMMITTED) + bench.count(Event.FAILED)).isZero();
    assertThat(bench.told)
        .singleElement()
        .asString()
        .contains("refused to save /d/conf", "rule 1", "rename it to the target, or relax");
    bench.assertNothingLeft();
  }

  @ParameterizedTest
  @ValueSource(strings = {"8 bytes.", "as long as the old one has been."})
  void whatIsLargeEnoughReplacesIt(String content) throws IOException {
    bench.disk.file(TARGET, OLD);

    bench.save(TARGET, content);

    assertThat(bench.disk.contentsAfterCut(TARGET)).containsExactly(content);
    assertThat(bench.disk.text(KEPT)).isEqualTo(ABSENT);
    assertThat(bench.count(Event.REFUSED)).isZero();
  }

  @Test
  void aSmallOldVersionIsNotGuarded() throws IOException {
    bench.disk.file(TARGET, "twenty bytes, no mo.");

    bench.save(TARGET, "");

    assertThat(bench.disk.text(TARGET)).isEmpty();
  }

  @Test
  void theLatestRefusedVersionStaysAndIsToldOnce() throws IOException {
    bench.disk.file(TARGET, OLD);
    for (String content : new String[] {"first", "second"}) {
      assertThatThrownBy(() -> bench.save(TARGET, content)).hasMessageContaining(KEPT);
    }

    assertThat(bench.disk.contentsAfterCut(KEPT)).containsExactly("second");
    assertThat(bench.count(Event.REFUSED)).isEqualTo(2);
    assertThat(bench.told).hasSize(1);
    bench.assertNothingLeft();
  }

  @Test
  void whatIsNotValidDoesNotReplaceAnythingNorAppear() throws IOException {
    Bench valid = new Bench(NON_EMPTY);

    assertThatThrownBy(() -> valid.save(TARGET, ""))
        .isInstanceOf(SaveRefusedException.class)
        .hasMessageContaining("0 bytes would replace nothing (validate: non-empty): it is empty")
        .hasMessageContaining("there is no such file, as before");

    assertThat(valid.disk.contentsAfterCut(TARGET)).containsExactly(ABSENT);
    valid.save(TARGET, "content");
    assertThatThrownBy(() -> valid.save(TARGET, "")).hasMessageContaining("would replace 7");
    assertThat(valid.disk.contentsAfterCut(TARGET)).containsExactly("content");
    valid.assertNothingLeft();
  }

  @Test
  void aTargetDeletedMeanwhileStaysDeletedAndNothingIsRefused() throws IOException {
    bench.disk.file(TARGET, OLD);
    Opening.Opened opened = bench.openOrNull(TARGET);
    bench.disk.delete(TARGET);

    bench.close(opened);

    assertThat(bench.count(Event.REFUSED)).isZero();
    assertThat(bench.count(Event.DELETED_MEANWHILE)).isEqualTo(1);
    bench.assertNothingLeft();
  }

  @Test
  void whatCannotBeKeptIsSaidAndTheOldVersionStays() {
    bench.disk.file(TARGET, OLD);
    bench.faults.fail(Call.FORCE, 1, ENOSPC);

    assertThatThrownBy(() -> bench.save(TARGET, "tiny"))
        .isInstanceOf(SaveRefusedException.class)
        .hasMessageContaining("the old version is intact")
        .hasMessageContaining("the refused version can't be kept (No space left on device)");

    assertThat(bench.disk.contentsAfterCut(TARGET)).containsExactly(OLD);
    assertThat(bench.disk.text(KEPT)).isEqualTo(ABSENT);
    bench.assertNothingLeft();
  }

  @Test
  void whatIsKeptButNotForcedIsSaid() {
    bench.disk.file(TARGET, OLD);
    bench.faults.fail(Call.FORCE, 2, EIO);

    assertThatThrownBy(() -> bench.save(TARGET, "tiny"))
        .hasMessageContaining(KEPT + ", but may not survive a power cut (Input/output error)");

    assertThat(bench.disk.text(KEPT)).isEqualTo("tiny");
    bench.assertNothingLeft();
  }

  @Test
  void whatCannotBeCheckedIsNotPublished() throws IOException {
    Bench valid = withOld(NON_EMPTY);
    Opening.Opened opened = valid.openOrNull(TARGET);
    valid.write(opened, "content");
    valid.faults.fail(Call.OPEN, 1, 24);

    assertThatThrownBy(() -> valid.close(opened))
        .isInstanceOf(SaveFailedException.class)
        .hasMessageContaining("check of the new version failed: Too many open files");

    assertThat(valid.disk.contentsAfterCut(TARGET)).containsExactly(OLD);
    valid.assertNothingLeft();
  }

  // ---- the application's own force

  @Test
  void aForceOfWhatIsNotCompleteIsPutOffToTheClose() throws IOException {
    bench.disk.file(TARGET, OLD);
    Opening.Opened opened = bench.openOrNull(TARGET);
    bench.write(opened, "half ");
    bench.faults.clearLog();

    opened.file.forcing(opened.number, OpenFile.Extent.ALL);

    assertThat(bench.faults.log(Call.FORCE, Call.REPLACE)).containsExactly("force shadow");
    assertThat(bench.disk.text(TARGET)).isEqualTo(OLD);
    assertThat(bench.disk.text(KEPT)).isEqualTo(ABSENT);
    assertThat(bench.count(Event.FORCE_DEFERRED)).isEqualTo(1);
    assertThat(bench.count(Event.PUBLISHED_BY_FORCE) + bench.count(Event.REFUSED)).isZero();
    assertThat(bench.told)
        .singleElement()
        .asString()
        .contains("is not published yet: 5 bytes would replace 32", "rule 1");
    bench.write(opened, "and half");
    bench.close(opened);
    assertThat(bench.disk.contentsAfterCut(TARGET)).containsExactly("half and half");
    bench.assertNothingLeft();
  }

  @Test
  void whatIsStillRefusedAtTheCloseIsKept() throws IOException {
    bench.disk.file(TARGET, OLD);
    Opening.Opened opened = bench.openOrNull(TARGET);
    bench.write(opened, "half");
    opened.file.forcing(opened.number, OpenFile.Extent.ALL);

    assertThatThrownBy(() -> bench.close(opened)).isInstanceOf(SaveRefusedException.class);

    assertThat(bench.disk.contentsAfterCut(KEPT)).containsExactly("half");
    assertThat(bench.disk.contentsAfterCut(TARGET)).containsExactly(OLD);
    bench.assertNothingLeft();
  }

  @Test
  void aForcePutOffThatFailsIsFinal() throws IOException {
    bench.disk.file(TARGET, OLD);
    Opening.Opened opened = bench.openOrNull(TARGET);
    bench.write(opened, "half");
    bench.faults.fail(Call.FORCE, 1, EIO);

    assertThatThrownBy(() -> opened.file.forcing(opened.number, OpenFile.Extent.ALL))
        .isInstanceOf(SaveFailedException.class);
    bench.write(opened, "and now it is long enough");

    assertThatThrownBy(() -> bench.close(opened)).isInstanceOf(SaveFailedException.class);
    assertThat(bench.disk.contentsAfterCut(TARGET)).containsExactly(OLD);
    bench.assertNothingLeft();
  }

  @Test
  void aForceOfWhatIsLetThroughPublishes() throws IOException {
    bench.disk.file(TARGET, OLD);
    Opening.Opened opened = bench.openOrNull(TARGET);
    bench.write(opened, "long enough");

    opened.file.forcing(opened.number, OpenFile.Extent.ALL);

    assertThat(bench.disk.contentsAfterCut(TARGET)).containsExactly("long enough");
    assertThat(bench.count(Event.PUBLISHED_BY_FORCE)).isEqualTo(1);
    bench.close(opened);
    bench.assertNothingLeft();
  }

  // ---- saves that nobody closes

  @Test
  void aCollectedSaveIsRefusedToo() throws IOException {
    bench.disk.file(TARGET, OLD);
    FileDescriptor descriptor = bench.opened(TARGET, "left");
    OpenFile file = bench.openFiles.getOrNull(descriptor);
    bench.fs.closeAsJdk(bench.fs.number(descriptor));

    new Reaper(bench.with, bench.openFiles).end(file);

    assertThat(bench.disk.contentsAfterCut(TARGET)).containsExactly(OLD);
    assertThat(bench.disk.contentsAfterCut(KEPT)).containsExactly("left");
    assertThat(bench.told).singleElement().asString().contains("refused to save /d/conf");
    bench.assertNothingLeft();
  }

  @Test
  void aSaveLeftOpenAtExitIsRefusedToo() throws IOException {
    bench.disk.file(TARGET, OLD);
    bench.disk.turnBack(60_000_000_000L);
    FileDescriptor descriptor = bench.opened(TARGET, "left");

    Reaper reaper = new Reaper(bench.with, bench.openFiles);
    Thread exit = new Thread(new AtExit(bench.with, bench.openFiles, reaper));
    bench.faults.clearLog();
    exit.start();
    joined(exit);

    assertThat(bench.fs.number(descriptor)).isPositive();
    assertThat(bench.disk.contentsAfterCut(TARGET)).containsExactly(OLD);
  }

  private static void joined(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException stop) {
      throw new AssertionError(stop);
    }
  }

  // ---- everything that can go wrong meanwhile

  @ParameterizedTest
  @ValueSource(ints = {EIO, ENOSPC, 24})
  void whateverFailsTheOldVersionStays(int errno) {
    for (int nth = 1; ; nth++) {
      Bench faulty = withOld(SHRINK);
      faulty.faults.failAny(nth, errno);
      assertThatThrownBy(() -> faulty.save(TARGET, "tiny")).isInstanceOf(IOException.class);
      String situation = "fault at call " + nth + ", " + faulty.faults.log();
      assertThat(faulty.disk.contentsAfterCut(TARGET)).as(situation).containsExactly(OLD);
      assertThat(faulty.fs.openDescriptors()).as(situation).isEmpty();
      if (faulty.told.stream().noneMatch(line -> line.contains("can't be removed"))) {
        faulty.assertNothingLeft();
      }
      if (faulty.faults.fired() == 0) {
        assertThat(nth).isGreaterThan(8);
        return;
      }
    }
  }

  @Test
  void aPowerCutAtAnyCallLeavesTheOldVersion() throws IOException {
    for (int nth = 1; ; nth++) {
      Bench cut = withOld(SHRINK);
      cut.faults.cutBefore(nth);
      try {
        cut.save(TARGET, "tiny");
      } catch (PowerCut | IOException end) {
        // looked at below
      }
      assertThat(cut.disk.contentsAfterCut(TARGET)).as("cut %d", nth).containsExactly(OLD);
      assertThat(cut.disk.contentsAfterCut(KEPT)).as("cut %d", nth).isSubsetOf(ABSENT, "tiny");
      if (!cut.faults.isCut()) {
        return;
      }
    }
  }

  // ---- where no rename is possible

  @Test
  void aRewriteInPlaceIsRefusedBeforeItBegins() {
    bench.disk.file(TARGET, OLD);
    bench.disk.hardLink("/d/other", TARGET);

    assertThatThrownBy(() -> bench.save(TARGET, "tiny")).isInstanceOf(SaveRefusedException.class);

    assertThat(bench.disk.contentsAfterCut("/d/other")).containsExactly(OLD);
    assertThat(bench.count(Event.FALLBACK_IN_PLACE)).isZero();
    bench.assertNothingLeft();
  }

  @Test
  void whereTheFileIsWrittenInPlaceFromTheBeginningItIsSaid() throws IOException {
    bench.disk.file(TARGET, OLD);
    bench.disk.look("/d", 0555, 1000);

    bench.save(TARGET, "tiny");

    assertThat(bench.disk.text(TARGET)).isEqualTo("tiny");
    assertThat(bench.told).singleElement().asString().contains("its rule's guards not asked");
  }
}
