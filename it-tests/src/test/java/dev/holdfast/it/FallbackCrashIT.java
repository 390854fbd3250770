package dev.holdfast.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.it.CallKills.Killed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Targets that can't be replaced, rewritten by a JVM that is killed before each of its calls: old
 * or new, whole, after {@code recover} or the next start.
 */
class FallbackCrashIT {
  private static final String WAY = "FileOutputStream(File)";

  @TempDir private Path temporary;

  /** How what a crash left is dealt with. */
  enum Recovery {
    COMMAND {
      @Override
      void run(CallKills kills, Jdk jdk) {
        Tool.Typed typed = kills.recover(jdk);
        assertThat(typed.status()).as(typed::toString).isZero();
        assertThat(typed.out()).contains("made whole or brought back");
      }
    },
    NEXT_START {
      @Override
      void run(CallKills kills, Jdk jdk) throws Exception {
        kills.startNext(jdk);
      }
    };

    abstract void run(CallKills kills, Jdk jdk) throws Exception;
  }

  static Stream<Arguments> cases() {
    return Stream.of(
        Arguments.of(Obstacle.HARD_LINKS, Recovery.COMMAND, Jvms.of(17)),
        Arguments.of(Obstacle.HARD_LINKS, Recovery.NEXT_START, Jvms.of(8)),
        Arguments.of(Obstacle.IMMUTABLE_FOLDER, Recovery.COMMAND, Jvms.of(8)),
        Arguments.of(Obstacle.IMMUTABLE_FOLDER, Recovery.NEXT_START, Jvms.of(25)));
  }

  /** What is immutable can't be removed. */
  @AfterEach
  void makeMutable() throws Exception {
    OtherUser.succeeds(List.of(), "chattr", "-R", "-i", temporary.toString());
  }

  /** With a second look: what has another name is the same file still. */
  private static final class Obstructed implements CallKills.Setting {
    private final Obstacle obstacle;

    Obstructed(Obstacle obstacle) {
      this.obstacle = obstacle;
    }

    @Override
    public void of(Path target) throws Exception {
      obstacle.make(target);
    }

    @Override
    public boolean isRight(Path target) {
      return CallKills.Setting.super.isRight(target) && isOneFile(obstacle, target);
    }
  }

  private static boolean isOneFile(Obstacle obstacle, Path target) {
    try {
      return obstacle != Obstacle.HARD_LINKS
          || Files.isSameFile(target, target.resolveSibling("another.name"));
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  /** Each has a state folder of its own: else the next to be killed recovers it at its start. */
  private CallKills kills(Obstacle obstacle, Jdk jdk, String fallback) throws Exception {
    Path parent = temporary.toRealPath();
    return new CallKills(
        parent,
        WAY,
        new Obstructed(obstacle),
        folder ->
            ChildJvm.on(jdk)
                .withAgent(
                    Configuration.file(
                        Configuration.rule("\n    fallback: " + fallback, folder + "/*.dat")
                            + "state-folder: "
                            + parent.resolve("data/state-of-" + folder.getFileName())
                            + "\n")));
  }

  @ParameterizedTest(name = "{0}, {1}, {2}")
  @MethodSource("cases")
  void killedBeforeAnyCallItIsOldOrNewAfterARecovery(Obstacle obstacle, Recovery recovery, Jdk jdk)
      throws Exception {
    CallKills kills = kills(obstacle, jdk, "journal");

    List<Killed> killed = kills.run();
    long torn = killed.stream().filter(one -> !isWhole(one)).count();
    recovery.run(kills, jdk);

    assertThat(torn).as("killed in the midst of a rewrite").isPositive();
    assertThat(killed).filteredOn(one -> !isWhole(one)).isEmpty();
    assertThat(killed).filteredOn(one -> !isOneFile(obstacle, one.target())).isEmpty();
    assertThat(killed.get(0).version()).isEqualTo("" + CallKills.OLD);
    assertThat(killed.get(killed.size() - 1).version()).isEqualTo("" + CallKills.NEW);
    assertThat(CallKills.oursBelow(kills.data())).isEmpty();
  }

  private static boolean isWhole(Killed killed) {
    return List.of("" + CallKills.OLD, "" + CallKills.NEW).contains(killed.version());
  }

  /** Else the test above would prove nothing. */
  @Test
  void withoutAJournalARecoveryDoesNotHelp() throws Exception {
    CallKills kills = kills(Obstacle.IMMUTABLE_FOLDER, Jvms.of(17), "in-place");

    List<Killed> killed = kills.run();
    kills.recover(Jvms.of(17));

    assertThat(killed).filteredOn(one -> !isWhole(one)).isNotEmpty();
  }
}
