package dev.holdfast.core.save;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.core.fs.Call;
import dev.holdfast.core.fs.PowerCut;
import dev.holdfast.core.observe.Event;
import dev.holdfast.core.recover.Orphans;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Targets that can't be replaced by a rename are rewritten in place, and no crash tears them. */
class JournalTest {
  private static final String TARGET = "/d/conf";
  private static final String OLD = "the old version";
  private static final String LONGER = "THE NEW VERSION, LONGER";
  private static final String SHORTER = "THE NEW";
  private static final int ENOSPC = 28;
  private static final int EIO = 5;

  /** Another boot than that of {@link Bench#OWNER}: all that it left is a dead process's. */
  private static final Owner LATER =
      Owner.parseOrNull("ba9876543210" + "f000000a" + "0000cafe" + "00000abcdef");

  /** Why it can't be replaced. */
  private enum Obstacle {
    HARD_LINK {
      @Override
      void setUp(Bench bench) {
        bench.disk.file(TARGET, OLD);
        bench.disk.hardLink("/d/other", TARGET);
      }
    },
    UNWRITABLE_FOLDER {
      @Override
      void setUp(Bench bench) {
        bench.disk.file(TARGET, OLD);
        bench.disk.look("/d", 0555, 1000);
        bench.disk.folder("/home");
      }

      @Override
      String home() {
        return Bench.STATE;
      }
    };

    abstract void setUp(Bench bench);

    /** Where the journal is. */
    String home() {
      return "/d";
    }
  }

  private static Bench bench(Obstacle obstacle) {
    Bench bench = Bench.with(Policy.Fallback.JOURNAL);
    obstacle.setUp(bench);
    return bench;
  }

  private static void recover(Bench bench) {
    Orphans orphans = new Orphans(bench.fs, LATER, bench.observer, 100);
    orphans.add(Bench.STATE, 0);
    orphans.add("/d", 0);
    assertThat(orphans.removeFor(Long.MAX_VALUE)).isTrue();
  }

  private static void assertNothingLeft(Bench bench) {
    bench.assertNothingLeft();
    assertThat(bench.fs.namesOrNull(Bench.STATE)).isIn(null, new String[0]);
  }

  @Test
  void theWholeNewVersionIsInAForcedJournalBeforeTheTargetIsTouchedAndUntilItIsForced()
      throws IOException {
    Bench bench = bench(Obstacle.HARD_LINK);
    bench.save(TARGET, LONGER);

    assertThat(
            bench.faults.log(
                Call.FORCE,
                Call.REPLACE,
                Call.COPY,
                Call.TRUNCATE,
                Call.MAKE_FOLDER,
                Call.REMOVE_FOLDER))
        .containsExactly(
            "force shadow",
            "make folder journal",
            "copy stream into .holdfast-note",
            "force .holdfast-note",
            "replace shadow -> conf",
            "force journal",
            "force /d",
            "copy rest of shadow into conf",
            "copy shadow into conf",
            "truncate conf to 23",
            "force conf",
            "replace conf -> shadow",
            "force journal",
            "remove folder journal");
    assertThat(bench.disk.text("/d/other")).isEqualTo(LONGER);
    assertNothingLeft(bench);
    assertThat(bench.count(Event.COMMITTED)).isEqualTo(1);
    assertThat(bench.count(Event.JOURNALED)).isEqualTo(1);
    assertThat(bench.told)
        .singleElement()
        .asString()
        .contains(TARGET, "several hard links", "journal", "rule 1");
  }

  @ParameterizedTest
  @EnumSource
  void theVersionIsWholeAndForcedWhenTheSaveHasReturned(Obstacle obstacle) throws IOException {
    for (String version : List.of(LONGER, SHORTER, "")) {
      Bench bench = bench(obstacle);
      bench.save(TARGET, version);

      assertThat(bench.disk.contentsAfterCut(TARGET)).containsExactly(version);
      assertNothingLeft(bench);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "HARD_LINK, " + LONGER,
    "HARD_LINK, " + SHORTER,
    "UNWRITABLE_FOLDER, " + LONGER,
    "UNWRITABLE_FOLDER, " + SHORTER
  })
  void killedAtAnyCallTheNextStartMakesItWhole(Obstacle obstacle, String version)
      throws IOException {
    int nth = 1;
    for (boolean cut = true; cut; nth++) {
      Bench bench = bench(obstacle);
      bench.faults.cutBefore(nth);
      boolean saved = isSaved(bench, version);
      cut = bench.faults.isCut();
      bench.fs.restart();

      recover(bench);

      String situation = "killed before call " + nth + ": " + bench.faults.log();
      assertThat(bench.disk.text(TARGET)).as(situation).isIn(OLD, version);
      if (saved) {
        assertThat(bench.disk.text(TARGET)).as(situation).isEqualTo(version);
      }
      assertNothingLeft(bench);
    }
    assertThat(nth).as("calls").isGreaterThan(30);
  }

  private static boolean isSaved(Bench bench, String version) {
    try {
      bench.save(TARGET, version);
      return !bench.faults.isCut();
    } catch (PowerCut | IOException killed) {
      return false;
    }
  }

  @ParameterizedTest
  @CsvSource({"HARD_LINK", "UNWRITABLE_FOLDER"})
  void aRecoveryThatIsKilledItselfIsTakenUpByTheNext(Obstacle obstacle) throws IOException {
    int nth = 1;
    for (boolean cut = true; cut; nth++) {
      Bench bench = bench(obstacle);
      failInTheMiddle(bench);
      bench.fs.restart();
      bench.faults.cutBefore(nth);
      recoverAsLongAsItLives(bench);
      cut = bench.faults.isCut();
      bench.fs.restart();

      recoverAgain(bench);

      assertThat(bench.disk.text(TARGET))
          .as("recovery killed before call %d: %s", nth, bench.faults.log())
          .isEqualTo(LONGER);
      assertNothingLeft(bench);
    }
    assertThat(nth).as("calls").isGreaterThan(15);
  }

  private static void recoverAsLongAsItLives(Bench bench) {
    try {
      recover(bench);
    } catch (PowerCut killed) {
      assertThat(bench.faults.isCut()).isTrue();
    }
  }

  private static void recoverAgain(Bench bench) {
    Owner evenLater = Owner.parseOrNull("cccccccccccc" + LATER.toString().substring(12));
    Orphans orphans = new Orphans(bench.fs, evenLater, bench.observer, 100);
    orphans.add(Bench.STATE, 0);
    orphans.add("/d", 0);
    orphans.removeFor(Long.MAX_VALUE);
  }

  /** The process dies with half of the new version in the target. */
  private static void failInTheMiddle(Bench bench) {
    bench.faults.fail(Call.COPY, 3, EIO);
    assertThatThrownBy(() -> bench.save(TARGET, LONGER))
        .isInstanceOf(SaveFailedException.class)
        .hasMessageContaining("may be damaged");
    assertThat(bench.disk.text(TARGET)).isNotIn(OLD, LONGER);
    assertThat(bench.told)
        .anyMatch(line -> line.contains("left half rewritten") && line.contains("recover"));
  }

  /**
   * What is cut off by no power supply: in each state either the target or the journal is whole.
   */
  @ParameterizedTest
  @EnumSource
  void atNoMomentCanAPowerCutLeaveATornTargetWithoutAJournal(Obstacle obstacle) throws IOException {
    Bench bench = bench(obstacle);
    List<String> torn = new ArrayList<>();
    bench.faults.watch(
        () -> {
          Set<String> contents = bench.disk.contentsAfterCut(TARGET);
          if (!Set.of(OLD, LONGER).containsAll(contents)) {
            torn.add(contents.toString());
            assertThat(journalsAfterCut(bench, obstacle.home()))
                .as("torn: %s, after %s", contents, bench.faults.log())
                .containsOnly(Set.of(LONGER));
          }
        });

    bench.save(TARGET, LONGER);

    assertThat(torn).as("moments at which a cut would tear the target").isNotEmpty();
  }

  /** For each state of {@code home} after a cut: the contents that its journal may have. */
  private static List<Set<String>> journalsAfterCut(Bench bench, String home) {
    List<Set<String>> found = new ArrayList<>();
    for (Map<String, Set<String>> names : bench.disk.foldersAfterCut(home)) {
      String journal =
          names.keySet().stream()
              .filter(name -> name.startsWith(".holdfast-j-"))
              .findAny()
              .orElse(null);
      if (journal == null) {
        found.add(Set.of("no journal"));
        continue;
      }
      for (Map<String, Set<String>> inside : bench.disk.foldersAfterCut(home + "/" + journal)) {
        boolean noted = inside.getOrDefault(".holdfast-note", Set.of()).size() == 1;
        found.add(noted ? inside.getOrDefault("conf", Set.of("no bytes")) : Set.of("no note"));
      }
    }
    return found;
  }

  @ParameterizedTest
  @EnumSource
  void whereAnyCallFailsTheTargetIsOldOrNewOrTheNextStartMakesItSo(Obstacle obstacle)
      throws IOException {
    for (int errno : List.of(EIO, ENOSPC)) {
      int nth = 1;
      for (boolean fired = true; fired; nth++) {
        Bench bench = bench(obstacle);
        bench.faults.failAny(nth, errno);
        SaveFailedException failure = failureOrNull(bench);
        fired = bench.faults.fired() > 0;
        String situation = "fault at call " + nth + ", " + bench.faults.log();
        if (failure != null && failure.remains() == SaveFailedException.Remains.OLD) {
          assertThat(bench.disk.text(TARGET)).as(situation).isEqualTo(OLD);
        }
        assertThat(bench.fs.misuses()).as(situation).isEmpty();
        bench.fs.restart();

        recover(bench);

        assertThat(bench.disk.text(TARGET)).as(situation).isIn(OLD, LONGER);
        assertNothingLeft(bench);
      }
    }
  }

  private static SaveFailedException failureOrNull(Bench bench) {
    try {
      bench.save(TARGET, LONGER);
      return null;
    } catch (SaveFailedException failure) {
      return failure;
    } catch (IOException stocks) {
      return null;
    }
  }

  @Test
  void aFullDiskIsNoticedWhileTheOldVersionIsStillThere() throws IOException {
    Bench bench = bench(Obstacle.HARD_LINK);
    bench.faults.fail(Call.COPY, 2, ENOSPC);

    assertThatThrownBy(() -> bench.save(TARGET, LONGER))
        .isInstanceOf(SaveFailedException.class)
        .hasMessageContaining("the old version is intact");

    assertThat(bench.disk.contentsAfterCut(TARGET)).containsExactly(OLD);
    assertNothingLeft(bench);
  }

  @Test
  void aLaterSaveTakesThePlaceOfOneThatFailedHalfWay() throws IOException {
    Bench bench = bench(Obstacle.HARD_LINK);
    failInTheMiddle(bench);

    bench.save(TARGET, SHORTER);

    assertThat(bench.disk.text(TARGET)).isEqualTo(SHORTER);
    assertNothingLeft(bench);
  }

  @Test
  void aTargetThatSomebodyHasReplacedSinceStaysAndTheBytesAreKept() throws IOException {
    Bench bench = bench(Obstacle.HARD_LINK);
    failInTheMiddle(bench);
    bench.fs.restart();
    bench.disk.delete(TARGET);
    bench.disk.file(TARGET, "of somebody else");

    recover(bench);

    assertThat(bench.disk.text(TARGET)).isEqualTo("of somebody else");
    assertThat(bench.disk.text(TARGET + ".holdfast-unfinished")).isEqualTo(LONGER);
    assertNothingLeft(bench);
  }

  @Test
  void refuseTellsTheApplicationAndKeepsTheOldVersion() {
    Bench bench = Bench.with(Policy.Fallback.REFUSE);
    Obstacle.HARD_LINK.setUp(bench);

    assertThatThrownBy(() -> bench.save(TARGET, LONGER))
        .isInstanceOf(SaveRefusedException.class)
        .hasMessageContaining(TARGET)
        .hasMessageContaining("several hard links")
        .hasMessageContaining("'fallback' is 'refuse'");

    assertThat(bench.disk.contentsAfterCut(TARGET)).containsExactly(OLD);
    assertThat(bench.disk.text(TARGET + ".holdfast-refused")).isEqualTo(LONGER);
    bench.assertNothingLeft();
  }

  @Test
  void refuseIsToldAtOnceWhereNothingCanBeWrittenBeside() {
    Bench bench = Bench.with(Policy.Fallback.REFUSE);
    Obstacle.UNWRITABLE_FOLDER.setUp(bench);

    assertThatThrownBy(() -> bench.openOrNull(TARGET))
        .hasMessageContaining("no file can be created in its folder")
        .hasMessageContaining("'fallback' of rule 1 is 'refuse'")
        .hasMessageContaining("Make the folder writable");

    assertThat(bench.disk.text(TARGET)).isEqualTo(OLD);
    bench.assertNothingLeft();
  }

  @Test
  void withoutAStateFolderItIsWrittenInPlaceAndThatIsTold() throws IOException {
    Bench bench = bench(Obstacle.UNWRITABLE_FOLDER);
    bench.disk.folder("/home/state");
    bench.disk.look("/home/state", 0555, 1000);

    bench.save(TARGET, LONGER);

    assertThat(bench.disk.contentsAfterCut(TARGET)).containsExactly(LONGER);
    assertThat(bench.told)
        .singleElement()
        .asString()
        .contains(TARGET, "written in place", Bench.STATE, "Permission denied", "'state-folder'");
    bench.assertNothingLeft();
  }

  @Test
  void aStateFolderOfSomebodyElseIsNotUsed() throws IOException {
    Bench bench = bench(Obstacle.UNWRITABLE_FOLDER);
    bench.disk.folder(Bench.STATE);
    bench.disk.look(Bench.STATE, 0777, 1000);

    bench.save(TARGET, LONGER);

    assertThat(bench.told).singleElement().asString().contains("not this user's alone");
    assertThat(bench.disk.names(Bench.STATE)).isEmpty();
  }
}
