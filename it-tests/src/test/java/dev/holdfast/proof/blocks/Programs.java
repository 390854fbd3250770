package dev.holdfast.proof.blocks;

import dev.holdfast.proof.disk.Command;
import dev.holdfast.proof.disk.Needs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Our own programs in C, compiled for this machine when they are needed.
 *
 * @param recorder {@code blocklog}
 * @param mounter {@code mounter}
 */
record Programs(Path recorder, Path mounter) {
  private static final Path SOURCES = Path.of("src", "test", "c").toAbsolutePath();

  /** Null: they can be compiled and run here. */
  static String missingOrNull() {
    String missing = Needs.mountsOrNull();
    if (missing == null) {
      missing =
          Needs.programsOrNull(
              "gcc", "gcc", "pkg-config", "pkg-config", "mkfs.btrfs", "btrfs-progs");
    }
    if (missing != null) {
      return missing;
    }
    if (!Files.exists(Path.of("/dev/fuse"))) {
      return "this kernel has no FUSE (/dev/fuse)";
    }
    try {
      Command.run("pkg-config", "--exists", "fuse3");
    } catch (IOException none) {
      return "the headers of FUSE 3 are missing: apt-get install libfuse3-dev";
    }
    return null;
  }

  /** Into {@code folder}. */
  static Programs compile(Path folder) throws IOException {
    List<String> fuse =
        List.of(Command.run("pkg-config", "--cflags", "--libs", "fuse3").trim().split("\\s+"));
    return new Programs(compile(folder, "blocklog", fuse), compile(folder, "mounter", List.of()));
  }

  private static Path compile(Path folder, String name, List<String> more) throws IOException {
    Path program = folder.resolve(name);
    List<String> words = new ArrayList<>(List.of("gcc", "-O2", "-Wall", "-Wextra", "-Werror"));
    words.addAll(List.of("-o", program.toString(), SOURCES.resolve(name + ".c").toString()));
    words.addAll(more);
    Command.run(words.toArray(new String[0]));
    return program;
  }
}
