package dev.holdfast.proof.disk;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * Mounts one image again and again, without a process for each time: a small program of ours holds
 * a loop device on it. Ends, and lets everything go, with this JVM whatever becomes of that.
 */
public final class Mounter implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 20;

  private final Process process;
  private final BufferedReader answers;
  private final Path image;
  private final Path folder;

  private Mounter(Process process, Path image, Path folder) {
    this.process = process;
    this.answers =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.ISO_8859_1));
    this.image = image;
    this.folder = folder;
  }

  /**
   * For {@code image}, an existing file of the final size on a file system with reflinks.
   *
   * @param program {@code mounter}, compiled
   */
  public static Mounter of(Path program, Path image, FileSystemKind kind) throws IOException {
    Path folder = Files.createDirectory(image.resolveSibling(image.getFileName() + ".mounted"));
    Process process =
        new ProcessBuilder(
                program.toString(),
                image.toString(),
                folder.toString(),
                kind.type(),
                kind.options().replaceAll("^defaults,?", ""))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    return new Mounter(process, image, folder);
  }

  /** Where it is mounted. */
  public Path folder() {
    return folder;
  }

  public Path image() {
    return image;
  }

  /** The image, not mounted, becomes what {@code file} of the same file system is. */
  public void become(Path file) throws IOException {
    ask("clone " + file);
  }

  public void mount() throws IOException {
    ask("mount");
  }

  public void unmount() throws IOException {
    ask("umount");
  }

  private void ask(String line) throws IOException {
    process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
    process.getOutputStream().flush();
    String answer = answers.readLine();
    if (!"ok".equals(answer)) {
      throw new IOException(line + " of " + image + ": " + answer);
    }
  }

  @Override
  public void close() {
    try {
      process.getOutputStream().close();
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new IOException("mounter of " + image + " does not end");
      }
      Files.delete(folder);
      Files.delete(image);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
