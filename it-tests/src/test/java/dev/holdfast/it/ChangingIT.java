package dev.holdfast.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.it.CallKills.Killed;
import dev.holdfast.proof.calls.Saver;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import samples.Versions;

/** {@code in-place: shadow}: what is opened for changes of pieces becomes whole at its close. */
class ChangingIT {
  private static final long LIMIT = 64L << 20;

  @TempDir private Path temporary;

  /** Each way on one JVM or more. */
  static Stream<Arguments> waysAndJdks() {
    return Stream.of(
        Arguments.of("RandomAccessFile.setLength(0)", Jvms.of(8)),
        Arguments.of("RandomAccessFile-stale-tail", Jvms.of(25)),
        Arguments.of("FileChannel-without-TRUNCATE", Jvms.of(11)),
        Arguments.of("mapped", Jvms.of(21)),
        Arguments.of("mapped.force", Jvms.of(17)));
  }

  private static ChildJvm shadowing(Jdk jdk, Path folder) {
    String rule = Configuration.rule("\n    in-place: shadow", folder + "/*.dat");
    return ChildJvm.on(jdk).withAgent(Configuration.file(rule));
  }

  private static boolean isWhole(Killed killed) {
    return List.of("" + CallKills.OLD, "" + CallKills.NEW).contains(killed.version());
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("waysAndJdks")
  void killedBeforeAnyCallItIsOldOrNew(String way, Jdk jdk) throws Exception {
    CallKills kills =
        new CallKills(temporary.toRealPath(), way, target -> {}, folder -> shadowing(jdk, folder));

    List<Killed> killed = kills.run();

    assertThat(killed).filteredOn(one -> !isWhole(one)).isEmpty(); // no start needed
    kills.recover(jdk);
    assertThat(killed).filteredOn(one -> !isWhole(one)).isEmpty();
    assertThat(killed.get(0).version()).isEqualTo("" + CallKills.OLD);
    assertThat(killed.get(killed.size() - 1).version()).isEqualTo("" + CallKills.NEW);
    assertThat(CallKills.oursBelow(kills.data())).isEmpty();
  }

  /** Else the test above would prove nothing. */
  @ParameterizedTest
  @ValueSource(strings = {"RandomAccessFile.setLength(0)", "RandomAccessFile-stale-tail"})
  void inPlaceSyncIsTornBySomeKill(String way) throws Exception {
    CallKills kills =
        new CallKills(
            temporary.toRealPath(),
            way,
            target -> {},
            folder ->
                ChildJvm.on(Jvms.of(17)).withAgent(Configuration.protecting(folder + "/*.dat")));

    assertThat(kills.run()).filteredOn(one -> !isWhole(one)).isNotEmpty();
  }

  private Saver.Answer saved(Jdk jdk, String way, Path target, int size) throws Exception {
    try (Saver saver = Saver.start(shadowing(jdk, target.getParent()))) {
      Saver.Answer answer = saver.save(way, target, size, 2, 2);
      assertThat(answer.acknowledged(0)).as(answer::toString).isEqualTo(2);
      saver.end();
      return answer;
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("dev.holdfast.it.Jvms#matrix")
  void twoHandlesSeeAndMakeOneFile(Jdk jdk) throws Exception {
    Path target = temporary.toRealPath().resolve("state.dat");
    Files.write(target, Versions.content(1, 90_000, Saver.SEED));

    saved(jdk, "two-handles", target, 80_000);

    assertThat(Files.readAllBytes(target)).isEqualTo(Versions.content(2, 80_000, Saver.SEED));
    assertThat(CallKills.oursBelow(temporary)).isEmpty();
  }

  @Test
  void whatIsLargerThanTheLimitIsChangedAsItIsAndThatIsTold() throws Exception {
    Path target = temporary.toRealPath().resolve("state.dat");
    OtherUser.command("truncate", "-s", LIMIT + 1 + "", target.toString());
    Object inode = Files.getAttribute(target, "unix:ino");

    Saver.Answer answer = saved(Jvms.of(17), "RandomAccessFile-stale-tail", target, 80_000);

    assertThat(Files.readAllBytes(target)).isEqualTo(Versions.content(2, 80_000, Saver.SEED));
    assertThat(Files.getAttribute(target, "unix:ino")).isEqualTo(inode);
    assertThat(answer.errors().lines())
        .singleElement()
        .asString()
        .contains(target.toString(), "'in-place: shadow' of", "rule 1", LIMIT + 1 + " bytes")
        .contains("over the limit of " + LIMIT);
  }
}
