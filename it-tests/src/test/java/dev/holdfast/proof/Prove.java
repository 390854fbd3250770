package dev.holdfast.proof;

import dev.holdfast.proof.blocks.BlocksLayer;
import dev.holdfast.proof.blocks.Replay;
import dev.holdfast.proof.calls.CallsLayer;
import dev.holdfast.proof.calls.ErrorsLayer;
import dev.holdfast.proof.calls.SeededLayer;
import dev.holdfast.proof.cuts.CutsLayer;
import dev.holdfast.proof.fuzz.FuzzLayer;
import dev.holdfast.proof.model.ModelLayer;
import dev.holdfast.proof.report.Report;
import dev.holdfast.proof.trace.TraceLayer;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs layers and writes the report: {@code Prove quick|full [--seed N] [LAYER...]}; or looks once
 * more at a state of a kept recording: {@code Prove replay RECORDING RECORD}.
 *
 * <p>Exit status: 0 if everything was as expected, 1 if something bad was found, 2 for wrong usage.
 */
public final class Prove {
  /** In the order in which they run: the cheapest first. */
  static final List<Layer> LAYERS =
      List.of(
          new ModelLayer(),
          new TraceLayer(),
          new FuzzLayer(),
          new BlocksLayer(),
          new CutsLayer(),
          new CallsLayer(),
          new ErrorsLayer(),
          new SeededLayer());

  static final long SEED = 20_261_121L;

  private Prove() {}

  public static void main(String[] arguments) throws Exception {
    if (arguments.length == 3 && arguments[0].equals("replay")) {
      Replay.print(Path.of(arguments[1]), Integer.parseInt(arguments[2]));
      return;
    }
    Depth depth = null;
    long seed = SEED;
    List<Layer> chosen = new ArrayList<>();
    for (int i = 0; i < arguments.length; i++) {
      String word = arguments[i];
      if (word.equals("quick") || word.equals("full")) {
        depth = Depth.valueOf(word.toUpperCase(java.util.Locale.ROOT));
      } else if (word.equals("--seed") && i + 1 < arguments.length) {
        seed = Long.parseLong(arguments[++i]);
      } else {
        chosen.add(layer(word));
      }
    }
    if (depth == null) {
      usage("quick or full?");
    }
    Path out = Path.of(System.getProperty("holdfast.proof", "target/proof")).toAbsolutePath();
    Run run = prove(depth, seed, chosen.isEmpty() ? LAYERS : chosen, out);
    System.exit(Report.isClean(run) ? 0 : 1);
  }

  private static Layer layer(String name) {
    return LAYERS.stream()
        .filter(each -> each.name().equals(name))
        .findFirst()
        .orElseGet(
            () -> {
              usage("no such layer: " + name);
              return null;
            });
  }

  private static void usage(String why) {
    System.err.println("prove: " + why);
    System.err.println("usage: prove quick|full [--seed N] [LAYER...]");
    System.err.println("       prove replay RECORDING RECORD");
    System.err.println("layers: " + LAYERS.stream().map(Layer::name).toList());
    System.exit(2);
  }

  /** Runs {@code layers} and leaves the report in {@code out}. */
  static Run prove(Depth depth, long seed, List<Layer> layers, Path out) throws IOException {
    Path artefacts = Files.createDirectories(out.resolve("artefacts"));
    Path memory = Path.of("/dev/shm");
    Path scratch =
        Files.createTempDirectory(
            Files.isWritable(memory) ? memory : Path.of(System.getProperty("java.io.tmpdir")),
            "holdfast-proof-");
    Run run = new Run(depth, seed, scratch, artefacts);
    try {
      for (Layer layer : layers) {
        prove(run, layer);
      }
      remove(scratch);
    } catch (IOException left) {
      run.broke("the scratch folder can't be removed: " + left);
    }
    run.say(Report.write(run, layers, out));
    return run;
  }

  /** What a layer throws counts against the run; the others are still asked. */
  private static void prove(Run run, Layer layer) throws IOException {
    String missing = layer.missingOrNull(run);
    if (missing != null) {
      run.leaveOut(layer.name() + ": " + missing);
      return;
    }
    long start = System.nanoTime();
    run.say(layer.name() + " ...");
    try {
      layer.run(run);
    } catch (Exception | AssertionError failure) { // a child that does not answer is the latter
      failure.printStackTrace();
      run.broke(layer.name() + " did not come to its end: " + failure);
    }
    run.figure(layer.name() + " took " + (System.nanoTime() - start) / 1_000_000_000L + " s");
  }

  private static void remove(Path folder) throws IOException {
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path visited, IOException failure)
              throws IOException {
            Files.delete(visited);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
