package dev.holdfast.core.save;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.core.fs.Call;
import dev.holdfast.core.fs.Errors;
import dev.holdfast.core.fs.Place;
import dev.holdfast.core.save.Replacement.Existing;
import dev.holdfast.core.save.Replacement.Outcome;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Earlier versions of a target that the application itself replaces by a rename. */
class KeepingByRenameTest {
  private static final int ENOSPC = 28;
  private static final String TARGET = "/d/conf";

  private final Bench bench = KeepingTest.keeping(2);

  private Outcome rename(String from, Place to) throws IOException {
    return new Replacement(bench.with)
        .rename(bench.policy, bench.place(from), to, Existing.REPLACED);
  }

  @Test
  void aRenameKeepsWhatItReplaces() throws IOException {
    bench.disk.file(TARGET, "1");
    bench.disk.file("/d/temp", "2");
    bench.faults.clearLog();

    assertThat(rename("/d/temp", bench.place(TARGET))).isEqualTo(Outcome.DONE);

    assertThat(bench.disk.contentsAfterCut(KeepingTest.previous(1))).containsExactly("1");
    assertThat(bench.faults.log(Call.LINK, Call.REPLACE, Call.FORCE))
        .containsExactly(
            "force temp",
            "force conf",
            "link conf = conf.holdfast-previous.1",
            "force /d",
            "replace temp -> conf",
            "force /d");
    bench.assertNothingLeft();
  }

  @ParameterizedTest
  @ValueSource(ints = {Errors.EACCES, Errors.EXDEV})
  void aRenameThatFailsTakesItBack(int errno) throws IOException {
    bench.disk.file(TARGET, "3");
    bench.disk.file(KeepingTest.previous(1), "2");
    bench.disk.file(KeepingTest.previous(2), "1");
    bench.disk.file("/d/temp", "4");
    bench.faults.fail(Call.REPLACE, 3, errno);

    if (errno == Errors.EXDEV) {
      assertThat(rename("/d/temp", bench.place(TARGET))).isEqualTo(Outcome.OTHER_FILE_SYSTEM);
    } else {
      assertThatThrownBy(() -> rename("/d/temp", bench.place(TARGET)))
          .hasMessageContaining("Permission denied");
    }

    assertThat(bench.disk.text(TARGET)).isEqualTo("3");
    assertThat(bench.disk.text(KeepingTest.previous(1))).isEqualTo("2");
    assertThat(bench.disk.text(KeepingTest.previous(2))).isEqualTo("1");
    bench.assertNothingLeft();
  }

  @Test
  void aRenameThatCannotKeepFailsAndNothingHasChanged() {
    bench.disk.file(TARGET, "1");
    bench.disk.file("/d/temp", "2");
    bench.faults.fail(Call.LINK, 1, ENOSPC);

    assertThatThrownBy(() -> rename("/d/temp", bench.place(TARGET)))
        .isInstanceOf(SaveFailedException.class)
        .hasMessageContaining("keep of the old version failed: No space left on device");

    assertThat(bench.disk.text(TARGET)).isEqualTo("1");
    assertThat(bench.disk.text("/d/temp")).isEqualTo("2");
    assertThat(bench.disk.names("/d")).containsExactly("conf", "temp");
    bench.assertNothingLeft();
  }

  @Test
  void anEarlierVersionRenamedBackIsNotMovedAwayBeforeIt() throws IOException {
    bench.disk.file(TARGET, "bad");
    bench.disk.file(KeepingTest.previous(1), "good");

    assertThat(rename(KeepingTest.previous(1), bench.place(TARGET))).isEqualTo(Outcome.DONE);

    assertThat(bench.disk.contentsAfterCut(TARGET)).containsExactly("good");
  }

  @Test
  void aVersionThatHasMovedUpForOneThatCannotBeKeptMovesBack() {
    bench.disk.file(TARGET, "2");
    bench.disk.file(KeepingTest.previous(1), "1");
    bench.disk.file("/d/temp", "3");
    bench.faults.fail(Call.LINK, 1, ENOSPC);

    assertThatThrownBy(() -> rename("/d/temp", bench.place(TARGET)))
        .isInstanceOf(SaveFailedException.class);

    assertThat(bench.disk.text(KeepingTest.previous(1))).isEqualTo("1");
    assertThat(bench.disk.names("/d"))
        .containsExactlyInAnyOrder("conf", "conf.holdfast-previous.1", "temp");
  }

  @Test
  void theOldestGoesWhenTheRenameIsDone() throws IOException {
    bench.disk.file(TARGET, "3");
    bench.disk.file(KeepingTest.previous(1), "2");
    bench.disk.file(KeepingTest.previous(2), "1");
    bench.disk.file("/d/temp", "4");

    assertThat(rename("/d/temp", bench.place(TARGET))).isEqualTo(Outcome.DONE);

    assertThat(bench.disk.text(KeepingTest.previous(2))).isEqualTo("2");
    bench.assertNothingLeft();
  }
}
