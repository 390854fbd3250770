package dev.holdfast.proof.disk;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A file system in an image file, mounted, that can lose its power: the kernel is told to shut it
 * down, nothing that it has not written yet gets to the image, and the next mount replays the
 * journal. Close unmounts and removes it.
 */
public final class MountedImage implements AutoCloseable {
  private static final long MEGABYTE = 1 << 20;
  private static final int UNMOUNT_ATTEMPTS = 100;
  private static final long UNMOUNT_PAUSE_MILLIS = 20;

  private final FileSystemKind kind;
  private final Path image;
  private final Path folder;
  private boolean mounted;
  private Path slowedOrNull;

  private MountedImage(FileSystemKind kind, Path image, Path folder) {
    this.kind = kind;
    this.image = image;
    this.folder = folder;
  }

  /** In {@code parent}, an existing folder (in memory, if it is to be fast). */
  public static MountedImage in(Path parent, FileSystemKind kind) throws IOException {
    Path image = Files.createTempFile(parent, kind.type() + "-", ".img");
    make(kind, image);
    Path folder = Files.createDirectory(image.resolveSibling(image.getFileName() + ".mounted"));
    MountedImage made = new MountedImage(kind, image, folder);
    made.mount();
    return made;
  }

  /** Makes an empty file system of {@code kind} in {@code image}. */
  public static void make(FileSystemKind kind, Path image) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
      file.setLength(kind.megabytes() * MEGABYTE);
    }
    List<String> words = new ArrayList<>(List.of(kind.maker()));
    words.addAll(kind.makerOptions());
    words.add(image.toString());
    Command.run(words.toArray(new String[0]));
  }

  public FileSystemKind kind() {
    return kind;
  }

  /** Where it is mounted. */
  public Path folder() {
    return folder;
  }

  /**
   * From now on the disk is slow, as one under load: what of it is dirty in memory is kept below
   * {@code dirtyMost} bytes, and whoever writes more waits, in the midst of a write. Until close.
   */
  public void slow(int dirtyMost) throws IOException {
    String device = Command.run("mountpoint", "-d", folder.toString()).trim();
    slowedOrNull = Path.of("/sys/class/bdi", device);
    set(slowedOrNull, "strict_limit", "1"); // also while the machine's memory is well below its own
    set(slowedOrNull, "max_bytes", Integer.toString(dirtyMost));
  }

  /** The loop device is somebody else's next. */
  private void beAsFastAsBefore() throws IOException {
    if (slowedOrNull != null) {
      set(slowedOrNull, "max_ratio", "100");
      set(slowedOrNull, "strict_limit", "0");
    }
  }

  private static void set(Path device, String knob, String value) throws IOException {
    Files.writeString(device.resolve(knob), value);
  }

  /** The power goes: from now on every call on it fails with EIO (or the file system's own). */
  public void cut() throws IOException {
    Command.run("xfs_io", "-x", "-c", "shutdown", folder.toString());
  }

  /** After {@link #cut}: mounts again, which replays the journal. Nobody may have files open. */
  public void comeBack() throws IOException {
    unmount();
    mount();
  }

  /** Throws where the file system would need a repair. Nobody may have files open. */
  public void check() throws IOException {
    unmount();
    Check.soundness(kind, image);
    mount();
  }

  private void mount() throws IOException {
    Command.run(
        "mount",
        "-t",
        kind.type(),
        "-o",
        "loop," + kind.options(),
        image.toString(),
        folder.toString());
    mounted = true;
  }

  private void unmount() throws IOException {
    for (int i = 0; ; i++) {
      try {
        Command.run("umount", folder.toString());
        mounted = false;
        return;
      } catch (IOException busy) {
        if (i == UNMOUNT_ATTEMPTS) {
          throw busy;
        }
        Pause.millis(UNMOUNT_PAUSE_MILLIS); // who still has a file open is about to end
      }
    }
  }

  @Override
  public void close() throws IOException {
    beAsFastAsBefore();
    if (mounted) {
      unmount();
    }
    Files.deleteIfExists(folder);
    Files.deleteIfExists(image);
  }
}
