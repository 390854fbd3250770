package dev.holdfast.it.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.it.Jvms;
import dev.holdfast.it.eventstore.Offence.Kind;
import dev.holdfast.proof.disk.FileSystemKind;
import dev.holdfast.proof.disk.Needs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The persistence layer that answered every write with "ok" while nothing reached the disk. Without
 * the agent kills and power cuts cost it what it has acknowledged, its numbers go back, and it
 * serves parts of events, values and blobs; with the agent everything acknowledged is there after
 * each restart, and what is served is what it held in memory, but for the one command of each
 * client that was never answered.
 *
 * <p>Which commands, and how long until the crash, comes from a seed, which is printed and taken
 * back by {@code -Dholdfast.seed=N}. {@code -Dholdfast.event-store.kills=200
 * -Dholdfast.event-store.cuts=100} is the full depth.
 */
class EventStoreIT {
  private static final long SEED = Long.getLong("holdfast.seed", System.nanoTime());
  private static final int KILLS = Integer.getInteger("holdfast.event-store.kills", 40);

  /** On both file systems together. */
  private static final int CUTS = Integer.getInteger("holdfast.event-store.cuts", 40);

  private static final String APPEND = System.getProperty("holdfast.event-store.append", "sync");

  /** As many as this machine has cores; each has a store of its own. */
  private static final int WORKERS = 2;

  private Path scratch;

  @BeforeEach
  void makeRoom() throws IOException {
    Path memory = Path.of("/dev/shm");
    Path parent = Files.isWritable(memory) ? memory : Path.of(System.getProperty("java.io.tmpdir"));
    scratch = Files.createTempDirectory(parent, "event-store");
  }

  @AfterEach
  void removeIt() throws IOException {
    Killed.remove(scratch);
  }

  @Test
  void withTheAgentEverythingAcknowledgedOutlivesKills() throws Exception {
    Outcome outcome = runAll(seed -> new Killed(scratch), Trial.Agent.appending(APPEND), KILLS);

    assertThat(outcome.crashes()).isEqualTo(KILLS);
    assertThat(outcome.offences()).isEmpty();
  }

  @Test
  void withoutTheAgentKillsDoDamage() throws Exception {
    Outcome outcome = runAll(seed -> new Killed(scratch), Trial.Agent.OFF, KILLS);

    assertThat(outcome.kinds()).contains(Kind.LOST, Kind.WENT_BACK);
  }

  @ParameterizedTest
  @EnumSource(names = {"EXT4_NOAUTO", "XFS"})
  void withTheAgentEverythingAcknowledgedOutlivesPowerCuts(FileSystemKind kind) throws Exception {
    requireMounts();
    Outcome outcome =
        runAll(seed -> new PowerCut(scratch, kind, seed), Trial.Agent.appending(APPEND), CUTS / 2);

    assertThat(outcome.crashes()).isEqualTo(CUTS / 2);
    assertThat(outcome.offences()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(names = {"EXT4_NOAUTO", "XFS"})
  void withoutTheAgentPowerCutsDoDamage(FileSystemKind kind) throws Exception {
    requireMounts();
    Outcome outcome = runAll(seed -> new PowerCut(scratch, kind, seed), Trial.Agent.OFF, CUTS / 2);

    assertThat(outcome.kinds())
        .contains(Kind.LOST, Kind.WENT_BACK, Kind.TORN_EVENT, Kind.PARTIAL_BLOB);
  }

  private static void requireMounts() {
    String missing = Needs.mountsOrNull();
    Jvms.requireOrSkip(missing == null, missing);
  }

  private static Outcome runAll(Trial.Grounds grounds, Trial.Agent agent, int crashes)
      throws Exception {
    Outcome all = new Outcome();
    ExecutorService workers = Executors.newFixedThreadPool(WORKERS);
    try {
      List<Future<Outcome>> outcomes = new ArrayList<>();
      for (int worker = 0; worker < WORKERS; worker++) {
        int share = crashes / WORKERS + (worker < crashes % WORKERS ? 1 : 0);
        Trial trial = new Trial(grounds, agent, SEED + worker);
        outcomes.add(workers.submit(() -> trial.run(share)));
      }
      for (Future<Outcome> outcome : outcomes) {
        all.add(outcome.get());
      }
    } finally {
      workers.shutdownNow();
    }
    System.out.println(
        "event-store, "
            + (agent == Trial.Agent.OFF ? "without the agent" : "append: " + APPEND)
            + ": "
            + all
            + ", -Dholdfast.seed="
            + SEED);
    return all;
  }
}
