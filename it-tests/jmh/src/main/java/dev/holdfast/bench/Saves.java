package dev.holdfast.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Protected saves against the same written by hand in plain Java without the agent. Four JVMs take
 * turns, a batch each, in an order that turns round each round: the ratio is of one round. The
 * control is the reference in a second JVM: what differs there is the machine.
 *
 * <p>Arguments: holdfast.jar, the folder to write to, small rounds, big rounds.
 */
public final class Saves {
  private static final int SMALL = 4096;
  private static final int BIG = 47 * 1024 * 1024;

  private Saves() {}

  /** One of those that take turns. */
  private static final class Runner {
    final Worker worker;
    final SaveWorker.Way way;
    final Path target;
    final Sample wall = new Sample();
    final Sample cpu = new Sample();
    final Sample wallRatios = new Sample();
    final Sample cpuRatios = new Sample();
    Worker.Cost ofRound;

    Runner(Worker worker, SaveWorker.Way way, Path target) {
      this.worker = worker;
      this.way = way;
      this.target = target;
    }
  }

  public static void main(String[] arguments) throws IOException {
    Path folder = Paths.get(arguments[1]).toRealPath();
    Path guarded = Files.createDirectories(folder.resolve("protected"));
    Path plain = Files.createDirectories(folder.resolve("plain"));
    Path rules = Rules.write(folder, guarded);
    List<String> java = Collections.singletonList(StartUp.javaOf(System.getProperty("java.home")));
    List<String> agent = new ArrayList<>(java);
    agent.add("-javaagent:" + arguments[0] + "=config=" + rules);
    System.out.println(
        "| save | on | microseconds, median (quartiles) | ratio to by hand"
            + " | CPU microseconds | ratio |");
    System.out.println("|---|---|---|---|---|---|");
    try (Worker byHand = new Worker(java);
        Worker control = new Worker(java);
        Worker guardedJvm = new Worker(agent)) {
      for (int bytes : new int[] {SMALL, BIG}) {
        for (SaveWorker.Way way :
            new SaveWorker.Way[] {SaveWorker.Way.STREAM, SaveWorker.Way.FILES_WRITE}) {
          SaveWorker.Way reference = SaveWorker.Way.valueOf(way + "_BY_HAND");
          List<Runner> runners =
              Arrays.asList(
                  new Runner(byHand, reference, plain.resolve("by-hand")),
                  new Runner(control, reference, plain.resolve("control")),
                  new Runner(guardedJvm, way, guarded.resolve("saved")));
          run(runners, bytes, Integer.parseInt(arguments[bytes == SMALL ? 2 : 3]));
          print(runners, way, bytes, folder);
        }
      }
    }
  }

  private static void run(List<Runner> runners, int bytes, int rounds) throws IOException {
    int batch = bytes == SMALL ? 40 : 2;
    for (Runner runner : runners) { // compiled, and a version to replace
      runner.worker.save(runner.way, bytes, bytes == SMALL ? 3000 : 4, runner.target);
    }
    for (int round = 0; round < rounds; round++) {
      List<Runner> order = new ArrayList<>(runners);
      Collections.rotate(order, round);
      if (round % 2 == 1) {
        Collections.reverse(order);
      }
      for (Runner runner : order) {
        runner.ofRound = runner.worker.save(runner.way, bytes, batch, runner.target);
        runner.wall.add(runner.ofRound.wall);
        runner.cpu.add(runner.ofRound.cpu);
      }
      for (Runner runner : runners) {
        Worker.Cost byHand = runners.get(0).ofRound;
        runner.wallRatios.add(runner.ofRound.wall / byHand.wall);
        runner.cpuRatios.add(runner.ofRound.cpu / byHand.cpu);
      }
    }
  }

  private static void print(List<Runner> runners, SaveWorker.Way way, int bytes, Path folder)
      throws IOException {
    String[] names = {"by hand", "by hand again (control)", "**protected**"};
    for (int i = 0; i < names.length; i++) {
      Runner runner = runners.get(i);
      System.out.printf(
          "| %s, %s, %s | %s | %s | %s | %s | %s |%n",
          bytes == SMALL ? "4 KB" : "47 MB",
          way,
          names[i],
          Files.getFileStore(folder).type(),
          runner.wall.withSpread("%.0f"),
          i == 0 ? "1" : runner.wallRatios.withSpread("%.3f"),
          runner.cpu.withSpread("%.0f"),
          i == 0 ? "1" : runner.cpuRatios.withSpread("%.3f"));
    }
  }
}
