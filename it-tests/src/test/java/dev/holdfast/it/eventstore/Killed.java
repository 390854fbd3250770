package dev.holdfast.it.eventstore;

import dev.holdfast.it.ChildJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** kill -9: what the kernel was given, it still writes. */
final class Killed implements Ground {
  private final Path folder;

  /** In {@code parent}, existing. */
  Killed(Path parent) throws IOException {
    folder = Files.createTempDirectory(parent, "store").toRealPath();
  }

  @Override
  public Path folder() {
    return folder;
  }

  @Override
  public void crash(Service service) {
    kill(service);
  }

  static void kill(Service service) {
    ChildJvm.Result result = service.kill();
    if (result.exit() != 137) {
      throw new AssertionError("not killed while serving: " + result);
    }
  }

  @Override
  public boolean isFailing() {
    return false;
  }

  @Override
  public void close() throws IOException {
    remove(folder);
  }

  /** With all that is in it. */
  static void remove(Path folder) throws IOException {
    List<Path> all;
    try (Stream<Path> walk = Files.walk(folder)) {
      all = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path each : all) {
      Files.delete(each);
    }
  }
}
