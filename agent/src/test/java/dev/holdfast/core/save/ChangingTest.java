package dev.holdfast.core.save;

import static dev.holdfast.core.fs.FakeDisk.ABSENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.boot.Hooks;
import dev.holdfast.core.fs.Call;
import dev.holdfast.core.fs.PowerCut;
import java.io.FileDescriptor;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** {@code in-place: shadow}: pieces of a file are changed in a copy, which replaces it at close. */
class ChangingTest {
  private static final String TARGET = "/d/conf";
  private static final int READ_WRITE = 2;

  private Bench bench = Bench.changing();

  private Openings openings() {
    Names names = new Names(bench.with, bench.protection, bench.openFiles, bench.deletions);
    return new Openings(bench.with, bench.protection, bench.deletions, names);
  }

  private void change(Opening.Opened opened) throws IOException {
    FileDescriptor descriptor = bench.known(opened);
    bench.fs.seek(opened.number, 4);
    bench.write(opened, "NEW");
    bench.close(descriptor);
  }

  @Test
  void theOldVersionStaysUntilTheCloseAndThenAllChangesAreThere() throws IOException {
    bench.disk.file(TARGET, "the old version");
    Opening.Opened opened = openings().randomAccessOrNull(TARGET, READ_WRITE);
    FileDescriptor descriptor = bench.known(opened);
    bench.fs.rewrite(opened.number, "THE");
    bench.fs.seek(opened.number, 4);
    bench.fs.write(opened.number, "NEW");

    assertThat(bench.disk.contentsAfterCut(TARGET)).containsExactly("the old version");
    bench.close(descriptor);

    assertThat(bench.disk.contentsAfterCut(TARGET)).containsExactly("THE NEW version");
    bench.assertNothingLeft();
  }

  @Test
  void theApplicationStartsAtItsBeginning() throws IOException {
    bench.disk.file(TARGET, "the old version");
    Opening.Opened opened = openings().randomAccessOrNull(TARGET, READ_WRITE);
    FileDescriptor descriptor = bench.known(opened);
    bench.write(opened, "THE");
    bench.close(descriptor);

    assertThat(bench.disk.text(TARGET)).isEqualTo("THE old version");
  }

  @Test
  void killedAtAnyCallItIsOldOrNew() throws IOException {
    int nth = 1;
    for (boolean cut = true; cut; nth++) {
      bench = Bench.changing();
      bench.disk.file(TARGET, "the old version");
      bench.faults.cutBefore(nth);
      try {
        change(openings().randomAccessOrNull(TARGET, READ_WRITE));
      } catch (PowerCut killed) {
        assertThat(bench.faults.isCut()).isTrue();
      }
      cut = bench.faults.isCut();

      assertThat(bench.disk.contentsAfterCut(TARGET))
          .as("killed before call %d", nth)
          .isSubsetOf("the old version", "the NEW version");
    }
    assertThat(bench.disk.text(TARGET)).isEqualTo("the NEW version");
  }

  @Test
  void aMissingFileAppearsWhole() throws IOException {
    Opening.Opened opened = openings().randomAccessOrNull(TARGET, READ_WRITE);
    FileDescriptor descriptor = bench.known(opened);
    bench.write(opened, "new");
    assertThat(bench.disk.text(TARGET)).isEqualTo(ABSENT);
    bench.close(descriptor);

    assertThat(bench.disk.contentsAfterCut(TARGET)).containsExactly("new");
  }

  @Test
  void aSecondHandleSeesWhatTheFirstHasWrittenAndBothGoIntoOneFile() throws IOException {
    bench.disk.file(TARGET, "the old version");
    Openings openings = openings();
    Opening.Opened first = openings.randomAccessOrNull(TARGET, READ_WRITE);
    FileDescriptor firstDescriptor = bench.known(first);
    bench.write(first, "THE");
    Opening.Opened second = openings.randomAccessOrNull(TARGET, READ_WRITE);
    FileDescriptor secondDescriptor = bench.known(second);
    bench.fs.seek(second.number, 4);
    bench.write(second, "NEW");
    bench.close(secondDescriptor);
    bench.fs.seek(first.number, 8);
    bench.write(first, "VERSION");
    bench.close(firstDescriptor);

    assertThat(bench.disk.contentsAfterCut(TARGET)).containsExactly("THE NEW VERSION");
    bench.assertNothingLeft();
  }

  @Test
  void aFullDiskIsToldAtOnce() {
    bench.disk.file(TARGET, "the old version");
    bench.faults.fail(Call.COPY, 1, 28);

    assertThatThrownBy(() -> openings().randomAccessOrNull(TARGET, READ_WRITE))
        .isInstanceOf(IOException.class);

    assertThat(bench.disk.text(TARGET)).isEqualTo("the old version");
    bench.assertNothingLeft();
  }

  @Test
  void whatIsTooLargeToCopyIsChangedInPlaceAndThatIsTold() throws IOException {
    bench.disk.file(TARGET, "x".repeat((int) Changing.COPY_MAX + 1));

    change(openings().randomAccessOrNull(TARGET, READ_WRITE));

    assertThat(bench.told)
        .singleElement()
        .asString()
        .contains(TARGET, "67108865", "limit of 67108864", "in-place: shadow", "rule 1");
    assertThat(bench.faults.log(Call.CREATE)).isEmpty();
    bench.assertNothingLeft();
  }

  @Test
  void whatMayNotBeReadIsChangedInPlaceAndThatIsTold() throws IOException {
    bench.disk.file(TARGET, "the old version");
    bench.faults.fail(Call.OPEN, 2, 13);

    change(openings().channelOrNull(-1, Path.of(TARGET), 2, 0666));

    assertThat(bench.disk.contentsAfterCut(TARGET)).containsExactly("the NEW version");
    assertThat(bench.told).singleElement().asString().contains("can't be read");
    bench.assertNothingLeft();
  }

  /** Who finds it locked by its name must find what is in it. */
  @Test
  void aLockFileIsOpenedAsItIsAndNothingIsTold() throws IOException {
    bench.disk.file("/d/db.lock", "the old version");

    change(openings().randomAccessOrNull("/d/db.lock", READ_WRITE));

    assertThat(bench.disk.contentsAfterCut("/d/db.lock")).containsExactly("the NEW version");
    assertThat(bench.faults.log(Call.CREATE, Call.OPEN_TRUNCATED)).isEmpty();
    assertThat(bench.told).isEmpty();
    bench.assertNothingLeft();
  }

  @Test
  void whatStockRefusesIsLeftToIt() throws IOException {
    Path missing = Path.of("/d/missing");
    assertThat(openings().channelOrNull(-1, missing, Hooks.WRITE, 0666)).isNull();

    bench.disk.file(TARGET, "the old version");
    bench.disk.look("/d", 0300, 1000);
    assertThat(openings().randomAccessOrNull(TARGET, READ_WRITE)).isNull();

    assertThat(bench.told).singleElement().asString().contains("its folder can't be opened");
    bench.assertNothingLeft();
  }

  @Test
  void whereThereCanBeNoCopyItIsWrittenInPlace() throws IOException {
    bench.disk.file(TARGET, "the old version");
    bench.disk.look("/d", 0555, 1000);
    bench.disk.folder("/home");
    bench.disk.look("/home", 0555, 1000);

    change(openings().randomAccessOrNull(TARGET, READ_WRITE));

    assertThat(bench.disk.contentsAfterCut(TARGET)).containsExactly("the NEW version");
    assertThat(bench.told).isNotEmpty();
    bench.assertNothingLeft();
  }
}
