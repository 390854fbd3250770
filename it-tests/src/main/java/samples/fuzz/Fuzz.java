package samples.fuzz;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Runs programs: {@code lead|follow JOBS GATES OUT ROOT SUM|LINES [FAULT]}.
 *
 * <p>JOBS has lines {@code seeds FROM COUNT}, and programs: {@code program}, a line an operation,
 * {@code end}. Without the agent it leads, and writes to GATES what of each operation counts; with
 * it it follows. OUT gets a line a program, and figures at the end.
 */
public final class Fuzz {
  /** What the rule must match, below the root. */
  public static final String GLOB = "**/*.{dat,lock}";

  /**
   * For figures that only grow if something leaks: looked at after so many parts, and at the end.
   */
  private static final int PARTS = 4;

  private final Tree tree;
  private final Turns turns = new Turns();
  private final Answers.Detail detail;
  private final Fault fault;
  private final Map<String, Long> figures = new TreeMap<>();
  private final BufferedWriter out;

  private Fuzz(Tree tree, Answers.Detail detail, Fault fault, BufferedWriter out) {
    this.tree = tree;
    this.detail = detail;
    this.fault = fault;
    this.out = out;
  }

  public static void main(String[] arguments) throws Exception {
    List<Job> jobs = Job.read(Paths.get(arguments[1]));
    Path gates = Paths.get(arguments[2]);
    Tree tree = new Tree(Paths.get(arguments[4]));
    Answers.Detail detail = Answers.Detail.valueOf(arguments[5]);
    Fault fault = arguments.length > 6 ? Fault.valueOf(arguments[6]) : Fault.NONE;
    try (BufferedWriter out = Files.newBufferedWriter(Paths.get(arguments[3]))) {
      Fuzz fuzz = new Fuzz(tree, detail, fault, out);
      if (arguments[0].equals("lead")) {
        try (BufferedWriter writer = Files.newBufferedWriter(gates)) {
          fuzz.lead(jobs, writer);
        }
      } else {
        try (BufferedReader reader = Files.newBufferedReader(gates)) {
          fuzz.follow(jobs, reader);
        }
      }
    }
  }

  private void lead(List<Job> jobs, BufferedWriter gates) throws IOException {
    for (Job job : jobs) {
      tree.begin();
      Leading guide = new Leading(tree, figures);
      run(job, guide);
      gates.write(guide.gates());
      gates.newLine();
    }
    tree.clear();
    tellFigures();
  }

  private void follow(List<Job> jobs, BufferedReader gates) throws IOException {
    int part = Math.max(1, jobs.size() / PARTS);
    for (int i = 0; i < jobs.size(); i++) {
      tree.begin();
      run(jobs.get(i), new Following(gates.readLine()));
      if ((i + 1) % part == 0) {
        tellResources();
      }
    }
    tree.clear();
    tellFigures();
    line("status " + status());
  }

  private void run(Job job, Machine.Guide guide) throws IOException {
    Answers answers = new Answers(detail);
    List<Op> program = job.program();
    new Machine(tree, turns, guide, fault, answers).run(program);
    figures.merge("operations", (long) answers.count(), Long::sum);
    line("sum " + job + " " + answers.sum());
    if (detail == Answers.Detail.LINES) {
      out.write(answers.lines());
    }
  }

  private void tellFigures() throws IOException {
    for (Map.Entry<String, Long> figure : figures.entrySet()) {
      line("figure " + figure.getKey() + " " + figure.getValue());
    }
  }

  /** Descriptors, threads, and bytes of heap that a collection leaves. */
  private void tellResources() throws IOException {
    for (int i = 0; i < 3; i++) {
      System.gc();
      System.runFinalization();
    }
    Runtime runtime = Runtime.getRuntime();
    String[] descriptors = new File("/proc/self/fd").list();
    line(
        "resources "
            + (descriptors == null ? 0 : descriptors.length)
            + " "
            + Thread.getAllStackTraces().size()
            + " "
            + (runtime.totalMemory() - runtime.freeMemory()));
  }

  /** Holdfast's own figures, by reflection: programs don't know of it. */
  private static String status() {
    try {
      return (String)
          Class.forName("dev.holdfast.boot.Hooks", false, null).getMethod("status").invoke(null);
    } catch (ReflectiveOperationException without) {
      return "{}";
    }
  }

  private void line(String line) throws IOException {
    out.write(line);
    out.newLine();
  }

  /** One program to run: by its seed, or by its operations. */
  private static final class Job {
    private final String name;
    private final long seed;
    private final List<Op> opsOrNull;

    private Job(String name, long seed, List<Op> opsOrNull) {
      this.name = name;
      this.seed = seed;
      this.opsOrNull = opsOrNull;
    }

    static List<Job> read(Path file) throws IOException {
      List<Job> jobs = new ArrayList<>();
      List<Op> ops = new ArrayList<>();
      for (String line : Files.readAllLines(file, StandardCharsets.US_ASCII)) {
        String[] words = line.split(" ");
        if (words[0].equals("seeds")) {
          long first = Long.parseLong(words[1]);
          for (long seed = first; seed < first + Long.parseLong(words[2]); seed++) {
            jobs.add(new Job(Long.toString(seed), seed, null));
          }
        } else if (words[0].equals("program")) {
          ops = new ArrayList<>();
        } else if (words[0].equals("end")) {
          jobs.add(new Job("program-" + jobs.size(), 0, ops));
        } else {
          ops.add(Op.parse(line));
        }
      }
      return jobs;
    }

    List<Op> program() {
      return opsOrNull == null ? Programs.of(seed) : opsOrNull;
    }

    @Override
    public String toString() {
      return name;
    }
  }
}
