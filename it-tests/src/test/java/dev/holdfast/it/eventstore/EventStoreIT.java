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
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
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
  private static final int KILLS = Integer.getInteger("holdfast.event-store.kills", 32);

  /** On both file systems together. */
  private static final int CUTS = Integer.getInteger("holdfast.event-store.cuts", 24);

  private static final int SLOW_KILLS = Math.max(2, KILLS / 4);

  /** Of the streams. */
  private static final String APPEND = System.getProperty("holdfast.event-store.append", "atomic");

  /** Half of the event that was being appended: that is what atomic is for. */
  private static final Set<Kind> TOLERATED =
      APPEND.equals("atomic") ? Set.of() : Set.of(Kind.TORN_EVENT);

  /** Many more than it ever took: some kinds come once in some dozens of crashes. */
  private static final int UNTIL_DAMAGE = 600;

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
    holdsFor(KILLS, seed -> new Killed(scratch));
  }

  @Test
  void withoutTheAgentKillsDoDamage() throws Exception {
    doesDamage(KILLS, seed -> new Killed(scratch), Kind.LOST, Kind.WENT_BACK, Kind.TORN_VALUE);
  }

  @Test
  void withTheAgentNoEventIsTornByKillsOnASlowDisk() throws Exception {
    require(Needs.slowDisksOrNull());
    holdsFor(SLOW_KILLS, seed -> new KilledOnSlowDisk(scratch));
  }

  @Test
  void withoutTheAgentKillsOnASlowDiskTearEvents() throws Exception {
    require(Needs.slowDisksOrNull());
    doesDamage(SLOW_KILLS, seed -> new KilledOnSlowDisk(scratch), Kind.LOST, Kind.TORN_EVENT);
  }

  @ParameterizedTest
  @EnumSource(names = {"EXT4_NOAUTO", "XFS"})
  void withTheAgentEverythingAcknowledgedOutlivesPowerCuts(FileSystemKind kind) throws Exception {
    require(Needs.mountsOrNull());
    holdsFor(CUTS / 2, seed -> new PowerCut(scratch, kind, seed));
  }

  @ParameterizedTest
  @EnumSource(names = {"EXT4_NOAUTO", "XFS"})
  void withoutTheAgentPowerCutsDoDamage(FileSystemKind kind) throws Exception {
    require(Needs.mountsOrNull());
    doesDamage(
        CUTS / 2,
        seed -> new PowerCut(scratch, kind, seed),
        Kind.LOST,
        Kind.WENT_BACK,
        Kind.PARTIAL_BLOB);
  }

  private static void holdsFor(int crashes, Trial.Grounds grounds) throws Exception {
    Outcome outcome = new Outcome();
    runAll(grounds, Trial.Agent.appending(APPEND), crashes, outcome, () -> false);

    assertThat(outcome.crashes()).isEqualTo(crashes);
    assertThat(outcome.offencesBut(TOLERATED)).isEmpty();
  }

  /** So many crashes, or more, until each kind of it has been seen. */
  private static void doesDamage(int crashes, Trial.Grounds grounds, Kind... kinds)
      throws Exception {
    Set<Kind> wanted = Set.of(kinds);
    Outcome outcome = new Outcome();
    BooleanSupplier isEnough = () -> outcome.crashes() >= crashes && outcome.has(wanted);
    runAll(grounds, Trial.Agent.OFF, crashes + UNTIL_DAMAGE, outcome, isEnough);

    assertThat(outcome.has(wanted)).as("%s in %s", wanted, outcome).isTrue();
  }

  private static void require(String missingOrNull) {
    Jvms.requireOrSkip(missingOrNull == null, missingOrNull);
  }

  private static void runAll(
      Trial.Grounds grounds,
      Trial.Agent agent,
      int crashes,
      Outcome outcome,
      BooleanSupplier isEnough)
      throws Exception {
    ExecutorService workers = Executors.newFixedThreadPool(WORKERS);
    try {
      List<Future<Void>> ends = new ArrayList<>();
      for (int worker = 0; worker < WORKERS; worker++) {
        int share = crashes / WORKERS + (worker < crashes % WORKERS ? 1 : 0);
        Trial trial = new Trial(grounds, agent, SEED + worker, outcome);
        ends.add(workers.submit(() -> trial.run(share, isEnough)));
      }
      for (Future<Void> end : ends) {
        end.get();
      }
    } finally {
      workers.shutdownNow();
    }
    System.out.println(
        "event-store, "
            + (agent == Trial.Agent.OFF ? "without the agent" : "append: " + APPEND)
            + ": "
            + outcome
            + "\n  -Dholdfast.seed="
            + SEED);
  }
}
