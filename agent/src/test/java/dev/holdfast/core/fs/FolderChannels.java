package dev.holdfast.core.fs;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.spi.FileSystemProvider;
import java.util.Set;

/** A folder can be opened, as with POSIX; the disk in memory can't, nor can Windows. */
final class FolderChannels extends PassingProvider {
  FolderChannels(FileSystemProvider next) {
    super(next);
  }

  @Override
  public FileChannel newFileChannel(
      Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
      throws IOException {
    if (!Files.isDirectory(path)) {
      return super.newFileChannel(path, options, attributes);
    }
    Path some = Files.createTempFile(path.getRoot(), "folder", "");
    return next.newFileChannel(
        some, Set.of(StandardOpenOption.READ, StandardOpenOption.DELETE_ON_CLOSE));
  }
}
