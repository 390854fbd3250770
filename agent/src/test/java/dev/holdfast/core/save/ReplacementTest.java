package dev.holdfast.core.save;

import static dev.holdfast.core.fs.FakeDisk.ABSENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.holdfast.boot.Errno;
import dev.holdfast.core.fs.Access;
import dev.holdfast.core.fs.Call;
import dev.holdfast.core.fs.Errors;
import dev.holdfast.core.fs.PowerCut;
import dev.holdfast.core.observe.Event;
import dev.holdfast.core.save.Replacement.Existing;
import dev.holdfast.core.save.Replacement.Outcome;
import dev.holdfast.core.save.SaveFailedException.Remains;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplacementTest {
  private static final int EIO = 5;

  private final Bench bench = new Bench();

  /** A temp as an application writes it, which nobody has forced. */
  private static void temp(Bench bench, String path, String content) throws IOException {
    int folder = bench.fs.openFolder(bench.place(path));
    int file = bench.fs.create(folder, bench.place(path).name(), Access.WRITE, 0666);
    bench.fs.write(file, content);
    bench.fs.close(file);
    bench.fs.close(folder);
    bench.faults.clearLog();
  }

  private static Outcome rename(Bench bench, String from, String to) throws IOException {
    return new Replacement(bench.with)
        .rename(bench.policy, bench.place(from), bench.place(to), Existing.REPLACED);
  }

  private Outcome rename(String from, String to) throws IOException {
    return rename(bench, from, to);
  }

  @Test
  void sourceForcedThenOneRenameThenTheFolderForced() throws IOException {
    bench.disk.file("/d/conf", "old");
    temp(bench, "/d/tmp", "new");

    assertThat(rename("/d/tmp", "/d/conf")).isEqualTo(Outcome.DONE);

    assertThat(bench.faults.log(Call.FORCE, Call.REPLACE, Call.REMOVE))
        .containsExactly("force tmp", "replace tmp -> conf", "force /d");
    assertThat(bench.disk.contentsAfterCut("/d/conf")).containsExactly("new");
    assertThat(bench.count(Event.RENAME_HARDENED)).isEqualTo(1);
    bench.assertNothingLeft();
  }

  @Test
  void acrossFoldersBothAreForced() throws IOException {
    bench.disk.folder("/e");
    bench.disk.file("/d/conf", "old");
    temp(bench, "/e/tmp", "new");

    assertThat(rename("/e/tmp", "/d/conf")).isEqualTo(Outcome.DONE);

    assertThat(bench.faults.log(Call.FORCE, Call.REPLACE))
        .containsExactly("force tmp", "replace tmp -> conf", "force /d", "force /e");
    bench.assertNothingLeft();
  }

  @Test
  void aPowerCutAtAnyCallLeavesTheOldOrTheNewVersionWhole() throws IOException {
    Set<String> worlds = new LinkedHashSet<>();
    for (int nth = 1; ; nth++) {
      Bench cut = new Bench();
      cut.disk.file("/d/conf", "old");
      temp(cut, "/d/tmp", "the new version");
      cut.faults.cutBefore(nth);
      try {
        assertThat(rename(cut, "/d/tmp", "/d/conf")).isEqualTo(Outcome.DONE);
        assertThat(cut.disk.contentsAfterCut("/d/conf")).containsExactly("the new version");
        break;
      } catch (PowerCut now) {
        worlds.addAll(cut.disk.contentsAfterCut("/d/conf"));
      }
    }
    assertThat(worlds).containsExactlyInAnyOrder("old", "the new version");
  }

  @Test
  void aFaultAtAnyCallIsToldOrHarmless() throws IOException {
    for (int errno : Bench.errnos()) {
      for (int nth = 1; ; nth++) {
        Bench fault = new Bench();
        fault.disk.folder("/e");
        fault.disk.file("/d/conf", "old");
        temp(fault, "/e/tmp", "new");
        fault.faults.failAny(nth, errno);
        String situation = errno + " at call " + nth;
        try {
          Outcome outcome = rename(fault, "/e/tmp", "/d/conf");
          if (outcome == Outcome.DONE) {
            assertThat(fault.disk.contentsAfterCut("/d/conf")).as(situation).containsExactly("new");
          } else {
            assertThat(fault.disk.text("/e/tmp")).as(situation).isEqualTo("new");
          }
        } catch (SaveFailedException failure) {
          assertThat(fault.disk.text("/d/conf"))
              .as(situation)
              .isEqualTo(failure.remains() == Remains.OLD ? "old" : "new");
        } catch (Errno failure) {
          assertThat(fault.disk.text("/e/tmp")).as(situation).isEqualTo("new");
          assertThat(fault.disk.text("/d/conf")).as(situation).isEqualTo("old");
        }
        fault.assertNothingLeft();
        if (fault.faults.fired() == 0) {
          break;
        }
      }
    }
  }

  @Test
  void whatTheApplicationHasForcedIsNotForcedAgain() throws IOException {
    bench.disk.file("/d/conf", "old");
    temp(bench, "/d/tmp", "new");
    bench.with.forcedFiles.forced(bench.fs.statOrNull(bench.place("/d/tmp")));

    rename("/d/tmp", "/d/conf");

    assertThat(bench.faults.log(Call.FORCE)).containsExactly("force /d");
  }

  @Test
  void aForceThatFailedIsFinalHoweverOftenTheApplicationTries() throws IOException {
    bench.disk.file("/d/conf", "old");
    temp(bench, "/d/tmp", "new");
    bench.faults.fail(Call.FORCE, 1, EIO);

    for (int attempt = 1; attempt <= 3; attempt++) {
      SaveFailedException failure =
          catchThrowableOfType(SaveFailedException.class, () -> rename("/d/tmp", "/d/conf"));
      assertThat(failure.remains()).isEqualTo(Remains.OLD);
    }

    assertThat(bench.faults.log(Call.FORCE, Call.REPLACE)).containsExactly("force tmp");
    assertThat(bench.disk.text("/d/conf")).isEqualTo("old");
    bench.assertNothingLeft();
  }

  @Test
  void afterAFailedForceATempWrittenAnewIsAnother() throws IOException {
    bench.disk.file("/d/conf", "old");
    temp(bench, "/d/tmp", "new");
    bench.faults.fail(Call.FORCE, 1, EIO);
    assertThatThrownBy(() -> rename("/d/tmp", "/d/conf")).isInstanceOf(IOException.class);
    bench.disk.delete("/d/tmp");
    temp(bench, "/d/tmp", "new");

    assertThat(rename("/d/tmp", "/d/conf")).isEqualTo(Outcome.DONE);

    assertThat(bench.disk.contentsAfterCut("/d/conf")).containsExactly("new");
  }

  @Test
  void aFolderThatCannotBeForcedIsTold() throws IOException {
    bench.disk.file("/d/conf", "old");
    temp(bench, "/d/tmp", "new");
    bench.faults.fail(Call.FORCE, 2, EIO);

    assertThatThrownBy(() -> rename("/d/tmp", "/d/conf"))
        .isInstanceOf(SaveFailedException.class)
        .hasMessageContaining("force of the folder failed")
        .hasMessageContaining("may not survive a power cut");
    assertThat(bench.count(Event.RENAME_HARDENED)).isZero();
    bench.assertNothingLeft();
  }

  @Test
  void theOldVersionIsHeldUntilTheFolderIsForced() throws IOException {
    bench.disk.file("/d/conf", "old");
    temp(bench, "/d/tmp", "new");

    rename("/d/tmp", "/d/conf");

    assertThat(bench.faults.log(Call.OPEN, Call.REPLACE, Call.FORCE, Call.CLOSE))
        .containsExactly(
            "open tmp READ",
            "force tmp",
            "close tmp",
            "open conf READ",
            "replace tmp -> conf",
            "force /d",
            "close conf",
            "close /d");
  }

  @Test
  void aNewTargetToo() throws IOException {
    temp(bench, "/d/tmp", "new");

    assertThat(rename("/d/tmp", "/d/conf")).isEqualTo(Outcome.DONE);

    assertThat(bench.disk.contentsAfterCut("/d/conf")).containsExactly("new");
    assertThat(bench.disk.contentsAfterCut("/d/tmp")).containsExactly(ABSENT);
  }

  @Test
  void aLinkIsRenamedItself() throws IOException {
    bench.disk.file("/d/real", "real");
    bench.disk.link("/d/link", "real");
    bench.disk.file("/d/conf", "old");

    assertThat(rename("/d/link", "/d/conf")).isEqualTo(Outcome.DONE);

    assertThat(bench.faults.log(Call.FORCE)).containsExactly("force /d");
    assertThat(bench.disk.names("/d")).containsExactly("conf", "real");
  }

  @Test
  void whatStockDoesOrRefusesIsLeftToIt() throws IOException {
    bench.disk.folder("/d/folder");
    bench.disk.file("/d/conf", "old");
    bench.disk.hardLink("/d/same", "/d/conf");
    bench.disk.fifo("/d/pipe");
    temp(bench, "/d/tmp", "new");

    assertThat(rename("/d/missing", "/d/conf")).isEqualTo(Outcome.STOCK);
    assertThat(rename("/d/folder", "/d/conf")).isEqualTo(Outcome.STOCK);
    assertThat(rename("/d/pipe", "/d/conf")).isEqualTo(Outcome.STOCK);
    assertThat(rename("/d/tmp", "/d/folder")).isEqualTo(Outcome.STOCK);
    assertThat(rename("/d/same", "/d/conf")).isEqualTo(Outcome.STOCK);
    assertThat(rename("/d/tmp", "/d/missing/conf")).isEqualTo(Outcome.STOCK);
    assertThat(rename("/d/conf/tmp", "/d/conf")).isEqualTo(Outcome.STOCK);
    assertThat(
            new Replacement(bench.with)
                .rename(
                    bench.policy, bench.place("/d/tmp"), bench.place("/d/conf"), Existing.ERROR))
        .isEqualTo(Outcome.STOCK);

    assertThat(bench.faults.log(Call.FORCE, Call.REPLACE)).isEmpty();
    assertThat(bench.told).isEmpty();
    bench.assertNothingLeft();
  }

  @Test
  void anotherFileSystemIsNotForcedFirst() throws IOException {
    bench.disk.mount("/m");
    bench.disk.file("/d/conf", "old");
    temp(bench, "/m/tmp", "new");

    assertThat(rename("/m/tmp", "/d/conf")).isEqualTo(Outcome.OTHER_FILE_SYSTEM);

    assertThat(bench.faults.log(Call.FORCE, Call.REPLACE)).isEmpty();
    bench.assertNothingLeft();
  }

  @Test
  void twoMountsOfOneDeviceAreOtherFileSystems() throws IOException {
    bench.disk.file("/d/conf", "old");
    temp(bench, "/d/tmp", "new");
    bench.faults.fail(Call.REPLACE, 1, Errors.EXDEV);

    assertThat(rename("/d/tmp", "/d/conf")).isEqualTo(Outcome.OTHER_FILE_SYSTEM);
    bench.assertNothingLeft();
  }

  @Test
  void aFileThatShowsTheDeviceOfItsLayerIsOnTheFoldersFileSystem() throws IOException {
    bench.disk.file("/d/conf", "old");
    temp(bench, "/d/tmp", "new");
    bench.disk.showDevice("/d/tmp", 77);

    assertThat(rename("/d/tmp", "/d/conf")).isEqualTo(Outcome.DONE);
  }

  @ParameterizedTest
  @ValueSource(ints = {0000, 0222})
  void aSourceThatMayNotBeReadIsForcedOrLeftToStock(int mode) throws IOException {
    bench.disk.file("/d/conf", "old");
    temp(bench, "/d/tmp", "new");
    bench.disk.look("/d/tmp", mode, 1000);

    boolean writable = mode != 0;
    assertThat(rename("/d/tmp", "/d/conf")).isEqualTo(writable ? Outcome.DONE : Outcome.STOCK);

    assertThat(bench.count(Event.RENAME_NOT_HARDENED)).isEqualTo(writable ? 0 : 1);
    bench.assertNothingLeft();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/d", "/e"})
  void aFolderThatMayNotBeReadIsToldOnceAndLeftToStock(String folder) throws IOException {
    bench.disk.folder("/e");
    bench.disk.file("/d/conf", "old");
    temp(bench, "/e/tmp", "new");
    bench.disk.look(folder, 0311, 1000);

    assertThat(rename("/e/tmp", "/d/conf")).isEqualTo(Outcome.STOCK);
    assertThat(rename("/e/tmp", "/d/conf")).isEqualTo(Outcome.STOCK);

    assertThat(bench.told)
        .singleElement()
        .asString()
        .contains("/d/conf is not made durable", folder + " can't be opened", "rule 1");
    assertThat(bench.fs.openDescriptors()).isEmpty();
  }

  @Test
  void aRenameThatFailsHasChangedNothing() throws IOException {
    bench.disk.file("/d/conf", "old");
    temp(bench, "/d/tmp", "new");
    bench.faults.fail(Call.REPLACE, 1, Errors.EACCES);

    assertThatThrownBy(() -> rename("/d/tmp", "/d/conf"))
        .isInstanceOfSatisfying(
            Errno.class, failure -> assertThat(failure.number()).isEqualTo(Errors.EACCES));

    assertThat(bench.disk.text("/d/conf")).isEqualTo("old");
    assertThat(bench.disk.text("/d/tmp")).isEqualTo("new");
    bench.assertNothingLeft();
  }

  @Test
  void belowAFileThereIsNothingToTell() throws IOException {
    bench.disk.file("/d/file", "no folder");
    temp(bench, "/d/tmp", "new");

    assertThat(rename("/d/tmp", "/d/file/conf")).isEqualTo(Outcome.STOCK);

    assertThat(bench.told).isEmpty();
    bench.assertNothingLeft();
  }

  /** Without it a cut could show another file's bytes. */
  @Test
  void anOldVersionThatCannotBeHeldForWantOfDescriptorsFailsTheRename() throws IOException {
    bench.disk.file("/d/conf", "old");
    temp(bench, "/d/tmp", "new");
    bench.faults.fail(Call.OPEN, 2, 24);

    assertThatThrownBy(() -> rename("/d/tmp", "/d/conf"))
        .hasMessageContaining("Too many open files");

    assertThat(bench.disk.text("/d/conf")).isEqualTo("old");
    assertThat(bench.disk.text("/d/tmp")).isEqualTo("new");
    bench.assertNothingLeft();
  }
}
