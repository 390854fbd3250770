package dev.holdfast.bench;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * {@link OpenClose} in forks without and with the agent: of each benchmark one of each a round, one
 * right after the other, in turn; the ratio is of one round. The control is a fork with an empty
 * agent: what differs there is the machine, and what the compiler makes of any agent's start.
 *
 * <p>Arguments: holdfast.jar, the folder to write to, rounds, the home of the JDK, then names of
 * benchmarks; none means all.
 */
public final class Unprotected {
  private static final String ALLOCATED = "gc.alloc.rate.norm";

  private final String java;
  private final Path folder;
  private final String empty;
  private final String agent;

  private Unprotected(String java, Path folder, String empty, String agent) {
    this.java = java;
    this.folder = folder;
    this.empty = empty;
    this.agent = agent;
  }

  /** What the forks of one benchmark said, of one kind. */
  private static final class Forks {
    final List<String> options;
    final Sample wallNanos = new Sample();
    final Sample cpuNanos = new Sample();
    final Sample allocatedBytes = new Sample();
    final Sample wallRatios = new Sample();
    final Sample cpuRatios = new Sample();
    double wallOfRound;
    double cpuOfRound;

    Forks(String... options) {
      this.options = Arrays.asList(options);
    }
  }

  public static void main(String[] arguments) throws IOException, RunnerException {
    Path folder = Paths.get(arguments[1]).toRealPath();
    Files.createDirectories(folder.resolve("plain"));
    Path rules = Rules.write(folder, Files.createDirectories(folder.resolve("protected")));
    Unprotected run =
        new Unprotected(
            StartUp.javaOf(arguments[3]),
            folder,
            "-javaagent:" + StartUp.emptyAgent(folder),
            "-javaagent:" + arguments[0] + "=config=" + rules);
    List<String> chosen = Arrays.asList(arguments).subList(4, arguments.length);
    run.all(Integer.parseInt(arguments[2]), chosen);
  }

  private void all(int rounds, List<String> chosen) throws IOException, RunnerException {
    Map<String, List<Forks>> all = new TreeMap<>();
    for (int round = 0; round < rounds; round++) {
      for (OpenClose.Save save : OpenClose.Save.values()) {
        for (Method method : OpenClose.class.getMethods()) {
          if (method.isAnnotationPresent(Benchmark.class)
              && (chosen.isEmpty() || chosen.contains(method.getName()))) {
            List<Forks> forks =
                all.computeIfAbsent(
                    method.getName() + " | " + save,
                    unused -> Arrays.asList(new Forks(), new Forks(empty), new Forks(agent)));
            round(round, forks, method.getName(), save);
          }
        }
      }
      System.err.println("round " + (round + 1) + " of " + rounds);
    }
    print(all);
  }

  private void round(int round, List<Forks> forks, String benchmark, OpenClose.Save save)
      throws RunnerException {
    List<Forks> order = new ArrayList<>(forks);
    Collections.rotate(order, round);
    for (Forks fork : order) {
      take(fork, benchmark, save);
    }
    for (Forks fork : forks) {
      fork.wallRatios.add(fork.wallOfRound / forks.get(0).wallOfRound);
      fork.cpuRatios.add(fork.cpuOfRound / forks.get(0).cpuOfRound);
    }
  }

  private void take(Forks fork, String benchmark, OpenClose.Save save) throws RunnerException {
    List<String> options = new ArrayList<>(fork.options);
    options.add("-D" + OpenClose.FOLDER + "=" + folder);
    Collection<RunResult> results =
        new Runner(
                new OptionsBuilder()
                    .include("\\." + OpenClose.class.getSimpleName() + "\\." + benchmark + "$")
                    .param("save", save.name())
                    .forks(1)
                    .warmupIterations(8)
                    .warmupTime(TimeValue.milliseconds(100))
                    .measurementIterations(12)
                    .measurementTime(TimeValue.milliseconds(100))
                    .addProfiler(GCProfiler.class)
                    .addProfiler(CpuProfiler.class)
                    .jvm(java)
                    .jvmArgs(options.toArray(new String[0]))
                    .verbosity(VerboseMode.SILENT)
                    .shouldFailOnError(true)
                    .build())
            .run();
    Sample wall = new Sample();
    Sample cpu = new Sample();
    Sample allocated = new Sample();
    for (RunResult result : results) {
      for (BenchmarkResult ofFork : result.getBenchmarkResults()) {
        for (IterationResult iteration : ofFork.getIterationResults()) {
          wall.add(iteration.getPrimaryResult().getScore());
          cpu.add(iteration.getSecondaryResults().get(CpuProfiler.LABEL).getScore());
          allocated.add(iteration.getSecondaryResults().get(ALLOCATED).getScore());
        }
      }
    }
    fork.wallOfRound = wall.median();
    fork.cpuOfRound = cpu.median();
    fork.wallNanos.add(fork.wallOfRound);
    fork.cpuNanos.add(fork.cpuOfRound);
    fork.allocatedBytes.add(allocated.median());
  }

  private void print(Map<String, List<Forks>> all) throws IOException {
    System.out.println(
        "| on "
            + Files.getFileStore(folder).type()
            + " | save | CPU ns without, with | CPU ratio | of an empty agent"
            + " | wall ns without, with | wall ratio | of an empty agent"
            + " | bytes allocated without, with empty agent, with Holdfast |");
    System.out.println("|---|---|---|---|---|---|---|---|---|");
    all.forEach(
        (name, forks) -> {
          Forks without = forks.get(0);
          Forks control = forks.get(1);
          Forks with = forks.get(2);
          System.out.printf(
              "| %s | %.0f, %.0f | %s | %s | %.0f, %.0f | %s | %s | %.1f, %.1f, %.1f |%n",
              name,
              without.cpuNanos.median(),
              with.cpuNanos.median(),
              with.cpuRatios.withSpread("%.3f"),
              control.cpuRatios.withSpread("%.3f"),
              without.wallNanos.median(),
              with.wallNanos.median(),
              with.wallRatios.withSpread("%.3f"),
              control.wallRatios.withSpread("%.3f"),
              without.allocatedBytes.median(),
              control.allocatedBytes.median(),
              with.allocatedBytes.median());
        });
  }
}
