package dev.holdfast.core.fs;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.CopyOption;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.spi.FileSystemProvider;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Windows: what somebody has open can't be replaced, nor removed. The errors are those of the JDK:
 * ERROR_SHARING_VIOLATION has no class, and its words are in the user's language.
 */
final class SharingViolations extends PassingProvider {
  private static final String WORDS = "Der Prozess kann nicht auf die Datei zugreifen";

  private final Map<Path, Integer> open = new HashMap<>();
  private final Set<Path> shared = new HashSet<>();
  private final Map<Path, Integer> ownReaders = new HashMap<>();
  private Refusal refusal = Refusal.SHARING_VIOLATION;

  /** What the refused call throws. */
  enum Refusal {
    SHARING_VIOLATION,
    ACCESS_DENIED
  }

  SharingViolations(FileSystemProvider next) {
    super(next);
  }

  /** Another program has it open, lets nobody write it, and closes it after so many refusals. */
  void opens(Path path, int refusals) {
    open.put(path, refusals);
  }

  /** The same, but it may be written meanwhile: a reader by java.io. */
  void reads(Path path, int refusals) {
    open.put(path, refusals);
    shared.add(path);
  }

  void refusesBy(Refusal other) {
    refusal = other;
  }

  private void throwIfOpen(Path path) throws IOException {
    int left = ownReaders.getOrDefault(path, 0) > 0 ? 1 : open.getOrDefault(path, 0);
    if (left == 0) {
      return;
    }
    open.computeIfPresent(path, (file, before) -> before - 1);
    throw refusal == Refusal.ACCESS_DENIED
        ? new AccessDeniedException(path.toString())
        : new FileSystemException(path.toString(), null, WORDS);
  }

  @Override
  public void move(Path source, Path target, CopyOption... options) throws IOException {
    throwIfOpen(source);
    throwIfOpen(target);
    super.move(source, target, options);
  }

  @Override
  public void delete(Path path) throws IOException {
    throwIfOpen(path);
    super.delete(path);
  }

  @Override
  public FileChannel newFileChannel(
      Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
      throws IOException {
    if (!shared.contains(path) && options.contains(StandardOpenOption.WRITE)) {
      throwIfOpen(path);
    }
    FileChannel channel = super.newFileChannel(path, options, attributes);
    if (options.contains(StandardOpenOption.WRITE) || Files.isDirectory(path)) {
      return channel;
    }
    ownReaders.merge(path, 1, Integer::sum);
    return new PassingChannel(channel) {
      @Override
      public void force(boolean metadata) throws IOException {
        channel.force(metadata);
      }

      @Override
      protected void implCloseChannel() throws IOException {
        ownReaders.merge(path, -1, Integer::sum);
        super.implCloseChannel();
      }
    };
  }

  /** As the probe reads, and for as long. */
  @Override
  public InputStream newInputStream(Path path, OpenOption... options) throws IOException {
    InputStream in = super.newInputStream(path, options);
    ownReaders.merge(path, 1, Integer::sum);
    return new FilterInputStream(in) {
      @Override
      public void close() throws IOException {
        super.close();
        ownReaders.merge(path, -1, Integer::sum);
      }
    };
  }
}
