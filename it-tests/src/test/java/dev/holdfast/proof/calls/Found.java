package dev.holdfast.proof.calls;

import dev.holdfast.proof.Verdict;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import samples.Versions;
import samples.Ways;

/**
 * What a file holds after a crash.
 *
 * @param version that is whole; -1 where none is
 */
record Found(Verdict verdict, int version, String what) {
  private static final int NONE = -1;

  /** {@code started} is the newest version that anybody has begun to save. */
  static Found in(Path target, String way, int acknowledged, int started) {
    if (!Files.exists(target)) {
      return new Found(Verdict.MISSING, NONE, "no file, where " + acknowledged + " was saved");
    }
    int version;
    try {
      version = Versions.of(Ways.all().get(way).load(target.toFile()));
    } catch (Exception damaged) {
      boolean empty = target.toFile().length() == 0;
      return new Found(empty ? Verdict.EMPTY : Verdict.TORN, NONE, "damaged: " + damaged);
    }
    if (version < acknowledged) {
      String what = "version " + version + ", where " + acknowledged + " was acknowledged";
      return new Found(Verdict.LOST, version, what);
    }
    if (version > started) {
      return new Found(Verdict.INVENTED, version, "version " + version + " was never begun");
    }
    return new Found(Verdict.GOOD, version, "version " + version);
  }

  boolean isBad() {
    return verdict != Verdict.GOOD;
  }

  /** Makes {@code target} hold a whole version that no power cut takes away. */
  static void put(String way, Path target, int version, int size) throws Exception {
    Files.deleteIfExists(target);
    Ways.all().get(way).save(target.toFile(), Versions.content(version, size, Saver.SEED));
    force(target);
    force(target.getParent());
    force(target.getParent().getParent());
  }

  private static void force(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /** The names of our own files in {@code folder}. */
  static List<String> ours(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.contains(".holdfast-"))
          .sorted()
          .toList();
    }
  }
}
