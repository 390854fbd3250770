package dev.holdfast.proof.blocks;

import dev.holdfast.proof.disk.Command;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * An xfs in an image in memory, on which a whole disk image is copied in no time: by reflink. Not
 * what is tested, but what the tested ones stand on.
 */
final class ReflinkHost implements AutoCloseable {
  /** Sparse: takes what is written to it. */
  private static final long BYTES = 6L << 30;

  private final Path image;
  private final Path folder;

  private ReflinkHost(Path image, Path folder) {
    this.image = image;
    this.folder = folder;
  }

  /** In {@code parent}, an existing folder in memory. */
  static ReflinkHost in(Path parent) throws IOException {
    Path image = parent.resolve("host.img");
    try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
      file.setLength(BYTES);
    }
    Command.run("mkfs.xfs", "-q", "-f", "-m", "reflink=1", image.toString());
    Path folder = Files.createDirectory(parent.resolve("host"));
    Command.run("mount", "-t", "xfs", "-o", "loop,nouuid", image.toString(), folder.toString());
    return new ReflinkHost(image, folder);
  }

  Path folder() {
    return folder;
  }

  /** {@code copy}: in this host, as {@code file}. */
  static void copy(Path file, Path copy) throws IOException {
    Command.run("cp", "--reflink=always", file.toString(), copy.toString());
  }

  @Override
  public void close() {
    try {
      RecordedDisk.unmount(folder);
      Files.delete(folder);
      Files.delete(image);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
