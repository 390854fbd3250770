package dev.holdfast.proof.fuzz;

import dev.holdfast.it.ChildJvm;
import dev.holdfast.it.Jdk;
import dev.holdfast.it.Jvms;
import dev.holdfast.proof.Engine;
import dev.holdfast.proof.Layer;
import dev.holdfast.proof.Row;
import dev.holdfast.proof.Run;
import dev.holdfast.proof.Tally;
import dev.holdfast.proof.Verdict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import samples.fuzz.Explanation;
import samples.fuzz.Fault;
import samples.fuzz.Op;
import samples.fuzz.Programs;

/** Random programs on every JDK, in two JVMs each: what differs is explained, or a bug. */
public final class FuzzLayer implements Layer {
  /** Of about 50 operations each; of one JDK. */
  private static final int PROGRAMS = 4_400;

  private static final int PROGRAMS_A_JVM = 2_200;
  private static final int TIMES_IN_FULL = 10;

  /** In each of the JVMs with a fault. */
  private static final int SPOILT_PROGRAMS = 300;

  /** Reports of programs that differ; of each JDK. */
  private static final int REPORTS = 3;

  /** What a JVM may hold more after its last part than after its first: caches, compiled code. */
  private static final long HEAP_GROWTH = 2 << 20;

  private static final Pattern OPEN = Pattern.compile("\"open\":(\\d+)");
  private static final Pattern HOOK_FAILURES = Pattern.compile("\"hook-failures\":(\\d+)");
  private static final Pattern COMMITTED = Pattern.compile("\"committed\":(\\d+)");

  @Override
  public String name() {
    return "fuzz";
  }

  @Override
  public String sentence() {
    return "Random programs over the whole API run without and with the agent: all answers and all"
        + " files are equal, except for what the promise lists.";
  }

  @Override
  public String missingOrNull(Run run) {
    return Files.exists(ChildJvm.agentJar()) ? null : "no agent jar; build it first";
  }

  @Override
  public void run(Run run) throws Exception {
    Totals totals = new Totals();
    List<Callable<Void>> jobs = new ArrayList<>();
    int programs = run.depth().of(PROGRAMS, PROGRAMS * TIMES_IN_FULL);
    for (int feature : Jvms.MATRIX) {
      Jdk jdk = Jvms.of(feature);
      if (!jdk.isThere()) {
        run.leaveOut("fuzz on " + jdk + ": it is not on this machine");
        continue;
      }
      Findings findings = new Findings(run, jdk, totals);
      jobs.add(() -> earlier(run, jdk));
      for (int first = 0; first < programs; first += PROGRAMS_A_JVM) {
        long seed = run.seed() * 1_000_003L + feature * 10_000_000L + first;
        jobs.add(findings.of(seed, Math.min(PROGRAMS_A_JVM, programs - first)));
      }
    }
    for (Fault fault : Fault.values()) {
      if (fault != Fault.NONE) {
        jobs.add(() -> spoilt(run, fault));
      }
    }
    run.inParallel(jobs);
    totals.tell(run);
  }

  private static Void earlier(Run run, Jdk jdk) throws Exception {
    Twins twins = new Twins(jdk, run.folder("fuzz-earlier"), Fault.NONE);
    List<List<Op>> programs = Earlier.programs();
    Twins.Comparison comparison = twins.programs(programs, Twins.Detail.LINES);
    Tally tally = new Tally();
    tally.add(Verdict.DIFFERENT, comparison.different().size());
    tally.add(Verdict.GOOD, programs.size() - comparison.different().size());
    Row row =
        run.row(
            new Row(
                "fuzz",
                Engine.HOLDFAST,
                jdk.toString(),
                "-",
                "programs that differed once",
                tally));
    for (String name : comparison.different()) {
      String first =
          Difference.first(comparison.without().lines(name), comparison.with().lines(name));
      run.finding(row, name + ": " + first, "prove quick fuzz");
    }
    return null;
  }

  /** The comparison must see the fault. */
  private static Void spoilt(Run run, Fault fault) throws Exception {
    Jdk jdk = Jvms.of(17).isThere() ? Jvms.of(17) : Jvms.of(Runtime.version().feature());
    Twins twins = new Twins(jdk, run.folder("fuzz-" + fault), fault);
    Twins.Comparison comparison = twins.seeds(1, SPOILT_PROGRAMS, Twins.Detail.SUM);
    Tally tally = new Tally();
    tally.add(Verdict.DIFFERENT, comparison.different().size());
    tally.add(Verdict.GOOD, SPOILT_PROGRAMS - comparison.different().size());
    String name = fault.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
    run.row(new Row("fuzz", Engine.seeded(name), jdk.toString(), "-", "random programs", tally));
    return null;
  }

  /** Over all JDKs. */
  private static final class Totals {
    private final Map<String, Long> figures = new TreeMap<>();

    synchronized void add(Answers answers) {
      answers.figures().forEach((name, count) -> figures.merge(name, count, Long::sum));
    }

    synchronized void tell(Run run) {
      run.figure(
          "fuzz: " + of("operations") + " operations, " + of("saves") + " plain saves among them");
      for (Explanation explanation : Explanation.values()) {
        run.figure(
            ("fuzz: explained by \"" + explanation.promise() + "\": ")
                + (of("explained-" + explanation) + " answers not compared, ")
                + (of("left-out-" + explanation) + " operations left out"));
      }
    }

    private long of(String name) {
      return figures.getOrDefault(name, 0L);
    }
  }

  /** The two rows of one JDK. */
  private static final class Findings {
    private final Run run;
    private final Jdk jdk;
    private final Totals totals;
    private final Tally answers = new Tally();
    private final Tally leaks = new Tally();
    private final Row answersRow;
    private final Row leaksRow;
    private int reports;

    Findings(Run run, Jdk jdk, Totals totals) {
      this.run = run;
      this.jdk = jdk;
      this.totals = totals;
      answersRow = run.row(row("random programs", answers));
      leaksRow = run.row(row("random programs: what stays behind", leaks));
    }

    private Row row(String shape, Tally tally) {
      return new Row("fuzz", Engine.HOLDFAST, jdk.toString(), "-", shape, tally);
    }

    Callable<Void> of(long seed, int count) {
      return () -> {
        Twins twins = new Twins(jdk, run.folder("fuzz-" + jdk.feature()), Fault.NONE);
        Twins.Comparison comparison = twins.seeds(seed, count, Twins.Detail.SUM);
        totals.add(comparison.without());
        List<String> different = comparison.different();
        answers.add(Verdict.GOOD, comparison.without().figure("operations") - different.size());
        answers.add(Verdict.DIFFERENT, different.size());
        for (String program : different) {
          report(twins, program);
        }
        whatStays(comparison);
        return null;
      };
    }

    private void report(Twins twins, String seed) throws Exception {
      synchronized (this) {
        if (++reports > REPORTS) {
          return;
        }
      }
      Report report = Report.of(twins, Programs.of(Long.parseLong(seed)));
      Path artefact = run.artefacts().resolve("fuzz-" + jdk.feature() + "-" + seed + ".txt");
      Files.write(artefact, report.lines());
      run.finding(
          answersRow,
          "seed " + seed + ", " + report.program().size() + " operations: " + report.first(),
          Replay.class.getName() + " " + jdk.feature() + " " + artefact);
    }

    /** Descriptors, threads, heap, open saves; and whether there were any saves at all. */
    private void whatStays(Twins.Comparison comparison) {
      Answers with = comparison.with();
      List<String> complaints = Leaks.in(with.resources(), HEAP_GROWTH);
      long saves = comparison.without().figure("saves");
      if (number(COMMITTED, with.status()) < saves) {
        complaints.add("fewer saves than the programs have made, " + saves + ": " + with.status());
      }
      if (number(OPEN, with.status()) != 0) {
        complaints.add("saves that are still open: " + with.status());
      }
      if (number(HOOK_FAILURES, with.status()) != 0) {
        complaints.add("hooks that failed: " + with.status());
      }
      leaks.add(complaints.isEmpty() ? Verdict.GOOD : Verdict.LEFTOVER);
      complaints.forEach(complaint -> run.finding(leaksRow, complaint, "prove quick fuzz"));
    }

    private static long number(Pattern field, String status) {
      Matcher matcher = field.matcher(status);
      return matcher.find() ? Long.parseLong(matcher.group(1)) : -1;
    }
  }
}
