package dev.holdfast.core.save;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.core.fs.Call;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** A new file is no use where a power cut takes the folder that it is in. */
class FolderNamesTest {
  private static final int EIO = 5;

  private final Bench bench = new Bench();

  private void save(String path) throws IOException {
    Opening.Opened opened = bench.openOrNull(path);
    bench.write(opened, "new");
    bench.faults.clearLog();
    bench.close(opened);
  }

  @Test
  void theFoldersThatHaveNewFoldersAreForcedBeforeTheNewFileIsThere() throws IOException {
    bench.disk.folder("/d/made/deeper");
    save("/d/made/deeper/conf");

    assertThat(bench.faults.log(Call.FORCE, Call.REPLACE))
        .containsExactly(
            "force shadow",
            "force /d/made",
            "force /d",
            "replace shadow -> conf",
            "force /d/made/deeper");
    bench.assertNothingLeft();
  }

  @Test
  void foldersWithoutChangesForTenMinutesAreNotForced() throws IOException {
    save("/d/conf");

    assertThat(bench.faults.log(Call.FORCE)).containsExactly("force shadow", "force /d");
  }

  @Test
  void aFolderMovedMeanwhileWhoseNameLeadsInARingIsLeftAsItIs() throws IOException {
    bench.disk.folder("/d/made");
    Opening.Opened opened = bench.openOrNull("/d/made/conf");
    bench.write(opened, "new");
    bench.fs.replace(bench.place("/d/made"), bench.place("/d/moved"));
    bench.disk.link("/d/made", "made");

    bench.close(opened);

    assertThat(bench.disk.text("/d/moved/conf")).isEqualTo("new");
  }

  @Test
  void anOverwrittenFileHasItsFolderAlready() throws IOException {
    bench.disk.folder("/d/made");
    bench.disk.file("/d/made/conf", "old");
    save("/d/made/conf");

    assertThat(bench.faults.log(Call.FORCE)).containsExactly("force shadow", "force /d/made");
  }

  @Test
  void whatIsForcedAndUnchangedIsNotForcedAgain() throws IOException {
    bench.disk.turnBack(2_000_000_000L); // else a later change could have the same time
    bench.disk.folder("/d/made");
    bench.disk.turnBack(-2_000_000_000L);
    save("/d/made/one");
    save("/d/made/two");

    assertThat(bench.faults.log(Call.FORCE)).containsExactly("force shadow", "force /d/made");

    bench.disk.folder("/d/other");
    save("/d/made/three");

    assertThat(bench.faults.log(Call.FORCE)).contains("force /d");
  }

  @Test
  void theRealFoldersAreForcedNotThoseOfALinkOnTheWay() throws IOException {
    bench.disk.folder("/x/made");
    bench.disk.link("/d/link", "/x/made");
    save("/d/link/conf");

    assertThat(bench.faults.log(Call.FORCE)).contains("force /x").doesNotContain("force /d");
  }

  @Test
  void theApplicationsOwnRenameForcesThemToo() throws IOException {
    bench.disk.folder("/d/made");
    bench.disk.file("/d/made/tmp", "new");
    bench.faults.clearLog();
    new Replacement(bench.with)
        .rename(
            bench.policy,
            bench.fs.place("/d/made/tmp"),
            bench.fs.place("/d/made/conf"),
            Replacement.Existing.REPLACED);

    assertThat(bench.faults.log(Call.FORCE, Call.REPLACE))
        .containsExactly("force tmp", "force /d", "replace tmp -> conf", "force /d/made");
  }

  @Test
  void aForceThatFailsFailsTheSaveBeforeAnythingIsReplaced() throws IOException {
    bench.disk.folder("/d/made");
    Opening.Opened opened = bench.openOrNull("/d/made/conf");
    bench.write(opened, "new");
    bench.faults.fail(Call.FORCE, 2, EIO); // the first is that of the shadow copy

    assertThatThrownBy(() -> bench.close(opened))
        .isInstanceOf(SaveFailedException.class)
        .hasMessageContaining("force of the folders above");
    assertThat(bench.disk.names("/d/made")).isEmpty();
  }
}
