package dev.holdfast.proof.model;

import dev.holdfast.proof.Engine;
import dev.holdfast.proof.Layer;
import dev.holdfast.proof.Row;
import dev.holdfast.proof.Run;
import dev.holdfast.proof.Tally;
import dev.holdfast.proof.Verdict;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;

/** Runs {@code SaveModel}, which stands among the agent's unit tests, in a JVM of its own. */
public final class ModelLayer implements Layer {
  private static final String PROGRAM = "dev.holdfast.core.save.SaveModel";
  private static final Path AGENT = Path.of("..", "agent", "target");
  private static final List<String> LIES = List.of("files", "folders", "all");
  private static final int STATES_FOR_A_LIE = 100_000;

  @Override
  public String name() {
    return "model";
  }

  @Override
  public String sentence() {
    return "Random programs with errors on the save engine, its file system replaced by one in"
        + " memory that knows, before every call, each state a power cut may leave. Without the"
        + " engine there is nothing to compare with; forces that lie show that the model sees.";
  }

  @Override
  public String missingOrNull(Run run) {
    return Files.isDirectory(AGENT.resolve("test-classes"))
        ? null
        : "the agent's unit tests are not compiled: mvn -DskipTests package";
  }

  @Override
  public void run(Run run) throws Exception {
    List<Callable<Void>> jobs = new java.util.ArrayList<>();
    int states = run.depth().of(2_000_000, 50_000_000);
    for (int part = 0; part < 2; part++) {
      long seed = run.seed() + part * 1_000_000_000L;
      jobs.add(() -> look(run, Engine.HOLDFAST, "seed " + seed, states, seed, "none"));
    }
    for (String lie : LIES) {
      Engine liar = Engine.seeded("model, force of " + lie + " lies");
      jobs.add(() -> look(run, liar, "any", STATES_FOR_A_LIE, run.seed(), lie));
    }
    run.inParallel(jobs);
  }

  private Void look(Run run, Engine engine, String shape, int states, long seed, String lie)
      throws IOException {
    String said = ask(Integer.toString(states), Long.toString(seed), lie);
    Tally tally = new Tally();
    Row row = new Row(name(), engine, "-", "memory", shape, tally);
    String[] words = said.split(" ");
    if (words[0].equals("good")) {
      tally.add(Verdict.GOOD, Long.parseLong(words[1]));
      run.figure("model: " + words[1] + " states of " + words[2] + " programs, seed " + seed);
    } else {
      tally.add(Verdict.TORN);
      run.finding(row, said, "java " + PROGRAM + " " + states + " " + seed + " " + lie);
    }
    run.row(row);
    return null;
  }

  private static String ask(String... arguments) throws IOException {
    String classPath =
        String.join(
            File.pathSeparator,
            AGENT.resolve("test-classes").toString(),
            AGENT.resolve("classes").toString(),
            System.getProperty("java.class.path"));
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-cp",
            classPath,
            PROGRAM);
    builder.command().addAll(List.of(arguments));
    Process process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String said =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).trim();
    if (!said.startsWith("good ") && !said.startsWith("bad ")) {
      throw new IOException(PROGRAM + " said '" + said + "'");
    }
    return said;
  }
}
