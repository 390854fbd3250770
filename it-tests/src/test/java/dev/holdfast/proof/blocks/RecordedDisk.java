package dev.holdfast.proof.blocks;

import dev.holdfast.proof.disk.Command;
import dev.holdfast.proof.disk.FileSystemKind;
import dev.holdfast.proof.disk.Pause;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import samples.Counters;

/**
 * A file system, mounted, on a disk that records what arrives at it and can be made to fail. Close
 * unmounts all and leaves the log.
 */
final class RecordedDisk implements AutoCloseable {
  /** What of it fails. */
  enum Sickness {
    NONE(0),
    WRITES(1),
    FLUSHES(2);

    private final int word;

    Sickness(int word) {
      this.word = word;
    }
  }

  private static final long PATIENCE_MILLIS = 20_000;
  private static final int UNMOUNT_ATTEMPTS = 3000;

  private final Path image;
  private final Path log;
  private final Path served;
  private final Path folder;
  private final Counters counters;
  private final int countersBytes;
  private final Path countersFile;
  private Process recorder;
  private boolean mounted;

  private RecordedDisk(Path image, Path scratch, int slots) throws IOException {
    this.image = image;
    this.log = scratch.resolve("log");
    this.served = Files.createDirectory(scratch.resolve("served"));
    this.folder = Files.createDirectory(scratch.resolve("mounted"));
    this.countersFile = scratch.resolve("counters");
    this.counters = Counters.in(countersFile.toFile(), slots);
    this.countersBytes = Counters.bytes(slots);
  }

  /**
   * @param base an image with a file system of {@code kind}, on the host; it stays as it is
   * @param scratch an empty folder that is not recorded
   * @param slots of the counters that each record repeats
   */
  static RecordedDisk on(Programs programs, Path base, FileSystemKind kind, Path scratch, int slots)
      throws IOException {
    Path image = Files.createTempFile(base.getParent(), "live-", ".img");
    ReflinkHost.copy(base, image);
    RecordedDisk disk = new RecordedDisk(image, scratch, slots);
    try {
      disk.start(programs, kind);
    } catch (IOException failure) {
      disk.close();
      throw failure;
    }
    return disk;
  }

  private void start(Programs programs, FileSystemKind kind) throws IOException {
    recorder =
        new ProcessBuilder(
                programs.recorder().toString(),
                image.toString(),
                log.toString(),
                countersFile.toString(),
                "" + countersBytes,
                served.toString())
            .inheritIO()
            .start();
    Path img = served.resolve("img");
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
    while (!Files.exists(img)) {
      if (!recorder.isAlive() || System.nanoTime() > deadline) {
        throw new IOException("the recorder did not start");
      }
      Pause.millis(1);
    }
    Command.run(
        "mount", "-t", kind.type(), "-o", "loop," + kind.options(), img + "", folder.toString());
    mounted = true;
  }

  /** Where the file system is mounted. */
  Path folder() {
    return folder;
  }

  Path log() {
    return log;
  }

  Counters counters() {
    return counters;
  }

  Path countersFile() {
    return countersFile;
  }

  int countersBytes() {
    return countersBytes;
  }

  void become(Sickness sickness) {
    counters.set(0, Counters.Word.SICK, sickness.word);
  }

  @Override
  public void close() throws IOException {
    become(Sickness.NONE);
    if (mounted) {
      unmount(folder);
      mounted = false;
    }
    if (recorder != null) {
      if (recorder.isAlive()) {
        unmount(served);
      }
      try {
        recorder.waitFor(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
      } catch (InterruptedException stop) {
        Thread.currentThread().interrupt();
      }
    }
    Files.deleteIfExists(image);
  }

  /** The loop device goes a moment after the last mount; on a busy machine a long one. */
  static void unmount(Path what) throws IOException {
    for (int i = 0; ; i++) {
      try {
        Command.run("umount", what.toString());
        return;
      } catch (IOException busy) {
        if (i == UNMOUNT_ATTEMPTS) {
          throw busy;
        }
        Pause.millis(10);
      }
    }
  }
}
