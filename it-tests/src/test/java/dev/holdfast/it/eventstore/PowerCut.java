package dev.holdfast.it.eventstore;

import dev.holdfast.proof.disk.FileSystemKind;
import dev.holdfast.proof.disk.MountedImage;
import dev.holdfast.proof.disk.Pause;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * The power goes: what the file system had not written is gone. Mostly a neighbour forces a file of
 * its own just then, or has everything written back, as the kernel does every half a minute.
 */
final class PowerCut implements Ground {
  private static final int HEAD_START_MICROS = 6000;
  private static final long PATIENCE_SECONDS = 60;

  private final MountedImage image;
  private final Path folder;
  private final Random random;
  private volatile boolean failing;

  /** On a new file system in {@code parent}, existing. */
  PowerCut(Path parent, FileSystemKind kind, long seed) throws IOException {
    image = MountedImage.in(parent, kind);
    folder = Files.createDirectory(image.folder().resolve("store"));
    random = new Random(seed);
  }

  @Override
  public Path folder() {
    return folder;
  }

  @Override
  public boolean isFailing() {
    return failing;
  }

  @Override
  public void crash(Service service) throws IOException {
    Process neighbourOrNull = neighbourOrNull();
    Pause.micros(random.nextInt(HEAD_START_MICROS));
    failing = true;
    image.cut();
    service.kill();
    await(neighbourOrNull);
    image.comeBack();
    failing = false;
  }

  /** Nobody; one that forces a file of its own; one that has everything written back. */
  private Process neighbourOrNull() throws IOException {
    Path own = image.folder().resolve("neighbour");
    return switch (random.nextInt(4)) {
      case 0 -> null;
      case 1 -> sync(Files.write(own, new byte[] {(byte) random.nextInt()}).toString());
      default -> sync("-f", folder.toString());
    };
  }

  private static Process sync(String... arguments) throws IOException {
    List<String> words = new ArrayList<>(List.of("sync"));
    words.addAll(List.of(arguments));
    return new ProcessBuilder(words)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private static void await(Process neighbourOrNull) throws IOException {
    try {
      if (neighbourOrNull != null && !neighbourOrNull.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new IOException("sync does not end");
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", stop);
    }
  }

  @Override
  public void close() throws IOException {
    image.close();
  }
}
