package dev.holdfast.core.save;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.core.fs.PowerCut;
import dev.holdfast.core.save.Replacement.Existing;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The power is cut before every call of a save that keeps two versions. In every state of the
 * folder that the cut may leave, the target is the old or the new version, the old one is there as
 * the target or as the first of the earlier ones, and so is the one before it.
 */
class KeepingPowerCutTest {
  private static final String TARGET = "/d/conf";

  /** How the new version, "4", comes to replace "3". */
  private enum Way {
    SAVE {
      @Override
      void run(Bench bench) throws IOException {
        bench.save(TARGET, "4");
      }
    },
    SAVE_WITHOUT_LINKS {
      @Override
      void run(Bench bench) throws IOException {
        bench.fs.withoutLinks();
        bench.save(TARGET, "4");
      }
    },
    RENAME {
      @Override
      void run(Bench bench) throws IOException {
        bench.disk.file("/d/temp", "4");
        new Replacement(bench.with)
            .rename(bench.policy, bench.place("/d/temp"), bench.place(TARGET), Existing.REPLACED);
      }
    };

    abstract void run(Bench bench) throws IOException;
  }

  private static Bench bench() {
    Bench bench = KeepingTest.keeping(2);
    bench.disk.file(TARGET, "3");
    bench.disk.file(KeepingTest.previous(1), "2");
    bench.disk.file(KeepingTest.previous(2), "1");
    return bench;
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void noVersionIsLostThatShouldBeThere(Way way) throws IOException {
    for (int nth = 1; ; nth++) {
      Bench bench = bench();
      bench.faults.cutBefore(nth);
      try {
        way.run(bench);
      } catch (PowerCut | IOException end) {
        assertThat(bench.faults.isCut()).isTrue();
      }
      String situation = "cut before call " + nth + ", " + bench.faults.log();
      assertThat(bench.disk.contentsAfterCut(TARGET)).as(situation).isSubsetOf("3", "4");
      for (Map<String, Set<String>> world : bench.disk.foldersAfterCut("/d")) {
        check(world, situation + "\n" + world);
      }
      if (!bench.faults.isCut()) {
        assertThat(nth).isGreaterThan(10);
        return;
      }
    }
  }

  private static void check(Map<String, Set<String>> world, String situation) {
    Set<String> target = world.get("conf");
    assertThat(target).as(situation).isSubsetOf("3", "4");
    List<String> earlier = new ArrayList<>();
    for (int number = 1; number <= 2; number++) {
      Set<String> contents = world.get("conf.holdfast-previous." + number);
      if (contents != null) {
        assertThat(contents).as(situation).hasSize(1);
        earlier.addAll(contents);
      }
    }
    if (target.contains("4")) {
      assertThat(earlier).as(situation).containsExactly("3", "2");
    } else {
      assertThat(earlier).as(situation).contains("2").isSubsetOf("3", "2", "1");
    }
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void theSaveAfterACutKeepsAllThatThereIsRoomFor(Way way) throws IOException {
    for (int nth = 1; ; nth++) {
      Bench bench = bench();
      bench.faults.cutBefore(nth);
      try {
        way.run(bench);
      } catch (PowerCut | IOException end) {
        assertThat(bench.faults.isCut()).isTrue();
      }
      if (!bench.faults.isCut()) {
        return;
      }
      restart(bench);
      String current = bench.disk.text(TARGET);

      bench.save(TARGET, "5");

      assertThat(bench.disk.text(KeepingTest.previous(1))).as("cut %d", nth).isEqualTo(current);
      assertThat(bench.disk.text(KeepingTest.previous(2)))
          .as("cut %d", nth)
          .isEqualTo(current.equals("4") ? "3" : "2");
      assertThat(bench.told).as("cut %d", nth).isEmpty();
      bench.assertNothingLeft();
    }
  }

  /** Another process begins, and removes what the dead one has left. */
  static void restart(Bench bench) {
    bench.fs.restart();
    bench.told.clear();
    for (String name : bench.disk.names("/d")) {
      if (ShadowName.Kind.SHADOW_COPY.ownerOrNull(name) != null) {
        bench.disk.delete("/d/" + name);
      }
    }
  }
}
