package dev.holdfast.proof.cuts;

import dev.holdfast.it.ChildJvm;
import dev.holdfast.it.Configuration;
import dev.holdfast.proof.Engine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import samples.Counters;
import samples.Counters.Word;
import samples.SavesCounted;

/** The processes of a scene, saving on a file system. Close kills what still lives. */
final class Savers implements AutoCloseable {
  static final String DATA = "data";

  /** No writer: before 17 one whose flush fails at its close leaves the file open. */
  private static final String WAYS =
      "FileOutputStream(File)|File.renameTo|Files.write(bytes)|Files.move(REPLACE_EXISTING)"
          + "|FileChannel.write|BufferedOutputStream|Files.copy(InputStream)"
          + "|AsynchronousFileChannel|force+ATOMIC_MOVE";

  private static final int SIZE_MAX = 80_000;
  private static final int PAUSE_MICROS = 4000;
  private static final int NEIGHBOUR_MILLIS = 5;
  private static final int PATIENCE_MILLIS = 60_000;

  private final Scene scene;
  private final Path folder;
  private final Path countersFile;
  private final Counters counters;
  private final List<ChildJvm.Running> running = new ArrayList<>();

  /**
   * @param folder where the file system is mounted; has {@link #DATA} and in it each target
   * @param countersFile on no file system that is cut; where an earlier one of the scene has ended,
   *     the saves go on
   */
  Savers(Scene scene, Path folder, Path countersFile) throws IOException {
    this.scene = scene;
    this.folder = folder;
    this.countersFile = countersFile;
    this.counters = Counters.in(countersFile.toFile(), scene.slots());
  }

  static Path target(Path folder, int number) {
    return folder.resolve(DATA).resolve("t" + number + ".dat");
  }

  static ChildJvm jvm(Scene scene, int process, Path folder) {
    ChildJvm jvm = ChildJvm.on(scene.jdks().get(process));
    return scene.engine().equals(Engine.STOCK)
        ? jvm
        : jvm.withAgent(Configuration.protecting(folder.resolve(DATA) + "/*.dat"));
  }

  /** Returns when each thread has saved once more. */
  void start(long seed) throws IOException {
    long[] before = new long[scene.targets()];
    for (int i = 0; i < before.length; i++) {
      before[i] = counters.get(scene.slot(i), Word.ACKED);
    }
    for (int process = 0; process < scene.jdks().size(); process++) {
      running.add(
          jvm(scene, process, folder)
              .start(SavesCounted.class, arguments(process, seed + process)));
    }
    await(
        "first saves",
        () -> {
          for (int i = 0; i < before.length; i++) {
            if (counters.get(scene.slot(i), Word.ACKED) <= before[i]) {
              return false;
            }
          }
          return true;
        });
  }

  private List<String> arguments(int process, long seed) {
    List<String> words = new ArrayList<>();
    words.addAll(List.of(countersFile + "", scene.firstSlot(process) + "", seed + ""));
    words.addAll(List.of(Integer.MAX_VALUE + "", PAUSE_MICROS + ""));
    words.addAll(
        List.of(
            hasNeighbour(process) ? folder.resolve("neighbour") + "" : "-", NEIGHBOUR_MILLIS + ""));
    words.add("reader");
    for (int i = 0; i < scene.threads(); i++) {
      Path target = target(folder, process * scene.threads() + i);
      words.addAll(List.of(target + "", SIZE_MAX + "", WAYS));
    }
    return words;
  }

  /** The first process has one, if any. */
  private boolean hasNeighbour(int process) {
    return process == 0 && scene.neighbourhood() == Scene.Neighbourhood.BUSY;
  }

  /** After cut {@code number}: returns when no thread has anything open. */
  void park(long number) throws IOException {
    counters.set(0, Word.HALTED, number);
    await("parking", () -> isParked(number));
  }

  private boolean isParked(long number) {
    for (int process = 0; process < scene.jdks().size(); process++) {
      for (int i = 0; i < scene.slotsAProcess(); i++) {
        boolean isThere = i != scene.threads() || hasNeighbour(process);
        if (isThere && counters.get(scene.firstSlot(process) + i, Word.PARKED) != number) {
          return false;
        }
      }
    }
    return true;
  }

  void goOn(long number) {
    counters.set(0, Word.RESUMED, number);
  }

  void kill() {
    running.forEach(ChildJvm.Running::kill);
    close();
  }

  /** They end by themselves, as their input has. */
  void end() {
    running.forEach(ChildJvm.Running::end);
    for (ChildJvm.Running each : running) {
      ChildJvm.Result result = each.await();
      if (result.exit() != 0) {
        throw new AssertionError(result.toString());
      }
    }
    close();
  }

  /** What they have said, for people. */
  String said() {
    StringBuilder said = new StringBuilder();
    running.forEach(each -> said.append(each.outSoFar()).append(each.errSoFar()));
    return said.toString();
  }

  private void await(String what, BooleanSupplier done) throws IOException {
    long deadline = System.nanoTime() + PATIENCE_MILLIS * 1_000_000L;
    while (!done.getAsBoolean()) {
      if (System.nanoTime() > deadline || running.stream().anyMatch(each -> !each.isAlive())) {
        throw new IOException(what + " of " + scene + ": no end. They said: " + said());
      }
      pause(1);
    }
  }

  static void pause(long millis) throws IOException {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", stop);
    }
  }

  @Override
  public void close() {
    running.forEach(ChildJvm.Running::close);
    running.clear();
  }
}
