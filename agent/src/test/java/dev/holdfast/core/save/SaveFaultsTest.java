package dev.holdfast.core.save;

import static dev.holdfast.core.fs.FakeDisk.ABSENT;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every call of a save fails once, then every call from it on: n = 1, 2, 3 ... until none is left
 * to fail, for each error number.
 */
class SaveFaultsTest {
  private static final String TARGET = "/d/conf";
  private static final String ASIDE = "/d/conf.holdfast-unfinished";
  private static final String OLD = "the old version";
  private static final String NEW = "the new version, which is longer";

  /** What is there before the save. */
  private enum Before {
    EXISTING {
      @Override
      void setUp(Bench bench) {
        bench.disk.file(TARGET, OLD);
      }
    },
    MISSING {
      @Override
      void setUp(Bench bench) {
        // nothing is there
      }

      @Override
      String content() {
        return ABSENT;
      }
    },
    HARD_LINKED {
      @Override
      void setUp(Bench bench) {
        bench.disk.file(TARGET, OLD);
        bench.disk.hardLink("/d/other", TARGET);
      }
    },
    ADORNED {
      @Override
      void setUp(Bench bench) {
        bench.disk.file(TARGET, OLD);
        bench.disk.look(TARGET, 04750, 7);
        bench.disk.attribute(TARGET, "user.origin", "here");
        bench.fs.become(0);
      }
    };

    abstract void setUp(Bench bench);

    String content() {
      return OLD;
    }
  }

  /** What the application does. */
  private enum Way {
    SAVE {
      @Override
      void run(Bench bench) throws IOException {
        bench.save(TARGET, NEW);
      }
    },
    SAVE_WITH_FORCE {
      @Override
      void run(Bench bench) throws IOException {
        Opening.Opened opened = bench.openOrNull(TARGET);
        if (opened == null) {
          throw new IOException("stock's turn");
        }
        try {
          bench.write(opened, NEW);
          opened.file.force(opened.number);
        } catch (IOException failure) {
          bench.closeSuppressing(opened, failure);
          throw failure;
        }
        bench.close(opened);
      }
    };

    abstract void run(Bench bench) throws IOException;
  }

  /** How long a fault lasts. */
  private enum Lasting {
    ONCE {
      @Override
      void inject(Bench bench, int nth, int errno) {
        bench.faults.failAny(nth, errno);
      }
    },
    FROM_THEN_ON {
      @Override
      void inject(Bench bench, int nth, int errno) {
        bench.faults.failAnyFrom(nth, errno);
      }
    };

    abstract void inject(Bench bench, int nth, int errno);
  }

  static Stream<Arguments> cases() {
    return Stream.of(Before.values())
        .flatMap(
            before ->
                Stream.of(Way.values())
                    .flatMap(
                        way ->
                            Stream.of(Lasting.values())
                                .flatMap(
                                    lasting ->
                                        Bench.errnos().stream()
                                            .map(
                                                errno ->
                                                    Arguments.of(before, way, lasting, errno)))));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void aFaultLeavesAWholeVersionAndTheTruth(Before before, Way way, Lasting lasting, int errno) {
    for (int nth = 1; ; nth++) {
      Bench bench = new Bench();
      before.setUp(bench);
      lasting.inject(bench, nth, errno);
      IOException thrown = null;
      try {
        way.run(bench);
      } catch (IOException failure) {
        thrown = failure;
      }
      if (bench.faults.fired() == 0) {
        assertThat(thrown).isNull();
        assertThat(nth).as("calls").isGreaterThan(8);
        return;
      }
      check(bench, before, thrown, "fault at call " + nth + ", " + bench.faults.log());
    }
  }

  private static void check(Bench bench, Before before, IOException thrown, String situation) {
    String content = bench.disk.text(TARGET);
    if (thrown == null) {
      assertThat(content).as("no exception, %s", situation).isEqualTo(NEW);
      assertThat(bench.disk.contentsAfterCut(TARGET)).as(situation).containsExactly(NEW);
    } else if (thrown instanceof SaveFailedException failure) {
      assertThat(failure).as(situation).hasMessageContaining(TARGET);
      assertThat(failure.getMessage()).as(situation).doesNotContain(".holdfast-s-");
      checkRemains(bench, before, failure, content, situation);
    } else {
      assertThat(content).as("%s, %s", thrown, situation).isEqualTo(before.content());
    }
    checkRest(bench, situation);
  }

  private static void checkRemains(
      Bench bench, Before before, SaveFailedException thrown, String content, String situation) {
    String what = thrown.getMessage() + ", " + situation;
    switch (thrown.remains()) {
      case OLD, NONE -> assertThat(content).as(what).isEqualTo(before.content());
      case UNKNOWN, FORCED -> assertThat(content).as(what).isEqualTo(NEW);
      case DAMAGED -> {
        boolean whole =
            content.equals(NEW)
                || bench.disk.text(ASIDE).equals(NEW)
                || bench.disk.names("/d").stream()
                    .anyMatch(
                        name ->
                            name.startsWith(".holdfast-s-")
                                && bench.disk.text("/d/" + name).equals(NEW));
        assertThat(whole).as("whole somewhere: %s", what).isTrue();
      }
    }
  }

  private static void checkRest(Bench bench, String situation) {
    assertThat(bench.fs.openDescriptors()).as(situation).isEmpty();
    assertThat(bench.fs.misuses()).as(situation).isEmpty();
    if (bench.told.stream().noneMatch(SaveFaultsTest::tellsOfAShadowLeft)) {
      assertThat(bench.disk.names("/d"))
          .as(situation)
          .noneMatch(name -> name.startsWith(".holdfast-s-"));
    }
  }

  private static boolean tellsOfAShadowLeft(String line) {
    return line.contains("can't be removed") || line.contains("could not be kept aside");
  }
}
