package dev.holdfast.it.eventstore;

import dev.holdfast.proof.disk.FileSystemKind;
import dev.holdfast.proof.disk.MountedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * kill -9 on a disk under load, where a writer waits in the midst of a write: what was to come of
 * that after the kill never does. On a fast one the same takes hundreds of kills.
 */
final class KilledOnSlowDisk implements Ground {
  private static final int DIRTY_MOST = 128 * 1024;

  private final MountedImage image;
  private final Path folder;

  /** On a new file system in {@code parent}, existing. */
  KilledOnSlowDisk(Path parent) throws IOException {
    image = MountedImage.in(parent, FileSystemKind.EXT4);
    image.slow(DIRTY_MOST);
    folder = Files.createDirectory(image.folder().resolve("store"));
  }

  @Override
  public Path folder() {
    return folder;
  }

  @Override
  public void crash(Service service) {
    Killed.kill(service);
  }

  @Override
  public boolean isFailing() {
    return false;
  }

  @Override
  public void close() throws IOException {
    image.close();
  }
}
