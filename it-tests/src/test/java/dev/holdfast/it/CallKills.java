package dev.holdfast.it;

import dev.holdfast.proof.calls.Call;
import dev.holdfast.proof.calls.Saver;
import dev.holdfast.proof.calls.Trip;
import dev.holdfast.proof.calls.Tripwire;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import samples.Versions;

/**
 * One save, killed before each of its calls that change something: each time in a folder of its
 * own, so that one recovery may follow for all of them.
 */
final class CallKills {
  static final int OLD = 1;
  static final int NEW = 2;

  /** The new version is the shorter one: what is left of the old one shows. */
  static final int OLD_SIZE = 21_000;

  static final int NEW_SIZE = 17_000;

  /** As many as this machine has cores; each kills one JVM at a time. */
  private static final int WORKERS = 2;

  private final Path data;
  private final Path tools;
  private final String way;
  private final Function<Path, ChildJvm> child;
  private final Setting setting;

  /** What makes a folder one in which the way is killed. */
  interface Setting {
    /** {@code target} is there, in its old version. */
    void of(Path target) throws Exception;

    /** Whether a save that nobody has killed has done what it should. */
    default boolean isRight(Path target) {
      return new Killed(target.getParent(), null).version().equals("" + NEW);
    }
  }

  /** A save that was killed before {@code call}. */
  record Killed(Path folder, Call call) {
    Path target() {
      return folder.resolve("state.dat");
    }

    /** "1", "2", or what is wrong with it. */
    String version() {
      try {
        return "" + Versions.of(Files.readAllBytes(target()));
      } catch (IOException damaged) {
        return damaged.getClass().getSimpleName() + " " + damaged.getMessage();
      }
    }

    @Override
    public String toString() {
      return folder.getFileName() + ", before " + call;
    }
  }

  /**
   * {@code parent}: an empty folder without links. {@code child}: for the folder in which it is to
   * save.
   */
  CallKills(Path parent, String way, Setting setting, Function<Path, ChildJvm> child)
      throws IOException {
    Jvms.requireOrSkip(Tripwire.missingOrNull() == null, "" + Tripwire.missingOrNull());
    data = Files.createDirectories(parent.resolve("data"));
    tools = Files.createDirectories(parent.resolve("tools"));
    this.way = way;
    this.setting = setting;
    this.child = child;
    Tripwire.in(tools); // built once
  }

  /** Where all of the folders are. */
  Path data() {
    return data;
  }

  List<Killed> run() throws Exception {
    List<Call> calls = calls();
    ExecutorService workers = Executors.newFixedThreadPool(WORKERS);
    try {
      List<Future<Killed>> results = new ArrayList<>();
      for (Call call : calls) {
        if (!call.name().equals("close")) { // a crash before it leaves what one after it leaves
          results.add(workers.submit(() -> killed(call.number())));
        }
      }
      List<Killed> all = new ArrayList<>();
      for (Future<Killed> result : results) {
        all.add(result.get());
      }
      return all;
    } finally {
      workers.shutdownNow();
    }
  }

  /** Those of a save that nobody kills. */
  private List<Call> calls() throws Exception {
    Path target = target("whole");
    Tripwire tripwire = Tripwire.in(tools);
    tripwire.watch(data);
    try (Saver saver = Saver.start(tripwire.set(child.apply(target.getParent())))) {
      tripwire.arm(Trip.none(), Tripwire.Counting.CHANGES);
      Saver.Answer answer = saver.save(way, target, NEW_SIZE, NEW, NEW);
      tripwire.disarm();
      if (answer.acknowledged(0) != NEW || !setting.isRight(target)) {
        throw new AssertionError(way + " does not save: " + answer);
      }
      List<Call> calls = tripwire.calls();
      saver.end();
      return calls;
    }
  }

  private Killed killed(int at) throws Exception {
    Path target = target("call-" + at);
    Tripwire tripwire = Tripwire.in(tools);
    tripwire.watch(data);
    try (Saver saver = Saver.start(tripwire.set(child.apply(target.getParent())))) {
      tripwire.arm(Trip.at(at, Trip.Action.KILL), Tripwire.Counting.CHANGES);
      Saver.Answer answer = saver.save(way, target, NEW_SIZE, NEW, NEW);
      if (!answer.died()) {
        throw new AssertionError("not killed at call " + at + ": " + answer);
      }
      return new Killed(target.getParent(), tripwire.calls().get(at - 1));
    }
  }

  private Path target(String name) throws Exception {
    Path target = Files.createDirectory(data.resolve(name)).resolve("state.dat");
    Files.write(target, Versions.content(OLD, OLD_SIZE, Saver.SEED));
    setting.of(target);
    return target;
  }

  /** As the operator does: {@code java -jar holdfast.jar recover}. */
  Tool.Typed recover(Jdk jdk) {
    Path state = data.resolve("state");
    return Tool.on(jdk).run("recover", "--state-folder", state + "", data + "");
  }

  /** By the start of a JVM with a rule for all of it; returns when nothing of ours is left. */
  void startNext(Jdk jdk) throws Exception {
    String rules = Configuration.rule("", data + "/**/*.dat") + "state-folder: " + data + "/state";
    ChildJvm next = ChildJvm.on(jdk).withAgent(Configuration.file(rules + "\n"));
    try (Saver saver = Saver.start(next)) {
      Awaitility.await()
          .pollInterval(Duration.ofMillis(20))
          .atMost(Duration.ofSeconds(30))
          .until(() -> oursBelow(data).isEmpty());
      saver.end();
    }
  }

  /** All of ours below {@code folder}, and what crashes have made of targets. */
  static List<String> oursBelow(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .map(file -> folder.relativize(file).toString())
          .filter(name -> name.contains(".holdfast-"))
          .sorted()
          .toList();
    }
  }
}
