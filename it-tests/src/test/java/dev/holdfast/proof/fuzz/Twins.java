package dev.holdfast.proof.fuzz;

import dev.holdfast.it.ChildJvm;
import dev.holdfast.it.Configuration;
import dev.holdfast.it.Jdk;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import samples.fuzz.Fault;
import samples.fuzz.Fuzz;
import samples.fuzz.Op;

/** Two JVMs of one JDK that run the same programs, the second one with the agent. */
final class Twins {
  /** Whether all answers are wanted as text. */
  enum Detail {
    SUM,
    LINES
  }

  private final Jdk jdk;
  private final Path folder;
  private final Fault fault;
  private int runs;

  /** {@code folder}: existing, for everything that is needed; {@code fault}: in the second one. */
  Twins(Jdk jdk, Path folder, Fault fault) {
    this.jdk = jdk;
    this.folder = folder;
    this.fault = fault;
  }

  /** What the two have answered. */
  record Comparison(Answers without, Answers with) {
    /** The programs that came out in two ways. */
    List<String> different() {
      return without.sums().entrySet().stream()
          .filter(program -> !program.getValue().equals(with.sums().get(program.getKey())))
          .map(program -> program.getKey())
          .toList();
    }
  }

  Comparison seeds(long first, int count, Detail detail) throws IOException {
    return run(List.of("seeds " + first + " " + count), detail);
  }

  /** Each program under the name "program-" + its index. */
  Comparison programs(List<List<Op>> programs, Detail detail) throws IOException {
    List<String> jobs = new ArrayList<>();
    for (List<Op> program : programs) {
      jobs.add("program");
      program.forEach(op -> jobs.add(op.toString()));
      jobs.add("end");
    }
    return run(jobs, detail);
  }

  private Comparison run(List<String> jobs, Detail detail) throws IOException {
    Path own = Files.createDirectory(folder.resolve("run-" + ++runs));
    Path jobsFile = Files.write(own.resolve("jobs"), jobs);
    Path gates = own.resolve("gates");
    Path without = own.resolve("without.out");
    Path with = own.resolve("with.out");
    Path rootWith = own.resolve("with");
    run(
        ChildJvm.on(jdk),
        "lead",
        jobsFile,
        gates,
        without,
        own.resolve("none"),
        detail,
        Fault.NONE);
    Path configuration = Configuration.protecting(rootWith + "/" + Fuzz.GLOB);
    ChildJvm child = ChildJvm.on(jdk).withAgent(configuration);
    run(child, "follow", jobsFile, gates, with, rootWith, detail, fault);
    Comparison comparison = new Comparison(read(without), read(with));
    for (Path file : List.of(jobsFile, gates, without, with)) {
      Files.delete(file);
    }
    return comparison;
  }

  private static void run(
      ChildJvm child,
      String role,
      Path jobs,
      Path gates,
      Path out,
      Path root,
      Detail detail,
      Fault fault) {
    ChildJvm.Result result =
        child.run(
            Fuzz.class,
            List.of(role, jobs + "", gates + "", out + "", root + "", detail + "", fault + ""));
    if (result.exit() != 0) {
      throw new IllegalStateException("the " + role + "ing JVM has failed: " + result);
    }
  }

  private static Answers read(Path file) throws IOException {
    try (var lines = Files.lines(file, StandardCharsets.UTF_8)) {
      return Answers.parse(lines.collect(Collectors.toList()));
    }
  }
}
