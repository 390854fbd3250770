package dev.holdfast.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * What a save costs by what its rule asks for, against stock in a JVM without the agent. A batch
 * each, in turns, in an order that turns round each round: the ratios are of one round. The control
 * is stock once more, in a JVM of its own: what differs there is the machine.
 *
 * <p>Arguments: holdfast.jar, the folder to write to, rounds for 4 KB, rounds for 1 MB.
 */
public final class Modes {
  private static final int SMALL = 4096;
  private static final int BIG = 1024 * 1024;

  private Modes() {}

  /** A target, how it is protected, and what was measured. */
  private static final class Mode {
    final String title;
    final Worker worker;
    final Path target;
    final Sample wall = new Sample();
    final Sample toStock = new Sample();
    final Sample toDefault = new Sample();
    double ofRound;

    Mode(String title, Worker worker, Path target) {
      this.title = title;
      this.worker = worker;
      this.target = target;
    }
  }

  public static void main(String[] arguments) throws IOException {
    Path folder = Paths.get(arguments[1]).toRealPath();
    Path rules = rules(folder);
    List<String> java = Collections.singletonList(StartUp.javaOf(System.getProperty("java.home")));
    List<String> agent = new ArrayList<>(java);
    agent.add("-javaagent:" + arguments[0] + "=config=" + rules);
    System.out.println(
        "| save | microseconds, median (quartiles) | ratio to stock | ratio to the default |");
    System.out.println("|---|---|---|---|");
    try (Worker stock = new Worker(java);
        Worker control = new Worker(java);
        Worker guarded = new Worker(agent)) {
      for (int bytes : new int[] {SMALL, BIG}) {
        Path of = Files.createDirectories(folder.resolve(bytes + ""));
        List<Mode> modes =
            Arrays.asList(
                new Mode("stock", stock, target(of, "stock")),
                new Mode("stock again (control)", control, target(of, "control")),
                new Mode("the default: power-loss", guarded, target(of, "power-loss")),
                new Mode("survive: process-crash", guarded, target(of, "process-crash")),
                new Mode("fallback: journal, hard link", guarded, linked(of, "journal")),
                new Mode("fallback: in-place, hard link", guarded, linked(of, "in-place")));
        run(modes, bytes, Integer.parseInt(arguments[bytes == SMALL ? 2 : 3]));
        print(modes, bytes);
      }
    }
  }

  /** A rule for each mode, by the folder's name. */
  private static Path rules(Path folder) throws IOException {
    String yaml =
        "holdfast: 1\nquiet: true\nrules:\n"
            + rule(folder, "power-loss", "survive: power-loss")
            + rule(folder, "process-crash", "survive: process-crash")
            + rule(folder, "journal", "fallback: journal")
            + rule(folder, "in-place", "fallback: in-place");
    return Files.write(folder.resolve("modes.yaml"), yaml.getBytes(StandardCharsets.UTF_8));
  }

  private static String rule(Path folder, String name, String key) {
    return "  - paths: [\"" + folder + "/*/" + name + "/**\"]\n    " + key + "\n";
  }

  private static Path target(Path folder, String name) throws IOException {
    return Files.createDirectories(folder.resolve(name)).resolve("state.dat");
  }

  /** It has another name, which a rename would leave behind. */
  private static Path linked(Path folder, String name) throws IOException {
    Path target = Files.createFile(target(folder, name));
    Files.createLink(target.resolveSibling("another.name"), target);
    return target;
  }

  private static void run(List<Mode> modes, int bytes, int rounds) throws IOException {
    int batch = bytes == SMALL ? 20 : 5;
    for (Mode mode : modes) { // compiled, and a version to replace
      boolean forces = mode.worker == modes.get(2).worker;
      mode.worker.save(SaveWorker.Way.STREAM, bytes, forces ? 10 * batch : 50 * batch, mode.target);
    }
    for (int round = 0; round < rounds; round++) {
      List<Mode> order = new ArrayList<>(modes);
      Collections.rotate(order, round);
      if (round % 2 == 1) {
        Collections.reverse(order);
      }
      for (Mode mode : order) {
        mode.ofRound = mode.worker.save(SaveWorker.Way.STREAM, bytes, batch, mode.target).wall;
        mode.wall.add(mode.ofRound);
      }
      for (Mode mode : modes) {
        mode.toStock.add(mode.ofRound / modes.get(0).ofRound);
        mode.toDefault.add(mode.ofRound / modes.get(2).ofRound);
      }
    }
  }

  private static void print(List<Mode> modes, int bytes) {
    for (Mode mode : modes) {
      System.out.printf(
          "| %s, %s | %s | %s | %s |%n",
          bytes == SMALL ? "4 KB" : "1 MB",
          mode.title,
          mode.wall.withSpread("%.0f"),
          mode.toStock.withSpread("%.2f"),
          mode.toDefault.withSpread("%.2f"));
    }
  }
}
