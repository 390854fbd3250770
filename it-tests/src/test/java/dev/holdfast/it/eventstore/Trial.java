package dev.holdfast.it.eventstore;

import dev.holdfast.it.ChildJvm;
import dev.holdfast.it.Configuration;
import dev.holdfast.it.Jdk;
import dev.holdfast.it.Jvms;
import dev.holdfast.it.eventstore.Offence.Kind;
import dev.holdfast.proof.disk.Pause;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * One store after the other, each crashed again and again under its clients; after each crash a new
 * process, of the next JDK, serves what is left, and goes on with that.
 */
final class Trial {
  private static final int CLIENTS = 3;

  /** Then a new one: else what is read at each start grows and grows. */
  private static final int CRASHES_A_STORE = 10;

  /** A crash comes so many acknowledged commands after the start, at most, or so much later. */
  private static final int COMMANDS_MOST = 150;

  private static final long WORK_MOST_NANOS = 1_000_000_000L;
  private static final int MICROS_MORE = 3000;
  private static final Duration REAPED_WITHIN = Duration.ofSeconds(10);

  /** Makes the places. */
  interface Grounds {
    Ground make(long seed) throws IOException;
  }

  private final Grounds grounds;
  private final Agent agent;
  private final Random random;
  private final Outcome outcome;
  private final List<Jdk> jdks = Jvms.matrix().filter(Jdk::isThere).toList();
  private final Set<String> partialBefore = new HashSet<>();
  private final List<Client> clients = new ArrayList<>();
  private long acknowledgedBefore;
  private Ground ground;
  private ChildJvm child;
  private int starts;

  /** {@code outcome}: what comes of it is added to that. */
  Trial(Grounds grounds, Agent agent, long seed, Outcome outcome) {
    this.grounds = grounds;
    this.agent = agent;
    this.outcome = outcome;
    this.random = new Random(seed);
  }

  /** Crashes it so often, or until {@code enough}. */
  Void run(int crashes, BooleanSupplier enough) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
    try {
      for (int left = crashes; left > 0 && !enough.getAsBoolean(); left -= CRASHES_A_STORE) {
        try (Ground fresh = grounds.make(random.nextLong())) {
          ground = fresh;
          begin();
          crashAndJudge(threads, Math.min(left, CRASHES_A_STORE));
        }
      }
    } finally {
      threads.shutdownNow();
    }
    return null;
  }

  private void begin() {
    clients.clear();
    acknowledgedBefore = 0;
    for (int i = 0; i < CLIENTS; i++) {
      clients.add(new Client(i, random.nextLong()));
    }
  }

  private void crashAndJudge(ExecutorService threads, int crashes) throws Exception {
    Service service = start();
    try {
      for (int i = 0; i < crashes; i++) {
        work(threads, service);
        String where = "start " + starts + " in " + ground.folder();
        service = start();
        List<Offence> offences = judge(service);
        outcome.crash(where, newlyAcknowledged(), offences);
        if (offences.stream().anyMatch(Trial::isFatal)) {
          service.close();
          service = startAnew();
        }
      }
    } finally {
      service.close();
    }
  }

  /** Half an event spoils the next one, too, which says nothing more: better begin anew. */
  private static boolean isFatal(Offence offence) {
    return offence.kind() == Kind.CRASHED_REPLAY || offence.kind() == Kind.TORN_EVENT;
  }

  private Service start() {
    Jdk jdk = jdks.get(starts++ % jdks.size());
    child = agent.on(Service.on(jdk), ground.folder());
    return Service.start(child, ground.folder());
  }

  /** Of a store that can't be opened any more. */
  private Service startAnew() throws IOException {
    Killed.remove(ground.folder());
    Files.createDirectory(ground.folder());
    clients.forEach(Client::forget);
    Service service = start();
    if (!service.isReady()) {
      throw new AssertionError("does not start in an empty folder: " + service.err());
    }
    return service;
  }

  private void work(ExecutorService threads, Service service) throws Exception {
    List<Future<Void>> ends = new ArrayList<>();
    for (Client client : clients) {
      client.connect(service.connect(), ground);
      ends.add(threads.submit(client));
    }
    long until = acknowledged() + random.nextInt(COMMANDS_MOST);
    long latest = System.nanoTime() + WORK_MOST_NANOS;
    while (acknowledged() < until && System.nanoTime() < latest) {
      Pause.millis(1);
    }
    Pause.micros(random.nextInt(MICROS_MORE));
    try (Service ending = service) {
      ground.crash(ending);
    }
    for (Future<Void> end : ends) {
      end.get();
    }
  }

  private long newlyAcknowledged() {
    long before = acknowledgedBefore;
    acknowledgedBefore = acknowledged();
    return acknowledgedBefore - before;
  }

  private long acknowledged() {
    return clients.stream().mapToLong(Client::acknowledged).sum();
  }

  private List<Offence> judge(Service service) throws IOException {
    List<Offence> offences = new ArrayList<>();
    if (!service.isReady()) {
      offences.add(new Offence(Kind.CRASHED_REPLAY, service.err()));
      return offences;
    }
    Held found;
    try (Connection connection = service.connect()) {
      found = Held.servedBy(connection);
    }
    for (Client client : clients) {
      offences.addAll(client.settle(found));
    }
    for (String name : found.partialBlobs) {
      if (partialBefore.add(name)) {
        offences.add(new Offence(Kind.PARTIAL_BLOB, name));
      }
    }
    try {
      Awaitility.await()
          .pollDelay(Duration.ZERO)
          .atMost(REAPED_WITHIN)
          .until(() -> leftovers().isEmpty());
    } catch (ConditionTimeoutException stillThere) {
      offences.add(new Offence(Kind.LEFTOVER, leftovers().toString()));
    }
    return offences;
  }

  private List<String> leftovers() throws IOException {
    try (Stream<Path> all = Files.walk(ground.folder())) {
      return all.map(file -> file.getFileName().toString())
          .filter(name -> name.startsWith(".holdfast-"))
          .toList();
    }
  }

  /** Without or with the agent, and how it is told of a store's files. */
  interface Agent {
    ChildJvm on(ChildJvm child, Path folder);

    Agent OFF = (child, folder) -> child;

    /** {@code append}: the word of that key for the streams; all else as it is by default. */
    static Agent appending(String append) {
      return (child, folder) ->
          child.withAgent(
              Configuration.file(
                  "holdfast: 1\nrules:\n"
                      + ("  - name: store\n    paths: [\"" + folder + "/**\"]\n")
                      + ("  - name: streams\n    paths: [\"" + folder + "/streams/*.log\"]\n")
                      + ("    append: " + append + "\n")));
    }
  }
}
