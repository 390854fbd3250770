package dev.holdfast.core.save;

import static dev.holdfast.core.fs.FakeDisk.ABSENT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.core.fs.PowerCut;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * The promise, exhaustively.
 *
 * <p>Method: a save is run once for every call that it makes, with the power cut just before that
 * call, and once to its end. After each cut every state that the disk may have been left in is
 * looked at: what wasn't forced may be there, in part, or not; names that weren't forced may be the
 * old or the new ones.
 */
class SavePowerCutTest {
  private static final String TARGET = "/d/conf";
  private static final String OLD = "the old version";
  private static final String NEW = "the new version, which is longer";

  /** The application's calls, on files set up for them. */
  private interface Scenario {
    void setUp(Bench bench);

    void run(Bench bench) throws IOException;
  }

  /** Cuts the power before every call in turn; returns all that a reader may find. */
  private static Set<String> cutEverywhere(Scenario scenario) throws IOException {
    Set<String> worlds = new LinkedHashSet<>();
    for (int nth = 1; ; nth++) {
      Bench bench = new Bench();
      scenario.setUp(bench);
      bench.faults.cutBefore(nth);
      runOrCut(bench, scenario);
      if (bench.faults.isCut()) {
        worlds.addAll(bench.disk.contentsAfterCut(TARGET));
        continue;
      }
      assertThat(bench.disk.contentsAfterCut(TARGET))
          .as("power cut after the save, %s", bench.faults.log())
          .containsExactly(NEW);
      assertThat(nth).as("calls of a save").isGreaterThan(8);
      return worlds;
    }
  }

  /** What it throws after a cut nobody sees any more. */
  private static void runOrCut(Bench bench, Scenario scenario) throws IOException {
    try {
      scenario.run(bench);
    } catch (PowerCut | IOException failure) {
      if (!bench.faults.isCut()) {
        throw failure;
      }
    }
  }

  private abstract static class Saving implements Scenario {
    @Override
    public void setUp(Bench bench) {
      bench.disk.file(TARGET, OLD);
    }

    @Override
    public void run(Bench bench) throws IOException {
      bench.save(TARGET, NEW);
    }
  }

  @Test
  void anExistingTargetIsTheOldOrTheNewVersionWhole() throws IOException {
    Set<String> worlds = cutEverywhere(new Saving() {});

    assertThat(worlds).containsExactlyInAnyOrder(OLD, NEW);
  }

  @Test
  void aNewTargetIsAbsentOrTheNewVersionWhole() throws IOException {
    Set<String> worlds =
        cutEverywhere(
            new Saving() {
              @Override
              public void setUp(Bench bench) {
                // nothing is there
              }
            });

    assertThat(worlds).containsExactlyInAnyOrder(ABSENT, NEW);
  }

  @Test
  void aTargetWithAnotherModeAndAttributesToo() throws IOException {
    Set<String> worlds =
        cutEverywhere(
            new Saving() {
              @Override
              public void setUp(Bench bench) {
                bench.disk.file(TARGET, OLD);
                bench.disk.look(TARGET, 04750, 1000);
                bench.disk.attribute(TARGET, "user.origin", "here");
              }
            });

    assertThat(worlds).containsExactlyInAnyOrder(OLD, NEW);
  }

  @Test
  void aSavePublishedByForceIsDurableWhenTheForceReturns() throws IOException {
    String first = "what was there at the force";
    Set<String> worlds =
        cutEverywhere(
            new Saving() {
              @Override
              public void run(Bench bench) throws IOException {
                Opening.Opened opened = bench.openOrNull(TARGET);
                bench.write(opened, first);
                opened.file.force(opened.number);
                assertThat(bench.disk.contentsAfterCut(TARGET)).containsExactly(first);
                bench.close(opened);
                bench.save(TARGET, NEW);
              }
            });

    assertThat(worlds).containsExactlyInAnyOrder(OLD, first, NEW);
  }

  @Test
  void whatIsWrittenAfterTheForceIsDurableWhenItIsClosed() throws IOException {
    Bench bench = new Bench();
    bench.disk.file(TARGET, OLD);
    Opening.Opened opened = bench.openOrNull(TARGET);
    bench.write(opened, "first ");
    opened.file.force(opened.number);
    bench.write(opened, "second");
    assertThat(bench.disk.contentsAfterCut(TARGET)).contains("first ", "first second");

    bench.close(opened);

    assertThat(bench.disk.contentsAfterCut(TARGET)).containsExactly("first second");
  }

  @Test
  void aNewVersionNeverAppearsWithAModeThatIsNotItsOwn() throws IOException {
    for (int nth = 1; nth <= 30; nth++) {
      Bench bench = new Bench();
      bench.disk.file(TARGET, OLD);
      bench.disk.look(TARGET, 0604, 1000);
      bench.faults.cutBefore(nth);
      runOrCut(bench, new Saving() {});
      assertThat(bench.disk.looksAfterCut(TARGET))
          .as("power cut before call %d, after %s", nth, bench.faults.log())
          .containsExactly("604 1000:1000");
    }
  }

  @Test
  void aRewriteInPlaceMayBeTornByACutButNotAfterwards() throws IOException {
    Scenario hardLinked =
        new Saving() {
          @Override
          public void setUp(Bench bench) {
            super.setUp(bench);
            bench.disk.hardLink("/d/other-name", TARGET);
          }
        };

    Set<String> worlds = cutEverywhere(hardLinked);

    assertThat(worlds).contains(OLD, NEW, "").doesNotContain(ABSENT);
  }

  @Test
  void aLockFileIsDurableWhenItIsClosed() throws IOException {
    Bench bench = new Bench();

    bench.save("/d/a.lock", "pid 1");

    assertThat(bench.disk.contentsAfterCut("/d/a.lock")).containsExactly("pid 1");
  }

  @Test
  void whileARewriteMayTearTheTargetTheNewVersionIsWholeBesideIt() throws IOException {
    int torn = 0;
    for (int nth = 1; ; nth++) {
      Bench bench = new Bench();
      bench.disk.file(TARGET, OLD);
      bench.disk.hardLink("/d/other-name", TARGET);
      bench.faults.cutBefore(nth);
      runOrCut(bench, new Saving() {});
      if (!bench.faults.isCut()) {
        assertThat(torn).isPositive();
        return;
      }
      if (!Set.of(OLD, NEW).containsAll(bench.disk.contentsAfterCut(TARGET))) {
        torn++;
        assertThat(bench.disk.contentsAfterCut(TARGET + ".holdfast-unfinished"))
            .as("power cut before call %d, after %s", nth, bench.faults.log())
            .containsExactly(NEW);
      }
    }
  }
}
