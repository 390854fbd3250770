package dev.holdfast.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Folders where a force costs nothing; removed when this JVM ends. */
final class Memory {
  private Memory() {}

  /** A new folder on a file system in memory, else with the temporary files. */
  static Path folder() throws IOException {
    Path shared = Path.of("/dev/shm");
    Path parent = Files.isWritable(shared) ? shared : Path.of(System.getProperty("java.io.tmpdir"));
    Path folder = Files.createTempDirectory(parent, "holdfast-it").toRealPath();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(folder)));
    return folder;
  }

  static void remove(Path folder) {
    try {
      OtherUser.succeeds(java.util.List.of(), "rm", "-rf", folder.toString());
    } catch (Exception failure) {
      throw new AssertionError("cannot remove " + folder, failure);
    }
  }
}
