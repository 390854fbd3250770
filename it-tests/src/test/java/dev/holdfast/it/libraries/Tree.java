package dev.holdfast.it.libraries;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** Folders with all that is in them. */
final class Tree {
  private static final AtomicLong COPIES = new AtomicLong();
  private static final long STEP_MILLIS = 2000;

  private Tree() {}

  /** {@code to}, a folder, holds afterwards what {@code from} holds, and nothing else. */
  static void copy(Path from, Path to) throws IOException {
    empty(to);
    // a reader that has seen the copy before (Preferences) tells by this that it is another one
    FileTime time = FileTime.fromMillis(System.currentTimeMillis() + next());
    for (Path file : below(from)) {
      Path copy = to.resolve(from.relativize(file).toString());
      if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
        Files.createDirectories(copy);
      } else {
        Files.copy(file, copy, LinkOption.NOFOLLOW_LINKS);
        Files.setLastModifiedTime(copy, time);
      }
    }
  }

  private static long next() {
    return COPIES.incrementAndGet() * STEP_MILLIS;
  }

  /** Removes all that is in {@code folder}. */
  static void empty(Path folder) throws IOException {
    List<Path> files = below(folder);
    for (int i = files.size() - 1; i >= 0; i--) {
      Files.delete(files.get(i));
    }
  }

  /** Folders before what is in them. */
  private static List<Path> below(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> !file.equals(folder)).sorted(Comparator.naturalOrder()).toList();
    }
  }
}
