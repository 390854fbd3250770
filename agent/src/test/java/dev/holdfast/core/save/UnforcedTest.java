package dev.holdfast.core.save;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.boot.Hooks;
import dev.holdfast.core.fs.Call;
import dev.holdfast.core.fs.PowerCut;
import java.io.File;
import java.io.FileDescriptor;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** {@code survive: process-crash}: atomic at every call, and not one force. */
class UnforcedTest {
  private static final String TARGET = "/d/conf";

  private Bench bench = Bench.unforced();

  private Names names() {
    return new Names(bench.with, bench.protection, bench.openFiles, bench.deletions);
  }

  private Openings openings() {
    return new Openings(bench.with, bench.protection, bench.deletions, names());
  }

  private void save() throws IOException {
    Opening.Opened opened = openings().streamOrNull(TARGET, false);
    FileDescriptor descriptor = bench.known(opened);
    bench.write(opened, "new");
    bench.close(descriptor);
  }

  @Test
  void killedAtAnyCallASaveIsOldOrNew() throws IOException {
    int nth = 1;
    for (boolean cut = true; cut; nth++) {
      bench = Bench.unforced();
      bench.disk.file(TARGET, "old");
      bench.faults.cutBefore(nth);
      try {
        save();
      } catch (PowerCut killed) {
        assertThat(bench.faults.isCut()).isTrue();
      }
      cut = bench.faults.isCut();

      assertThat(bench.disk.text(TARGET)).as("killed before call %d", nth).isIn("old", "new");
      assertThat(bench.faults.log(Call.FORCE, Call.FORCE_DATA)).isEmpty();
    }
    assertThat(bench.disk.text(TARGET)).isEqualTo("new");
    bench.assertNothingLeft();
  }

  @Test
  void theApplicationsRenameReplacesAtomicallyAndIsNotForced() throws IOException {
    bench.disk.file(TARGET, "old");
    bench.disk.file("/d/conf.tmp", "new");

    assertThat(names().renaming(new File("/d/conf.tmp"), new File(TARGET))).isEqualTo(1);

    assertThat(bench.disk.text(TARGET)).isEqualTo("new");
    assertThat(bench.faults.log(Call.FORCE)).isEmpty();
  }

  @Test
  void aCopyReplacesAtomicallyAndIsNotForced() throws IOException {
    bench.disk.file(TARGET, "old");
    bench.disk.file("/d/other", "new");
    Object[] replacing = {java.nio.file.StandardCopyOption.REPLACE_EXISTING};

    assertThat(names().copying(Path.of("/d/other"), Path.of(TARGET), replacing)).isTrue();

    assertThat(bench.disk.text(TARGET)).isEqualTo("new");
    assertThat(bench.faults.log(Call.FORCE)).isEmpty();
  }

  @Test
  void aMoveFromAnotherFileSystemIsNotForced() throws IOException {
    bench.disk.mount("/m");
    bench.disk.file(TARGET, "old");
    bench.disk.file("/m/tmp", "new");
    Object[] replacing = {java.nio.file.StandardCopyOption.REPLACE_EXISTING};

    assertThat(names().moving(Path.of("/m/tmp"), Path.of(TARGET), replacing)).isTrue();

    assertThat(bench.disk.text(TARGET)).isEqualTo("new");
    assertThat(bench.faults.log(Call.FORCE, Call.REPLACE, Call.REMOVE))
        .containsExactly("replace shadow -> conf", "remove tmp");
  }

  /** Its rule's neighbour is forced: nobody may take the one for the other. */
  @Test
  void whatWasNotForcedIsKnownAsForcedToNobody() throws IOException {
    bench.disk.file("/d/conf.tmp", "new");
    names().renaming(new File("/d/conf.tmp"), new File(TARGET));

    assertThat(bench.with.forcedFiles.isForced(bench.fs.statOrNull(bench.place(TARGET)))).isFalse();
  }

  @Test
  void stockForcesWhatTheApplicationForces() throws IOException {
    bench.disk.file(TARGET, "old");
    SaveEngine engine =
        new SaveEngine(
            bench.fs,
            null,
            bench.protection,
            bench.observer,
            bench.with.shadowNames,
            bench.with.stateFolder,
            Bench.EXACT_KERNEL,
            bench.abandonment);
    FileDescriptor descriptor = new FileDescriptor();
    engine.openingStream(descriptor, TARGET, false);
    bench.fs.write(bench.fs.number(descriptor), "new");

    assertThat(engine.forcing(descriptor, true)).as("ours").isFalse();

    assertThat(bench.disk.text(TARGET)).as("published").isEqualTo("new");
    Hooks.live(0);
  }

  /** A rename by a rule that forces would take it for forced, and leave it so. */
  @Test
  void aSaveThatWasNotForcedIsKnownAsForcedToNobody() throws IOException {
    bench.disk.file(TARGET, "old");
    save();

    assertThat(bench.with.forcedFiles.isForced(bench.fs.statOrNull(bench.place(TARGET)))).isFalse();
  }

  @Test
  void aChangeInACopyIsNotForced() throws IOException {
    bench = Bench.unforcedChanging();
    bench.disk.file(TARGET, "the old version");
    Opening.Opened opened = openings().randomAccessOrNull(TARGET, 2);
    FileDescriptor descriptor = bench.known(opened);
    bench.write(opened, "THE");
    bench.close(descriptor);

    assertThat(bench.disk.text(TARGET)).isEqualTo("THE old version");
    assertThat(bench.faults.log(Call.FORCE, Call.FORCE_DATA)).isEmpty();
    bench.assertNothingLeft();
  }
}
