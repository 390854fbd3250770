package dev.holdfast.core.save;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.core.fs.Call;
import dev.holdfast.core.fs.Errors;
import dev.holdfast.core.observe.Event;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class AppendedFileTest {
  private static final int EIO = 5;
  private static final int ENOSPC = 28;
  private static final String LOG = "/d/events.log";

  private final Bench bench = Bench.appending();

  private List<String> marks() {
    return bench.disk.names("/d").stream().filter(TornTails::isMark).toList();
  }

  private AppendMark mark() {
    assertThat(marks()).hasSize(1);
    return AppendMark.parseOrNull(
        bench.disk.text("/d/" + marks().get(0)).getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void aWriteThatReturnedSurvivesACutAndSoDoesItsMark() throws IOException {
    bench.disk.file(LOG, "old\n");
    Appender appender = Appender.of(bench, LOG);

    appender.write("one\n");

    assertThat(bench.disk.contentsAfterCut(LOG)).containsExactly("old\none\n");
    assertThat(bench.disk.contentsAfterCut("/d/" + marks().get(0))).hasSize(1);
    assertThat(mark().end).isEqualTo(8);
    assertThat(mark().name).isEqualTo("events.log");
    appender.close();
    bench.assertNothingLeft();
  }

  @Test
  void theMarkIsThereBeforeTheFirstByteAndMovesAfterTheForce() throws IOException {
    bench.disk.file(LOG, "");
    Appender appender = Appender.of(bench, LOG);
    bench.faults.clearLog();

    appender.write("one\n");
    appender.write("two\n");

    assertThat(
            bench.faults.log(
                Call.CREATE, Call.WRITE, Call.PUT, Call.FORCE, Call.FORCE_DATA, Call.REMOVE))
        .containsExactly(
            "create mark",
            "put mark",
            "force mark",
            "force /d",
            "write events.log",
            "force data events.log",
            "put mark",
            "force data mark",
            "write events.log",
            "force data events.log",
            "put mark",
            "force data mark");
    bench.faults.clearLog();

    appender.close();

    assertThat(bench.faults.log(Call.FORCE, Call.FORCE_DATA, Call.REMOVE))
        .as("all is forced already")
        .containsExactly("remove mark");
    bench.assertNothingLeft();
  }

  @Test
  void whatTheApplicationForcesIsNotForcedTwice() throws IOException {
    Appender appender = Appender.of(bench, LOG);
    appender.write("one\n");
    bench.faults.clearLog();

    appender.file.forcing(appender.opened.number, OpenFile.Extent.ALL);

    assertThat(bench.faults.log(Call.FORCE, Call.FORCE_DATA)).isEmpty();
    appender.close();
  }

  @Test
  void closedWithoutAWriteItIsForcedAsEver() throws IOException {
    Appender appender = Appender.of(bench, LOG);

    appender.close();

    assertThat(bench.faults.log(Call.FORCE)).containsExactly("force events.log", "force /d");
    assertThat(bench.faults.log(Call.CREATE)).isEmpty();
    bench.assertNothingLeft();
  }

  @Test
  void aPositionalWriteGoesToTheEndAndCounts() throws IOException {
    bench.disk.file(LOG, "old\n");
    Appender appender = Appender.of(bench, LOG);

    appender.writeByChannel("one\n", -1);
    appender.writeByChannel("two\n", 0);

    assertThat(bench.disk.text(LOG)).isEqualTo("old\none\ntwo\n");
    assertThat(mark().end).isEqualTo(12);
    appender.close();
  }

  @Test
  void aForceThatFailedIsFinal() throws IOException {
    Appender appender = Appender.of(bench, LOG);
    Appender other = Appender.of(bench, LOG);
    other.write("zero\n");
    bench.faults.fail(Call.FORCE_DATA, 1, EIO);

    assertThatThrownBy(() -> appender.write("one\n")).isInstanceOf(SaveFailedException.class);
    int forces = bench.faults.countOf(Call.FORCE_DATA);
    int writes = bench.faults.countOf(Call.WRITE);
    assertThatThrownBy(() -> appender.write("two\n")).isInstanceOf(SaveFailedException.class);
    assertThatThrownBy(() -> other.write("three\n")).isInstanceOf(SaveFailedException.class);

    assertThat(bench.faults.countOf(Call.WRITE)).as("nothing more is written").isEqualTo(writes);
    assertThat(bench.faults.countOf(Call.FORCE_DATA)).isEqualTo(forces);
    assertThatThrownBy(appender::close).isInstanceOf(SaveFailedException.class);
    assertThatThrownBy(other::close).isInstanceOf(SaveFailedException.class);
    assertThat(mark().end).as("what was acknowledged").isEqualTo(5);
    assertThat(bench.fs.openDescriptors()).isEmpty();
  }

  @Test
  void aMarkThatCannotBeForcedFailsTheWrite() throws IOException {
    Appender appender = Appender.of(bench, LOG);
    appender.write("zero\n");
    bench.faults.fail(Call.FORCE_DATA, 2, EIO);

    assertThatThrownBy(() -> appender.write("one\n")).isInstanceOf(SaveFailedException.class);
    assertThatThrownBy(appender::close).isInstanceOf(SaveFailedException.class);
  }

  @Test
  void whatAFailedWriteHasLeftIsCutOff() throws IOException {
    bench.disk.file(LOG, "old\n");
    Appender appender = Appender.of(bench, LOG);
    appender.write("one\n");

    appender.writeHalf("two and more\n", 6);

    assertThat(bench.disk.contentsAfterCut(LOG)).containsExactly("old\none\n");
    appender.write("three\n");
    assertThat(bench.disk.text(LOG)).isEqualTo("old\none\nthree\n");
    assertThat(mark().end).isEqualTo(14);
    appender.close();
    bench.assertNothingLeft();
  }

  @Test
  void whatOthersHaveWrittenBehindAFailedWriteStays() throws IOException {
    Appender appender = Appender.of(bench, LOG);
    appender.write("one\n");
    appender.begin("two and more\n");
    bench.fs.write(appender.opened.number, "two");
    Opening.Opened others = Appender.open(bench, LOG);
    bench.fs.write(others.number, "others\n");

    appender.file.writeEnded();

    assertThat(bench.disk.text(LOG)).isEqualTo("one\ntwoothers\n");
    others.file.discard();
    bench.fs.closeAsJdk(others.number);
    appender.close();
  }

  @Test
  void aFullDiskIsToldAsStockAndTheNextWriteGoesOn() throws IOException {
    Appender appender = Appender.of(bench, LOG);
    appender.write("one\n");
    bench.faults.fail(Call.WRITE, 1, ENOSPC);

    assertThatThrownBy(() -> appender.write("two\n")).hasMessage("No space left on device");
    appender.write("three\n");

    assertThat(bench.disk.contentsAfterCut(LOG)).containsExactly("one\nthree\n");
    appender.close();
    bench.assertNothingLeft();
  }

  @Test
  void whereNoMarkCanBeMadeEachWriteIsForcedAndItIsToldOnce() throws IOException {
    bench.disk.file(LOG, "old\n");
    bench.faults.failAlways(Call.CREATE, Errors.EACCES);
    Appender appender = Appender.of(bench, LOG);

    appender.write("one\n");
    appender.write("two\n");

    assertThat(bench.disk.contentsAfterCut(LOG)).containsExactly("old\none\ntwo\n");
    assertThat(bench.told)
        .singleElement()
        .asString()
        .contains(LOG, "rule 1", "Permission denied", "Make its folder writable");
    assertThat(bench.count(Event.APPENDED_WITHOUT_MARK)).isEqualTo(2);
    appender.close();
    bench.assertNothingLeft();
  }

  @Test
  void twoDescriptorsOfOneFileHaveOneMark() throws IOException {
    Appender one = Appender.of(bench, LOG);
    Appender other = Appender.of(bench, LOG);
    one.write("one\n");
    other.write("two\n");
    assertThat(mark().end).isEqualTo(8);
    one.close();
    other.write("three\n");
    assertThat(mark().end).isEqualTo(14);

    other.close();

    bench.assertNothingLeft();
  }

  @Test
  void afterItsEndAtExitAWriteIsDurableAllTheSame() throws IOException {
    Appender appender = Appender.of(bench, LOG);
    appender.write("one\n");
    appender.file.commit(appender.opened.number);
    assertThat(marks()).isEmpty();

    appender.write("two\n");

    assertThat(bench.disk.contentsAfterCut(LOG)).containsExactly("one\ntwo\n");
    assertThat(mark().end).isEqualTo(8);
    appender.close();
    bench.assertNothingLeft();
  }

  @Test
  void collectedItIsAsWhenItIsClosed() throws IOException {
    Appender appender = Appender.of(bench, LOG);
    appender.write("one\n");
    bench.fs.closeAsJdk(appender.opened.number);

    int again = appender.file.reopenOrMinusOne();
    appender.file.commit(again);
    bench.fs.closeAsJdk(again);

    assertThat(bench.disk.contentsAfterCut(LOG)).containsExactly("one\n");
    bench.assertNothingLeft();
  }

  @Test
  void whereAnotherProcessHasAMarkOfTheFileOursStaysShut() throws IOException {
    Appender appender = Appender.of(bench, LOG);
    appender.write("one\n");
    String others =
        ".holdfast-a-" + Bench.OWNER.toString().replace("f000000a", "f000000b") + "00000001";
    bench.disk.file("/d/" + others, bench.disk.text("/d/" + marks().get(0)));

    appender.close();

    assertThat(marks()).hasSize(2).contains(others);
    assertThat(bench.disk.text("/d/" + marks().get(0))).contains("0000000000000004 shut");
    List<String> shut = marks();
    Appender again = Appender.of(bench, LOG);
    again.write("two\n");
    assertThat(marks()).as("it is taken up again").isEqualTo(shut);
    bench.disk.delete("/d/" + others);
    assertThat(mark().state).isEqualTo(AppendMark.State.OPEN);
    assertThat(mark().end).isEqualTo(8);
    again.close();
    bench.assertNothingLeft();
  }

  private String mark(String letter, String owner, long end) throws IOException {
    String name = ".holdfast-" + letter + "-" + owner + "00000001";
    long inode = bench.fs.statOrNull(bench.place(LOG)).inode();
    byte[] bytes = AppendMark.first(inode, "events.log", end).toBytes();
    bench.disk.file("/d/" + name, new String(bytes, StandardCharsets.US_ASCII));
    return name;
  }

  @Test
  void whatACrashHasLeftIsCutOffBeforeAnythingIsWrittenBehindIt() throws IOException {
    bench.disk.file(LOG, "one\ntw");
    mark("a", "00000000000b" + Bench.OWNER.toString().substring(12), 4);
    Appender appender = Appender.of(bench, LOG);

    appender.write("three\n");

    assertThat(bench.disk.contentsAfterCut(LOG)).containsExactly("one\nthree\n");
    assertThat(bench.disk.text(LOG + ".holdfast-unfinished")).isEqualTo("tw");
    appender.close();
  }

  @Test
  void whileAnotherProcessCutsTheFileNothingIsWritten() throws IOException {
    bench.disk.file(LOG, "one\ntw");
    String claim = mark("t", Bench.OWNER.toString().replace("f000000a", "f000000b"), 4);
    bench.faults.meanwhile(Call.NAMES, 5, () -> bench.disk.delete("/d/" + claim));
    Appender appender = Appender.of(bench, LOG);

    appender.write("three\n");

    assertThat(marks()).as("waited for").doesNotContain(claim);
    assertThat(bench.faults.log(Call.NAMES, Call.WRITE)).endsWith("write events.log");
    appender.close();
  }

  @Test
  void aNewFolderAboveIsForcedWithTheFirstWrite() throws IOException {
    bench.disk.folder("/d/new");
    Appender appender = Appender.of(bench, "/d/new/events.log");

    appender.write("one\n");

    assertThat(bench.faults.log(Call.FORCE)).contains("force /d/new", "force /d");
    appender.close();
  }

  @Test
  void theMarkDoesNotReachBeyondWhatACutOffWriteHasLeft() throws IOException {
    Appender appender = Appender.of(bench, LOG);
    appender.begin("one\n");
    bench.fs.write(appender.opened.number, "one\n");
    appender.file.wrote(4, 0); // ended, and not durable yet

    appender.writeHalf("two and more\n", 6);
    appender.end();

    assertThat(bench.disk.text(LOG)).isEqualTo("one\n");
    assertThat(mark().end).isEqualTo(4);
    appender.close();
  }

  @Test
  void collectedBeforeItsWriteWasForcedItIsForcedAllTheSame() throws IOException {
    Appender appender = Appender.of(bench, LOG);
    appender.begin("one\n");
    bench.fs.write(appender.opened.number, "one\n");
    appender.file.wrote(4, 0);
    bench.fs.closeAsJdk(appender.opened.number);

    int again = appender.file.reopenOrMinusOne();
    appender.file.commit(again);
    bench.fs.closeAsJdk(again);
    appender.file.closed();

    assertThat(bench.disk.contentsAfterCut(LOG)).containsExactly("one\n");
    bench.assertNothingLeft();
  }

  @Test
  void theMarkReachesAsFarAsOneHasWrittenWhoWasCollected() throws IOException {
    Appender one = Appender.of(bench, LOG);
    Appender other = Appender.of(bench, LOG);
    for (Appender each : new Appender[] {one, other}) {
      each.begin("1234\n");
      bench.fs.write(each.opened.number, "1234\n");
      each.file.wrote(5, 0);
    }
    bench.fs.closeAsJdk(other.opened.number);

    int again = other.file.reopenOrMinusOne();
    other.file.commit(again);
    bench.fs.closeAsJdk(again);

    assertThat(mark().end).isEqualTo(10);
    one.end();
    one.close();
    bench.assertNothingLeft();
  }

  @Test
  void lockLikeNamesPassAsUnderSync() throws IOException {
    assertThat(Appender.open(bench, "/d/app.lock").file)
        .isInstanceOf(ForcedFile.class)
        .isNotInstanceOf(AppendedFile.class);
  }
}
