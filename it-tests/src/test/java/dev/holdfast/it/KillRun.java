package dev.holdfast.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import samples.Versions;
import samples.Ways;

/**
 * One program that saves version after version and is killed in the midst of it.
 *
 * @param way how it saves
 * @param size bytes of each version
 * @param delayMicros from the first acknowledged save to the kill
 */
record KillRun(String way, int size, int delayMicros) {
  /** The ways that are killed: streams, channels, copies, moves, an archive. */
  private static final List<String> WAYS =
      List.of(
          "FileOutputStream(File)",
          "FileWriter",
          "Files.write(bytes)",
          "Files.newBufferedWriter",
          "FileChannel.write",
          "AsynchronousFileChannel",
          "Files.copy(InputStream)",
          "Files.copy(Path)",
          "Files.move(REPLACE_EXISTING)",
          "File.renameTo",
          "zip-file-system");

  private static final int OLD_VERSION = 0;

  /** What is found after a kill. */
  enum Found {
    /** The last acknowledged version or the one after it, whole. */
    WHOLE,
    EMPTY,
    TORN,
    MISSING,
    /** Whole, but older than the last acknowledged one. */
    STALE
  }

  /**
   * What a run left.
   *
   * @param orphans our files that the killed process left in the folder
   * @param unreaped our files of processes killed before that were still there when this run's
   *     first save was acknowledged
   */
  record Outcome(
      KillRun run, Found found, String what, List<String> orphans, List<String> unreaped) {}

  static KillRun random(Random random) {
    String way = WAYS.get(random.nextInt(WAYS.size()));
    return new KillRun(way, 200_000 + random.nextInt(1_800_000), random.nextInt(60_000));
  }

  /** Runs {@code child} in {@code folder}, in which nothing else runs. */
  Outcome run(ChildJvm child, Path folder) throws Exception {
    Path target = folder.resolve("state.dat");
    Ways.all().get(way).save(target.toFile(), Versions.content(OLD_VERSION, size / 2, size));
    List<String> before = ours(folder);
    List<String> arguments = List.of(way, target + "", size + "", "1000000", size + "");
    try (ChildJvm.Running running = child.start(Ways.class, arguments)) {
      running.awaitOut("ACK 1 ");
      List<String> unreaped = new ArrayList<>(ours(folder));
      unreaped.retainAll(before);
      LockSupport.parkNanos(delayMicros * 1000L);
      ChildJvm.Result result = running.kill();
      if (result.exit() != 137 || result.out().contains("FAIL")) {
        throw new AssertionError("not killed while saving: " + result);
      }
      Outcome outcome = judge(target, lastAcknowledged(result.out()), ours(folder), unreaped);
      Files.deleteIfExists(target);
      return outcome;
    }
  }

  private Outcome judge(
      Path target, int acknowledged, List<String> orphans, List<String> unreaped) {
    String context = way + ", " + size + " bytes, ACK " + acknowledged + ": ";
    try {
      int version = Versions.of(Ways.all().get(way).load(target.toFile()));
      boolean right = version == acknowledged || version == acknowledged + 1;
      Found found = right ? Found.WHOLE : Found.STALE;
      return new Outcome(this, found, context + "version " + version, orphans, unreaped);
    } catch (NoSuchFileException missing) {
      return new Outcome(this, Found.MISSING, context + missing, orphans, unreaped);
    } catch (Exception damaged) {
      Found found = target.toFile().length() == 0 ? Found.EMPTY : Found.TORN;
      if (!Files.exists(target)) {
        found = Found.MISSING;
      }
      return new Outcome(this, found, context + damaged, orphans, unreaped);
    }
  }

  private static int lastAcknowledged(String out) {
    int end = out.lastIndexOf('\n');
    String line = out.substring(out.lastIndexOf('\n', end - 1) + 1, end);
    return Integer.parseInt(line.split(" ")[1]);
  }

  static List<String> ours(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.startsWith(".holdfast-"))
          .sorted()
          .toList();
    }
  }

  /** The program's own temporary files are its own affair. */
  static void removeAllBut(List<String> kept, Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        if (!kept.contains(file.getFileName().toString())) {
          Files.delete(file);
        }
      }
    }
  }
}
