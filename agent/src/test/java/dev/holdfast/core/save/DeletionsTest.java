package dev.holdfast.core.save;

import static dev.holdfast.core.fs.FakeDisk.ABSENT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.boot.Hooks;
import dev.holdfast.core.fs.Call;
import dev.holdfast.core.fs.Errors;
import dev.holdfast.core.fs.PowerCut;
import dev.holdfast.core.observe.Event;
import dev.holdfast.core.recover.Orphans;
import java.io.File;
import java.io.FileDescriptor;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Delete + rename and delete + write: at no moment is there neither version. */
class DeletionsTest {
  private static final String TARGET = "/d/db.script";
  private static final String FRESH = "/d/db.script.new";
  private static final String OLD = "old";
  private static final String NEW = "the new version";
  private static final long LATER_NANOS = 6_000_000_000L;

  private static final Owner NEXT_PROCESS =
      Owner.parseOrNull("ba9876543210" + "f000000a" + "0000cafe" + "00000abcdef");

  /** An application on a bench. */
  private static final class Application {
    final Bench bench = new Bench();
    final Names names = new Names(bench.with, bench.protection, bench.openFiles, bench.deletions);
    final Openings openings = new Openings(bench.with, bench.protection, bench.deletions, names);

    Application() {
      bench.disk.file(TARGET, OLD);
      bench.disk.look(TARGET, 0600, 1000);
      bench.disk.file(FRESH, NEW);
    }

    boolean delete(String path) throws IOException {
      int answer = names.deleting(new File(path));
      if (answer == Hooks.STOCK) {
        bench.disk.delete(path);
        return true;
      }
      return answer == 1;
    }

    void write(Opening.Opened opened) throws IOException {
      FileDescriptor descriptor = bench.known(opened);
      bench.write(opened, NEW);
      bench.close(descriptor);
    }

    String text() {
      return bench.disk.text(TARGET);
    }
  }

  /** How applications replace after a deletion. */
  private enum Way {
    RENAME {
      @Override
      void replace(Application application) throws IOException {
        if (application.names.renaming(new File(FRESH), new File(TARGET)) != 1) {
          throw new IOException("not renamed");
        }
      }
    },
    STREAM {
      @Override
      void replace(Application application) throws IOException {
        application.write(application.openings.streamOrNull(TARGET, false));
      }
    },
    APPENDING_STREAM {
      @Override
      void replace(Application application) throws IOException {
        application.write(application.openings.streamOrNull(TARGET, true));
      }
    },
    RANDOM_ACCESS {
      @Override
      void replace(Application application) throws IOException {
        application.write(application.openings.randomAccessOrNull(TARGET, 2));
      }
    },
    EXCLUSIVE_CHANNEL {
      @Override
      void replace(Application application) throws IOException {
        int options = Hooks.CREATE_NEW | Hooks.WRITE;
        Object path = java.nio.file.Path.of(TARGET);
        application.write(application.openings.channelOrNull(-1, path, options, 0666));
      }
    };

    abstract void replace(Application application) throws IOException;
  }

  @ParameterizedTest
  @EnumSource
  void theNewVersionTakesThePlaceOfTheDeletedOne(Way way) throws IOException {
    Application application = new Application();

    assertThat(application.delete(TARGET)).isTrue();
    assertThat(application.text()).as("as the application expects").isEqualTo(ABSENT);
    way.replace(application);

    assertThat(application.bench.disk.contentsAfterCut(TARGET)).containsExactly(NEW);
    assertThat(application.bench.count(Event.DELETED_TO_REPLACE)).isEqualTo(1);
    application.bench.assertNothingLeft();
  }

  @ParameterizedTest
  @EnumSource
  void killedAtAnyCallTheNextStartFindsOneOfBoth(Way way) throws IOException {
    int nth = 1;
    for (boolean cut = true; cut; nth++) {
      Application application = new Application();
      Bench bench = application.bench;
      bench.faults.cutBefore(nth);
      try {
        application.delete(TARGET);
        way.replace(application);
      } catch (PowerCut killed) {
        assertThat(bench.faults.isCut()).isTrue();
      }
      cut = bench.faults.isCut();
      bench.fs.restart();

      recover(bench);

      assertThat(application.text())
          .as("killed before call %d: %s", nth, bench.faults.log())
          .isIn(OLD, NEW);
      bench.assertNothingLeft();
    }
    assertThat(nth).as("calls").isGreaterThan(15);
  }

  private static void recover(Bench bench) {
    Orphans orphans = new Orphans(bench.fs, NEXT_PROCESS, bench.observer, 100);
    orphans.add("/d", 0);
    orphans.removeFor(Long.MAX_VALUE);
  }

  /** The shadow copies are what a cut leaves; what counts is that no state has neither version. */
  @Test
  void atNoMomentOfADeletionAndRenameDoesAPowerCutLeaveNeither() throws IOException {
    Application application = new Application();
    Bench bench = application.bench;
    bench.faults.watch(
        () ->
            assertThat(bench.disk.foldersAfterCut("/d"))
                .as("after %s", bench.faults.log())
                .allMatch(
                    names ->
                        names.containsKey("db.script")
                            || names.keySet().stream()
                                .anyMatch(n -> n.startsWith(".holdfast-d-"))));

    application.delete(TARGET);
    Way.RENAME.replace(application);

    assertThat(bench.faults.log(Call.REPLACE))
        .containsExactly(
            "replace db.script -> db.script",
            "replace db.script -> db.script",
            "replace db.script.new -> db.script");
  }

  @Test
  void aRecoveryKilledItselfIsTakenUpByTheNext() throws IOException {
    int nth = 1;
    for (boolean cut = true; cut; nth++) {
      Application application = new Application();
      Bench bench = application.bench;
      application.delete(TARGET);
      bench.fs.restart();
      bench.faults.cutBefore(nth);
      try {
        recover(bench);
      } catch (PowerCut killed) {
        assertThat(bench.faults.isCut()).isTrue();
      }
      cut = bench.faults.isCut();
      bench.fs.restart();

      recover(bench);

      assertThat(bench.disk.contentsAfterCut(TARGET)).containsExactly(OLD);
      bench.assertNothingLeft();
    }
  }

  /** Tomcat's users: the old version gets another name, then the new one its. */
  @Test
  void whoMovesTheOldVersionAwayFirstLeavesOneOfBothToo() throws IOException {
    int nth = 1;
    for (boolean cut = true; cut; nth++) {
      Application application = new Application();
      Bench bench = application.bench;
      bench.faults.cutBefore(nth);
      try {
        File old = new File("/d/db.script.old");
        assertThat(application.names.renaming(new File(TARGET), old)).isEqualTo(1);
        assertThat(application.text()).as("as the application expects").isEqualTo(ABSENT);
        Way.RENAME.replace(application);
      } catch (PowerCut killed) {
        assertThat(bench.faults.isCut()).isTrue();
      }
      cut = bench.faults.isCut();
      bench.fs.restart();

      recover(bench);

      assertThat(application.text())
          .as("killed before call %d: %s", nth, bench.faults.log())
          .isIn(OLD, NEW);
      bench.assertNothingLeft();
      if (!cut) {
        assertThat(application.text()).isEqualTo(NEW);
        assertThat(bench.disk.text("/d/db.script.old")).isEqualTo(OLD);
      }
    }
  }

  @Test
  void aFileSystemWithoutHardLinksGetsItBackToo() throws IOException {
    Application application = new Application();
    application.bench.fs.withoutLinks();
    application.delete(TARGET);
    application.bench.fs.restart();

    recover(application.bench);

    assertThat(application.text()).isEqualTo(OLD);
    application.bench.assertNothingLeft();
  }

  @Test
  void whatSomebodyElseHasPutThereStays() throws IOException {
    Application application = new Application();
    application.delete(TARGET);
    application.bench.fs.restart();
    application.bench.disk.file(TARGET, "of somebody else");

    recover(application.bench);

    assertThat(application.text()).isEqualTo("of somebody else");
    application.bench.assertNothingLeft();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "db.script.new",
        "db.script1234",
        "db.script~",
        "db.tmp",
        ".db.script.swp",
        "db.new"
      })
  void signsOfAReplacement(String sibling) throws IOException {
    assertThat(ReplacementEvidence.isOfNewVersion(sibling, "db.script")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "db.log",
        "db.properties",
        "other.tmp",
        "db.script",
        "db.script.holdfast-unfinished",
        ".holdfast-s-db.script"
      })
  void noSignsOfAReplacement(String sibling) throws IOException {
    assertThat(ReplacementEvidence.isOfNewVersion(sibling, "db.script")).isFalse();
  }

  @Test
  void aPlainDeletionIsStocks() throws IOException {
    Application application = new Application();
    application.bench.disk.delete(FRESH);
    application.bench.disk.file("/d/db.log", "written a moment ago");

    assertThat(application.names.deleting(new File(TARGET))).isEqualTo(Hooks.STOCK);

    assertThat(application.bench.faults.log(Call.REPLACE, Call.REMOVE, Call.MAKE_FOLDER)).isEmpty();
    application.bench.assertNothingLeft();
  }

  @Test
  void anOldSiblingIsNoSign() throws IOException {
    Application application = new Application();
    application.bench.disk.delete(FRESH);
    application.bench.disk.turnBack(60_000_000_000L);
    application.bench.disk.file(FRESH, "of last minute");

    assertThat(application.names.deleting(new File(TARGET))).isEqualTo(Hooks.STOCK);
  }

  @Test
  void withoutAFollowUpItIsDeletedForGood() throws IOException {
    Application application = new Application();
    application.delete(TARGET);

    application.bench.deletions.finishOld(System.nanoTime());
    assertThat(application.bench.deletions.isAny()).isTrue();
    application.bench.deletions.finishOld(System.nanoTime() + LATER_NANOS);

    assertThat(application.text()).isEqualTo(ABSENT);
    assertThat(application.bench.deletions.isAny()).isFalse();
    application.bench.assertNothingLeft();
  }

  @Test
  void whoRemovesTheFolderFindsItEmpty() throws IOException {
    Application application = new Application();
    application.bench.disk.folder("/d/sub");
    application.bench.disk.file("/d/sub/conf", OLD);
    application.bench.disk.file("/d/sub/conf.tmp", NEW);
    application.names.deleting(new File("/d/sub/conf"));
    application.bench.disk.delete("/d/sub/conf.tmp");

    application.names.deleting(new File("/d/sub"));

    assertThat(application.bench.disk.names("/d/sub")).isEmpty();
  }

  @Test
  void aRenameThatFailsLeavesItDeleted() throws IOException {
    Application application = new Application();
    application.delete(TARGET);
    application.bench.faults.fail(Call.REPLACE, 2, Errors.EACCES);

    assertThat(application.names.renaming(new File(FRESH), new File(TARGET))).isZero();

    assertThat(application.text()).isEqualTo(ABSENT);
    application.names.renaming(new File(FRESH), new File(TARGET));
    assertThat(application.text()).isEqualTo(NEW);
    application.bench.assertNothingLeft();
  }

  @Test
  void aFileWrittenAnewHasTheAttributesOfANewOne() throws IOException {
    Application application = new Application();
    application.delete(TARGET);
    Way.STREAM.replace(application);

    assertThat(application.bench.disk.look(TARGET)).isEqualTo("644 1000:1000");
  }

  @Test
  void aDeletionByARuleThatLeavesRenamesAloneIsStocks() throws IOException {
    Bench bench = new Bench(Policy.Renames.PASS);
    bench.disk.file(TARGET, OLD);
    bench.disk.file(FRESH, NEW);
    Names names = new Names(bench.with, bench.protection, bench.openFiles, bench.deletions);

    assertThat(names.deleting(new File(TARGET))).isEqualTo(Hooks.STOCK);
  }

  @Test
  void aFolderThatIsEmptiedIsNotListedForEachFile() throws IOException {
    Application application = new Application();
    for (int i = 0; i < 50; i++) {
      application.bench.disk.file("/d/file" + i, OLD);
    }
    for (int i = 0; i < 50; i++) {
      application.names.deleting(new File("/d/file" + i));
    }

    List<String> listings = application.bench.faults.log(Call.NAMES);
    assertThat(listings).isNotEmpty().hasSizeLessThan(50);
  }
}
