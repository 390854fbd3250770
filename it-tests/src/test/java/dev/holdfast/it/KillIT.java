package dev.holdfast.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.it.KillRun.Found;
import dev.holdfast.it.KillRun.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import samples.Ways;

/**
 * kill -9 at random instants: the target is the last acknowledged version or the one being saved,
 * whole; the next start removes what the killed process left.
 *
 * <p>Plans are made from a seed, which is printed and taken back by {@code -Dholdfast.seed=N}:
 * ways, sizes and delays are then the same, the instants as near as the machine lets them be. A
 * kill proves nothing about power cuts: what was written and not forced lives on in the page cache.
 */
class KillIT {
  private static final long SEED = Long.getLong("holdfast.seed", System.nanoTime());

  /** As many as this machine has cores; each kills one JVM at a time. */
  private static final int WORKERS = 2;

  static Stream<Arguments> killsByJdk() {
    int many = Integer.getInteger("holdfast.kills", 250);
    return Stream.of(
        Arguments.of(Jvms.of(17), many),
        Arguments.of(Jvms.of(25), many),
        Arguments.of(Jvms.of(8), Math.max(1, many / 8)),
        Arguments.of(Jvms.of(11), Math.max(1, many / 8)),
        Arguments.of(Jvms.of(21), Math.max(1, many / 8)));
  }

  @ParameterizedTest(name = "{0}, {1} kills")
  @MethodSource("killsByJdk")
  void aKilledProgramLeavesTheOldOrTheNewVersion(Jdk jdk, int kills) throws Exception {
    List<Outcome> outcomes = runAll(jdk, kills, Agent.ON);

    assertThat(outcomes).hasSize(kills);
    assertThat(outcomes).filteredOn(o -> o.found() != Found.WHOLE).isEmpty();
    assertThat(outcomes).filteredOn(o -> !o.unreaped().isEmpty()).isEmpty();
    // else no kill ever came in the midst of a save
    assertThat(outcomes).filteredOn(o -> !o.orphans().isEmpty()).isNotEmpty();
  }

  /** The same plans: else the test above would prove nothing. */
  @ParameterizedTest(name = "{0}, {1} kills")
  @MethodSource("killsByJdk")
  void withoutTheAgentTheSameKillsDoDamage(Jdk jdk, int kills) throws Exception {
    List<Outcome> outcomes = runAll(jdk, kills, Agent.OFF);

    assertThat(outcomes).filteredOn(o -> o.found() != Found.WHOLE).isNotEmpty();
  }

  private enum Agent {
    ON,
    OFF
  }

  private static List<Outcome> runAll(Jdk jdk, int kills, Agent agent) throws Exception {
    Jvms.require(jdk);
    List<Outcome> outcomes = new ArrayList<>();
    ExecutorService workers = Executors.newFixedThreadPool(WORKERS);
    try {
      List<Future<List<Outcome>>> results = new ArrayList<>();
      for (int worker = 0; worker < WORKERS; worker++) {
        int share = kills / WORKERS + (worker < kills % WORKERS ? 1 : 0);
        long seed = SEED + worker;
        results.add(workers.submit(() -> runShare(jdk, share, agent, seed)));
      }
      for (Future<List<Outcome>> result : results) {
        outcomes.addAll(result.get());
      }
    } finally {
      workers.shutdownNow();
    }
    Map<Found, Integer> table = new EnumMap<>(Found.class);
    outcomes.forEach(outcome -> table.merge(outcome.found(), 1, Integer::sum));
    long orphans = outcomes.stream().filter(outcome -> !outcome.orphans().isEmpty()).count();
    System.out.println(
        jdk
            + ", agent "
            + agent
            + ", "
            + kills
            + " kills: "
            + table
            + ", in the midst of a save: "
            + orphans
            + ", -Dholdfast.seed="
            + SEED);
    return outcomes;
  }

  /** One folder, one JVM after the other: each start finds what the one before left. */
  private static List<Outcome> runShare(Jdk jdk, int kills, Agent agent, long seed)
      throws Exception {
    Path folder = Files.createTempDirectory("kills").toRealPath();
    Path scratch = Files.createTempDirectory("scratch");
    ChildJvm child = ChildJvm.on(jdk).option("-Djava.io.tmpdir=" + scratch);
    if (agent == Agent.ON) {
      child.withAgent(Configuration.protecting(folder));
    }
    Random random = new Random(seed);
    List<Outcome> outcomes = new ArrayList<>();
    for (int i = 0; i < kills; i++) {
      Outcome outcome = KillRun.random(random).run(child, folder);
      outcomes.add(outcome);
      KillRun.removeAllBut(outcome.orphans(), folder);
      KillRun.removeAllBut(List.of(), scratch);
    }
    String last = folder.resolve("last.dat").toString();
    ChildJvm.Result end = child.run(Ways.class, "File.renameTo", last, "1000", "1", "1");
    assertThat(end.exit()).as(end::toString).isZero();
    assertThat(KillRun.ours(folder)).as("left after the next start").isEmpty();
    return outcomes;
  }
}
