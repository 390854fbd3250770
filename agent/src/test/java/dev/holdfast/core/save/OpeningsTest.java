package dev.holdfast.core.save;

import static dev.holdfast.core.fs.FakeDisk.ABSENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.boot.Hooks;
import dev.holdfast.core.fs.Call;
import dev.holdfast.core.observe.Event;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are appended to, or opened for writing and not cut. */
class OpeningsTest {
  private static final int EIO = 5;
  private static final int EMFILE = 24;
  private static final int RANDOM_WRITE = 2;
  private static final int CREATE = 0644;

  private final Bench bench = new Bench();

  /** The ways to open a file as it is. */
  enum Way {
    APPENDING_STREAM,
    APPENDING_CHANNEL,
    RANDOM_ACCESS,
    CHANNEL;

    boolean isAppending() {
      return this == APPENDING_STREAM || this == APPENDING_CHANNEL;
    }

    Opening.Opened openOrNull(Bench bench, String path) throws IOException {
      return openOrNull(bench, path, Hooks.CREATE);
    }

    Opening.Opened openOrNull(Bench bench, String path, int more) throws IOException {
      Openings openings =
          new Openings(
              bench.with,
              bench.protection,
              bench.deletions,
              new Names(bench.with, bench.protection, bench.openFiles, bench.deletions));
      return switch (this) {
        case APPENDING_STREAM -> openings.streamOrNull(path, true);
        case APPENDING_CHANNEL ->
            openings.channelOrNull(-1, Path.of(path), Hooks.WRITE | Hooks.APPEND | more, CREATE);
        case RANDOM_ACCESS -> openings.randomAccessOrNull(path, RANDOM_WRITE);
        case CHANNEL -> openings.channelOrNull(-1, Path.of(path), Hooks.WRITE | more, CREATE);
      };
    }
  }

  /** Made so long ago that its name is on disk by now. */
  private void settledFile() {
    bench.disk.turnBack(2 * FolderNames.SETTLED_NANOS);
    bench.disk.file("/d/events", "old");
    bench.disk.turnBack(-2 * FolderNames.SETTLED_NANOS);
  }

  @ParameterizedTest
  @EnumSource
  void whatIsWrittenIsDurableWhenItIsClosed(Way way) throws IOException {
    bench.disk.file("/d/events", "old");

    Opening.Opened opened = way.openOrNull(bench, "/d/events");
    bench.write(opened, "+1");
    bench.faults.clearLog();
    bench.close(opened);

    String content = way.isAppending() ? "old+1" : "+1d";
    assertThat(bench.disk.contentsAfterCut("/d/events")).containsExactly(content);
    assertThat(bench.faults.log(Call.FORCE)).contains("force events");
    assertThat(bench.count(Event.FORCED_IN_PLACE)).isEqualTo(1);
    bench.assertNothingLeft();
  }

  @ParameterizedTest
  @EnumSource
  void soIsANewFileWithItsNameAndThoseOfItsFolders(Way way) throws IOException {
    bench.disk.folder("/d/new");

    Opening.Opened opened = way.openOrNull(bench, "/d/new/events");
    assertThat(bench.disk.text("/d/new/events")).as("at once, as stock").isEmpty();
    bench.write(opened, "1");
    bench.close(opened);

    assertThat(bench.disk.contentsAfterCut("/d/new/events")).containsExactly("1");
    assertThat(bench.faults.log(Call.FORCE)).contains("force events", "force /d/new", "force /d");
    bench.assertNothingLeft();
  }

  @ParameterizedTest
  @EnumSource
  void aFileInAFolderThatHasSettledCostsOneForce(Way way) throws IOException {
    settledFile();
    Opening.Opened opened = way.openOrNull(bench, "/d/events");
    bench.write(opened, "1");
    bench.faults.clearLog();

    bench.close(opened);

    assertThat(bench.faults.log(Call.FORCE)).containsExactly("force events");
  }

  @ParameterizedTest
  @EnumSource
  void theRuleMayLeaveItToStock(Way way) throws IOException {
    Bench passing = Bench.passing();
    passing.disk.file("/d/events", "old");

    assertThat(way.openOrNull(passing, "/d/events")).isNull();

    Event counted =
        switch (way) {
          case RANDOM_ACCESS -> Event.PASSED_RANDOM_ACCESS;
          case CHANNEL -> Event.PASSED_WITHOUT_TRUNCATION;
          default -> Event.PASSED_APPEND;
        };
    assertThat(passing.count(counted)).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource
  void whatIsNoFileToProtectIsStocks(Way way) throws IOException {
    bench.disk.fifo("/d/pipe");
    bench.disk.folder("/d/sub");
    bench.disk.folder("/e");
    bench.disk.file("/e/other", "x");

    for (String path : new String[] {"/d/pipe", "/d/sub", "/e/other", "/d/missing/x"}) {
      assertThat(way.openOrNull(bench, path)).as(path).isNull();
    }
    assertThat(bench.told).isEmpty();
    bench.assertNothingLeft();
  }

  @ParameterizedTest
  @EnumSource
  void whatMayNotBeWrittenIsStocksToRefuse(Way way) throws IOException {
    bench.disk.file("/d/events", "old");
    bench.disk.look("/d/events", 0444, 1000);

    assertThat(way.openOrNull(bench, "/d/events")).isNull();
    bench.assertNothingLeft();
  }

  @ParameterizedTest
  @ValueSource(strings = {"APPENDING_CHANNEL", "CHANNEL"})
  void aChannelThatMayNotCreateDoesNot(Way way) throws IOException {
    assertThat(way.openOrNull(bench, "/d/events", 0)).isNull();
    assertThat(bench.disk.text("/d/events")).isEqualTo(ABSENT);

    bench.disk.file("/d/events", "old");
    bench.close(way.openOrNull(bench, "/d/events", 0));
  }

  @ParameterizedTest
  @ValueSource(strings = {"APPENDING_CHANNEL", "CHANNEL"})
  void aLinkThatMayNotBeFollowedIsStocksToRefuse(Way way) throws IOException {
    bench.disk.file("/d/events", "old");
    bench.disk.link("/d/link", "/d/events");

    assertThat(way.openOrNull(bench, "/d/link", Hooks.NO_FOLLOW)).isNull();
    bench.close(way.openOrNull(bench, "/d/link", 0));
  }

  @ParameterizedTest
  @EnumSource
  void aSystemThatHasRunOutOfDescriptorsSaysSoAsStock(Way way) throws IOException {
    bench.disk.file("/d/events", "old");
    bench.faults.failAlways(Call.OPEN_FOLDER, EMFILE);

    Class<?> stocks =
        way == Way.APPENDING_STREAM || way == Way.RANDOM_ACCESS
            ? FileNotFoundException.class
            : FileSystemException.class;
    assertThatThrownBy(() -> way.openOrNull(bench, "/d/events"))
        .isInstanceOf(stocks)
        .hasMessageContaining("/d/events")
        .hasMessageContaining("Too many open files");
    bench.assertNothingLeft();
  }

  @Test
  void aSaveInFlightIsPublishedBeforeItIsAppendedTo() throws IOException {
    Opening.Opened save = bench.openOrNull("/d/events");
    bench.write(save, "saved");
    java.io.FileDescriptor descriptor = new java.io.FileDescriptor();
    bench.fs.setNumber(descriptor, save.number);
    bench.openFiles.add(descriptor, save.number, save.file);

    Opening.Opened opened = Way.APPENDING_STREAM.openOrNull(bench, "/d/events");
    bench.write(opened, "+1");
    bench.close(opened);

    assertThat(bench.disk.text("/d/events")).isEqualTo("saved+1");
  }

  @Test
  void theApplicationsOwnForceIsOneForce() throws IOException {
    settledFile();
    Opening.Opened opened = Way.CHANNEL.openOrNull(bench, "/d/events");
    bench.write(opened, "1");
    bench.faults.clearLog();

    opened.file.forcing(opened.number, OpenFile.Extent.DATA);
    assertThat(bench.disk.contentsAfterCut("/d/events")).containsExactly("1ld");
    opened.file.forcing(opened.number, OpenFile.Extent.DATA);
    bench.close(opened);

    assertThat(bench.faults.log(Call.FORCE, Call.FORCE_DATA))
        .as("each of the application's, as stock; none at the close")
        .containsExactly("force data events", "force data events");
  }

  @Test
  void aForceOfTheApplicationsThatFailedIsFinal() throws IOException {
    bench.disk.file("/d/events", "old");
    Opening.Opened opened = Way.CHANNEL.openOrNull(bench, "/d/events");
    bench.write(opened, "1");
    bench.faults.fail(Call.FORCE_DATA, 1, EIO);

    assertThatThrownBy(() -> opened.file.forcing(opened.number, OpenFile.Extent.DATA))
        .isInstanceOf(SaveFailedException.class);
    bench.faults.clearLog();
    assertThatThrownBy(() -> bench.close(opened)).isInstanceOf(SaveFailedException.class);
    assertThat(bench.faults.log(Call.FORCE, Call.FORCE_DATA)).isEmpty();
  }
}
