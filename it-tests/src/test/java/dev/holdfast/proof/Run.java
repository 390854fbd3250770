package dev.holdfast.proof;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** One run of the bench: how deep, on what, and what came of it so far. Safe for many threads. */
public final class Run {
  /** Of one row; more are counted in its tally only. */
  private static final int FINDINGS_A_ROW = 5;

  private final Depth depth;
  private final long seed;
  private final Path scratch;
  private final Path artefacts;
  private final List<Row> rows = new ArrayList<>();
  private final List<Finding> findings = new ArrayList<>();
  private final List<String> leftOut = new ArrayList<>();
  private final List<String> broken = new ArrayList<>();
  private final List<String> figures = new ArrayList<>();

  /**
   * Something bad in a row that should have been clean.
   *
   * @param what where, in which state, what was found
   * @param replay how to see it again; a command, or the file that holds the trace or log
   */
  public record Finding(Row row, String what, String replay) {}

  /**
   * @param scratch an existing folder that the run may fill; the caller removes it
   * @param artefacts an existing folder where traces and logs of findings stay
   */
  public Run(Depth depth, long seed, Path scratch, Path artefacts) {
    this.depth = depth;
    this.seed = seed;
    this.scratch = scratch;
    this.artefacts = artefacts;
  }

  public Depth depth() {
    return depth;
  }

  /** Everything random comes from it. */
  public long seed() {
    return seed;
  }

  /** A new folder in the scratch space. */
  public Path folder(String name) throws IOException {
    return Files.createTempDirectory(scratch, name + "-").toRealPath();
  }

  public Path artefacts() {
    return artefacts;
  }

  /**
   * Runs the jobs, as many at once as there are processors; all of them, and then throws what the
   * first that failed has thrown.
   */
  public void inParallel(List<Callable<Void>> jobs) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
    try {
      for (Future<Void> done : pool.invokeAll(jobs)) {
        done.get();
      }
    } catch (ExecutionException failure) {
      throw failure.getCause() instanceof Exception cause ? cause : failure;
    } finally {
      pool.shutdownNow();
    }
  }

  public synchronized Row row(Row row) {
    rows.add(row);
    return row;
  }

  /** Keeps the first few of a row. */
  public synchronized void finding(Row row, String what, String replay) {
    long before = findings.stream().filter(each -> each.row().equals(row)).count();
    if (before < FINDINGS_A_ROW) {
      findings.add(new Finding(row, what, replay));
      if (row.engine().expected() == Engine.Expected.CLEAN) {
        say("FOUND " + row.layer() + ", " + row.shape() + ", " + row.jvm() + ": " + what);
      }
    }
  }

  /** {@code what} was not tried, and why: a sentence. */
  public synchronized void leaveOut(String what) {
    if (!leftOut.contains(what)) {
      leftOut.add(what);
      say("LEFT OUT: " + what);
    }
  }

  /** The bench itself has failed: a sentence. It counts against the run. */
  public synchronized void broke(String what) {
    broken.add(what);
    say("BROKEN: " + what);
  }

  public synchronized List<String> broken() {
    return List.copyOf(broken);
  }

  /** A sentence with a number, for the report: how many states, how fast. */
  public synchronized void figure(String sentence) {
    figures.add(sentence);
    say(sentence);
  }

  public synchronized List<Row> rows() {
    return List.copyOf(rows);
  }

  /**
   * What counts against the run: damage with the agent, and each seeded fault that no row shows. A
   * row without the agent that shows no damage proves nothing, and is reported as that.
   */
  public synchronized List<Row> failures() {
    return rows.stream().filter(row -> !row.isAsExpected()).filter(this::counts).toList();
  }

  private boolean counts(Row row) {
    return row.engine().expected() == Engine.Expected.CLEAN
        || (row.engine().isSeeded() && !isDetected(row.engine()));
  }

  /** Whether some row of the seeded fault is red. */
  public synchronized boolean isDetected(Engine seeded) {
    return rows.stream().anyMatch(row -> row.engine().equals(seeded) && row.isAsExpected());
  }

  public synchronized List<Finding> findings() {
    return List.copyOf(findings);
  }

  public synchronized List<String> leftOut() {
    return List.copyOf(leftOut);
  }

  public synchronized List<String> figures() {
    return List.copyOf(figures);
  }

  /** Progress, on standard error. */
  public void say(String line) {
    System.err.println("prove: " + line);
  }
}
