package dev.holdfast.core.save;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.holdfast.core.fs.Call;
import dev.holdfast.core.observe.Event;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class ForcedFileTest {
  private static final int EIO = 5;
  private static final int ENOSPC = 28;

  private final Bench bench = new Bench();

  private Opening.Opened opened(String content) throws IOException {
    Opening.Opened opened = bench.openOrNull("/d/app.lock");
    bench.write(opened, content);
    bench.faults.clearLog();
    return opened;
  }

  @Test
  void fileAndFolderAreForcedBeforeTheClose() throws IOException {
    bench.close(opened("1"));

    assertThat(bench.faults.log(Call.FORCE)).containsExactly("force app.lock", "force /d");
    bench.assertNothingLeft();
  }

  @Test
  void afterAFailedWriteTheRestIsForcedAllTheSame() throws IOException {
    Opening.Opened opened = opened("1");
    bench.faults.fail(Call.WRITE, 1, ENOSPC);
    assertThatThrownBy(() -> bench.write(opened, "too much")).hasMessage("No space left on device");
    bench.write(opened, "2");

    bench.close(opened);

    assertThat(bench.disk.contentsAfterCut("/d/app.lock")).containsExactly("12");
    bench.assertNothingLeft();
  }

  @Test
  void aForceThatFailedIsToldOnceMoreAtTheCloseAndNotRepeated() throws IOException {
    Opening.Opened opened = opened("1");
    bench.faults.fail(Call.FORCE, 1, EIO);
    SaveFailedException first =
        catchThrowableOfType(SaveFailedException.class, () -> opened.file.force(opened.number));

    assertThatThrownBy(() -> bench.close(opened))
        .isInstanceOf(SaveFailedException.class)
        .hasMessage(first.getMessage())
        .isNotSameAs(first);
    assertThat(bench.faults.log(Call.FORCE)).containsExactly("force app.lock");
    assertThat(bench.count(Event.FAILED)).isEqualTo(1);
    assertThat(bench.count(Event.FORCED_IN_PLACE)).isZero();
    bench.assertNothingLeft();
  }

  @Test
  void aForceAtTheCloseThatFailsIsTold() throws IOException {
    Opening.Opened opened = opened("1");
    bench.faults.fail(Call.FORCE, 2, EIO);

    assertThatThrownBy(() -> bench.close(opened))
        .hasMessage(
            "holdfast: cannot save /d/app.lock: force of the file written in place failed:"
                + " Input/output error; the new version is in place, but may not survive a power"
                + " cut (rule 1)");
    bench.assertNothingLeft();
  }

  @Test
  void afterItsEndAForceIsOfTheFileAlone() throws IOException {
    Opening.Opened opened = opened("1");
    opened.file.commit(opened.number);
    bench.write(opened, "2");
    bench.faults.clearLog();

    opened.file.force(opened.number);

    assertThat(bench.faults.log(Call.FORCE)).containsExactly("force app.lock");
    assertThat(bench.fs.misuses()).isEmpty();
  }

  @Test
  void discardedItIsAsItWasWritten() throws IOException {
    Opening.Opened opened = opened("1");

    opened.file.discard();
    bench.close(opened);

    assertThat(bench.disk.text("/d/app.lock")).isEqualTo("1");
    assertThat(bench.faults.log(Call.FORCE)).isEmpty();
    bench.assertNothingLeft();
  }

  @Test
  void thereIsNoOldVersionToGoBackToSoSetAsideIsCommitted() throws IOException {
    Opening.Opened opened = opened("1");

    opened.file.setAside(opened.number, "was still being saved");
    bench.close(opened);

    assertThat(bench.disk.contentsAfterCut("/d/app.lock")).containsExactly("1");
    bench.assertNothingLeft();
  }

  @Test
  void collectedItIsOpenedAgainAndForced() throws IOException {
    Opening.Opened opened = opened("1");
    bench.fs.closeAsJdk(opened.number);

    int again = opened.file.reopenOrMinusOne();
    opened.file.commit(again);
    bench.fs.closeAsJdk(again);

    assertThat(bench.disk.contentsAfterCut("/d/app.lock")).containsExactly("1");
    assertThat(opened.file.reopenOrMinusOne()).isEqualTo(-1);
    bench.assertNothingLeft();
  }

  @Test
  void whatTheApplicationHasForcedIsNotForcedTwice() throws IOException {
    Opening.Opened opened = opened("1");
    opened.file.force(opened.number);
    bench.faults.clearLog();

    bench.close(opened);

    assertThat(bench.faults.log(Call.FORCE)).containsExactly("force /d");
  }
}
