package dev.holdfast.proof.calls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** Files of ours that a start of the agent should have removed. */
final class Leftovers {
  private static final long PATIENCE_NANOS = 10_000_000_000L;
  private static final long PAUSE_NANOS = 5_000_000;

  private Leftovers() {}

  /**
   * Those still there after a while: a start ends its search by a thread of its own where there is
   * much to look at.
   */
  static List<String> below(Path folder) throws IOException {
    long start = System.nanoTime();
    List<String> left = now(folder);
    while (!left.isEmpty() && System.nanoTime() - start < PATIENCE_NANOS) {
      LockSupport.parkNanos(PAUSE_NANOS);
      left = now(folder);
    }
    return left;
  }

  /** The temporary files of the program itself, which nobody else removes. */
  static void removeTheProgramsOwn(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> own =
          files
              .filter(file -> !file.equals(folder))
              .filter(file -> !file.getFileName().toString().equals(Shapes.TARGET))
              .filter(file -> !file.getFileName().toString().contains(".holdfast-"))
              .sorted(Comparator.reverseOrder())
              .toList();
      for (Path file : own) {
        Files.delete(file);
      }
    }
  }

  private static List<String> now(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith(".holdfast-s-"))
          .map(file -> folder.relativize(file).toString())
          .sorted()
          .toList();
    }
  }
}
