package dev.holdfast.proof.trace;

import dev.holdfast.proof.Depth;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import samples.Ways;

/** Which ways are tried in which situations. */
final class Jobs {
  /** Those that a quick run tries with a megabyte: one of each family. */
  private static final List<String> SOME_WAYS =
      List.of("FileOutputStream(File)", "Files.write(bytes)", "FileChannel.write", "File.renameTo");

  private Jobs() {}

  /** All of them, each with a folder of its own in {@code data}. */
  static List<Job> all(Path data, Depth depth) {
    List<Job> jobs = new ArrayList<>();
    for (String way : Ways.all().keySet()) {
      for (Situation situation : Situation.values()) {
        if (whyNotOrNull(way, situation) == null
            && (depth == Depth.FULL
                || situation != Situation.MEGABYTE
                || SOME_WAYS.contains(way))) {
          jobs.add(of(data, way, situation));
        }
      }
    }
    return jobs;
  }

  static Job of(Path data, String way, Situation situation) {
    String name = way.replaceAll("[^A-Za-z0-9.]+", "-");
    return new Job(way, situation, data.resolve(name).resolve(situation.name()));
  }

  /** Why {@code way} is never tried in {@code situation}: a sentence; null: it is. */
  static String whyNotOrNull(String way, Situation situation) {
    if (way.equals(Job.PREFERENCES) && situation != Situation.NEW_FOLDER) {
      return Job.PREFERENCES + " has one root a JVM: it is tried in a new folder only";
    }
    if (way.equals("zip-file-system") && !situation.overwrites()) {
      return "zip-file-system: a new archive begins with an exclusive creation,"
          + " which the promise excepts";
    }
    return null;
  }
}
