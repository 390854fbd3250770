package dev.holdfast.core.fs;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.CopyOption;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.DosFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.spi.FileSystemProvider;
import java.util.Set;

/** Windows: READONLY forbids to write, to replace and to remove. */
final class ReadOnlyFiles extends PassingProvider {
  ReadOnlyFiles(FileSystemProvider next) {
    super(next);
  }

  private void throwIfReadOnly(Path path) throws IOException {
    if (Files.exists(path) && next.readAttributes(path, DosFileAttributes.class).isReadOnly()) {
      throw new AccessDeniedException(path.toString());
    }
  }

  @Override
  public FileChannel newFileChannel(
      Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
      throws IOException {
    if (options.contains(StandardOpenOption.WRITE)) {
      throwIfReadOnly(path);
    }
    return super.newFileChannel(path, options, attributes);
  }

  @Override
  public void move(Path source, Path target, CopyOption... options) throws IOException {
    throwIfReadOnly(target);
    super.move(source, target, options);
  }

  @Override
  public void delete(Path path) throws IOException {
    throwIfReadOnly(path);
    super.delete(path);
  }
}
