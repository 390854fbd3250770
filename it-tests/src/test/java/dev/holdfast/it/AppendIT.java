package dev.holdfast.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import samples.Appends;
import samples.Hello;

/** {@code append: atomic}: what has returned is durable, and a crash leaves no half record. */
class AppendIT {
  private static final long SEED = Long.getLong("holdfast.seed", System.nanoTime());
  private static final Set<String> WRITES = Set.of("write", "pwrite64", "writev", "pwritev");
  private static final Set<String> FORCES = Set.of("fsync", "fdatasync");
  private static final String MARK = ".holdfast-a-";

  @TempDir Path temporary;
  private Path data;
  private Path log;

  static Stream<Jdk> jdks() {
    return Jvms.matrix();
  }

  @BeforeEach
  void makeFolder() throws IOException {
    data = Files.createDirectory(temporary.toRealPath().resolve("data"));
    log = data.resolve("events.log");
  }

  private ChildJvm child(Jdk jdk) {
    return ChildJvm.on(jdk).withAgent(Configuration.protectingWith("append: atomic", data));
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(data)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private List<String> recordsOrNull() throws IOException {
    return Files.exists(log)
        ? Appends.namesOrNull(Files.readString(log, StandardCharsets.US_ASCII))
        : List.of();
  }

  private static List<String> acknowledged(String out) {
    return out.lines().filter(l -> l.startsWith("ACK ")).map(l -> l.substring(4)).toList();
  }

  // ---- the order of system calls

  @ParameterizedTest(name = "{0}")
  @MethodSource("jdks")
  void eachWriteIsForcedThenMarkedThenAcknowledged(Jdk jdk) throws IOException {
    SystemCallTrace.requireStrace();
    List<String> wrong = new ArrayList<>();
    for (String way : Appends.ways().keySet()) {
      log = data.resolve(way + ".log");
      Path trace = temporary.resolve("trace");
      ChildJvm.Result result =
          child(jdk)
              .by(SystemCallTrace.recordTo(trace))
              .run(Appends.class, way, log + "", "A", "1", "3", "40");
      assertThat(result.exit()).as(result::toString).isZero();
      assertThat(acknowledged(result.out())).as(way).hasSize(3);
      wrong.addAll(whatIsWrong(way, SystemCallTrace.read(trace).calls()));
      assertThat(recordsOrNull()).as(way).containsExactly("A-0-0", "A-0-1", "A-0-2");
    }

    assertThat(wrong).isEmpty();
    assertThat(names()).as("nothing of ours is left").noneMatch(name -> name.contains("holdfast"));
  }

  private List<String> whatIsWrong(String way, List<SystemCall> calls) {
    List<String> wrong = new ArrayList<>();
    int written = 0;
    int forced = 0;
    int marked = 0;
    int markForced = 0;
    for (SystemCall call : calls) {
      String annotated = SystemCall.annotatedPathOrNull(call.argument(0));
      String path = annotated == null || !call.succeeded() ? "" : annotated;
      if (call.name().equals("write") && call.argument(1).contains("ACK ")) {
        if (written == 0) {
          wrong.add(way + " was not written before " + call.argument(1));
        } else if (forced < written || marked < forced || markForced < marked) {
          wrong.add(
              way + ": " + written + " " + forced + " " + marked + " " + markForced + " " + call);
        }
        written = 0;
      } else if (WRITES.contains(call.name()) && path.equals(log.toString())) {
        written = call.end();
      } else if (FORCES.contains(call.name()) && path.equals(log.toString())) {
        forced = call.start();
      } else if (WRITES.contains(call.name()) && path.contains(MARK)) {
        marked = call.start();
      } else if (FORCES.contains(call.name()) && path.contains(MARK)) {
        markForced = call.start();
      }
    }
    return wrong;
  }

  // ---- kill -9

  @ParameterizedTest(name = "{0}")
  @MethodSource("jdks")
  void aKilledProgramLeavesWholeRecordsAfterTheNextStart(Jdk jdk) throws Exception {
    Killed killed = new Killed(jdk, 1, 300_000, child(jdk));
    killed.rounds(Integer.getInteger("holdfast.kills", 80) / 10);

    assertThat(killed.wrong).as("-Dholdfast.seed=%d", SEED).isEmpty();
    assertThat(killed.cut).as("else no kill came in the midst of a record").isPositive();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jdks")
  void twoKilledProgramsLeaveWholeRecordsAfterTheNextStart(Jdk jdk) throws Exception {
    Killed killed = new Killed(jdk, 2, 200, child(jdk));
    killed.rounds(Integer.getInteger("holdfast.kills", 80) / 20);

    assertThat(killed.wrong).as("-Dholdfast.seed=%d", SEED).isEmpty();
  }

  /** Else the tests above would prove nothing. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("jdks")
  void withoutTheAgentAKillLeavesAHalfRecord(Jdk jdk) throws Exception {
    List<String> wrong = List.of();
    for (int round = 0; round < 60 && wrong.isEmpty(); round++) { // each hits with luck only
      Files.deleteIfExists(log);
      Killed killed = new Killed(jdk, 1, 4_000_000, ChildJvm.on(jdk));
      killed.rounds(1);
      wrong = killed.wrong;
    }

    assertThat(wrong).as("-Dholdfast.seed=%d", SEED).isNotEmpty();
  }

  /** Programs that append to one file, killed at a random instant, again and again. */
  private final class Killed {
    private final Jdk jdk;
    private final int processes;
    private final int size;
    private final ChildJvm child;
    private final Random random = new Random(SEED);
    private final Set<String> acknowledged = new HashSet<>();
    final List<String> wrong = new ArrayList<>();
    int cut;

    Killed(Jdk jdk, int processes, int size, ChildJvm child) {
      this.jdk = jdk;
      this.processes = processes;
      this.size = size;
      this.child = child;
    }

    void rounds(int rounds) throws Exception {
      for (int round = 0; round < rounds && wrong.isEmpty(); round++) {
        List<ChildJvm.Running> running = new ArrayList<>();
        try {
          for (int process = 0; process < processes; process++) {
            String label = round + "." + process;
            running.add(
                child.start(
                    Appends.class, List.of("stream", log + "", label, "4", "1000000", size + "")));
          }
          for (ChildJvm.Running one : running) {
            Awaitility.await()
                .pollInterval(Duration.ofMillis(2))
                .atMost(Duration.ofSeconds(60))
                .until(() -> one.outSoFar().contains("ACK ") || !one.isAlive());
          }
          LockSupport.parkNanos(random.nextInt(50_000) * 1000L);
          for (ChildJvm.Running one : running) {
            ChildJvm.Result result = one.kill();
            assertThat(result.exit()).as(result::toString).isEqualTo(137);
            acknowledged.addAll(acknowledged(result.out()));
          }
        } finally {
          running.forEach(ChildJvm.Running::close);
        }
        judge("round " + round);
      }
    }

    private void judge(String round) throws IOException {
      ChildJvm.Result next = child.run(Hello.class);
      assertThat(next.exit()).as(next::toString).isZero();
      cut += next.err().contains("cut from") ? 1 : 0;
      List<String> found = recordsOrNull();
      if (found == null) {
        wrong.add(round + ", " + jdk + ": a record is not whole");
      } else if (!new HashSet<>(found).containsAll(acknowledged)) {
        wrong.add(round + ", " + jdk + ": an acknowledged record is lost");
      }
      for (String name : names()) {
        if (name.startsWith(MARK)) {
          wrong.add(round + ": left " + name);
        }
      }
    }
  }
}
