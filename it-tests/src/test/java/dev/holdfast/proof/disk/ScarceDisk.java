package dev.holdfast.proof.disk;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A small file system that can be filled to the last byte or inode. Close unmounts it. */
public final class ScarceDisk implements AutoCloseable {
  private static final int BLOCK = 4096;

  /** What it is. */
  public enum Kind {
    TMPFS,
    EXT4;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What it has no more of. */
  public enum Scarcity {
    /** Of 4 KB. */
    BLOCKS,
    INODES;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final Path folder;
  private final AutoCloseable disk;
  private final List<Path> fillers = new ArrayList<>();

  private ScarceDisk(Path folder, AutoCloseable disk) {
    this.folder = folder;
    this.disk = disk;
  }

  /** In {@code parent}, an existing folder. */
  public static ScarceDisk in(Path parent, Kind kind) throws IOException {
    if (kind == Kind.EXT4) {
      MountedImage image = MountedImage.in(parent, FileSystemKind.EXT4);
      return new ScarceDisk(image.folder(), image);
    }
    Path folder = Files.createDirectory(parent.resolve("tmpfs"));
    Command.run("mount", "-t", "tmpfs", "-o", "size=1m,nr_inodes=64", "none", folder + "");
    return new ScarceDisk(folder, () -> Command.run("umount", folder + ""));
  }

  /** Where it is mounted. */
  public Path folder() {
    return folder;
  }

  /** Leaves {@code units} blocks or inodes free. */
  public void fill(Scarcity scarcity, int units) throws IOException {
    if (scarcity == Scarcity.BLOCKS) {
      Path filler = folder.resolve("filler");
      fillers.add(filler);
      fillBytes(filler);
      try (FileChannel file = FileChannel.open(filler, StandardOpenOption.WRITE)) {
        file.truncate(Math.max(0, file.size() / BLOCK - units) * BLOCK);
        file.force(true); // else a file system may keep blocks for it that it doesn't need
      }
      return;
    }
    fillInodes();
    for (int i = 0; i < units; i++) {
      Files.delete(fillers.remove(fillers.size() - 1));
    }
  }

  private static void fillBytes(Path filler) throws IOException {
    try (OutputStream out = Files.newOutputStream(filler)) {
      for (int size = 1 << 18; size >= BLOCK; size /= 4) {
        writeUntilFull(out, new byte[size]);
      }
    }
  }

  private static void writeUntilFull(OutputStream out, byte[] bytes) throws IOException {
    try {
      while (true) {
        out.write(bytes);
      }
    } catch (IOException full) {
      throwUnlessFull(full);
    }
  }

  private static void throwUnlessFull(IOException failure) throws IOException {
    if (!String.valueOf(failure.getMessage()).contains("No space left")) {
      throw failure;
    }
  }

  private void fillInodes() throws IOException {
    while (true) {
      Path next = folder.resolve("inode-" + fillers.size());
      try {
        Files.createFile(next);
      } catch (FileSystemException full) {
        throwUnlessFull(full);
        return;
      }
      fillers.add(next);
    }
  }

  /** There is room again. */
  public void empty(Scarcity scarcity) throws IOException {
    // The next search needs most of them again: thousands, on ext4.
    int kept = scarcity == Scarcity.INODES ? Math.max(0, fillers.size() - 8) : 0;
    while (fillers.size() > kept) {
      Files.delete(fillers.remove(fillers.size() - 1));
    }
  }

  @Override
  public void close() throws IOException {
    try {
      disk.close();
    } catch (IOException failure) {
      throw failure;
    } catch (Exception failure) {
      throw new IOException(failure);
    }
  }
}
