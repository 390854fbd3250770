package dev.holdfast.core.fs;

import java.io.IOException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.DosFileAttributeView;
import java.nio.file.spi.FileSystemProvider;

/**
 * The attribute READONLY of Windows: it keeps a file from being replaced, removed and opened to be
 * forced, which none of them means. POSIX has no such thing: a folder's rights decide there.
 */
final class ReadOnly {
  private final FileSystemProvider provider;
  private final Machine machine;

  ReadOnly(FileSystemProvider provider, Machine machine) {
    this.provider = provider;
    this.machine = machine;
  }

  /** Takes it away. True: it was there, and {@link #giveBack} is due. */
  boolean isTakenFrom(Path file) throws IOException {
    DosFileAttributeView view = viewOrNull(file);
    try {
      if (view == null || !view.readAttributes().isReadOnly()) {
        return false;
      }
    } catch (NoSuchFileException nothingThere) {
      return false;
    }
    view.setReadOnly(false);
    return true;
  }

  void giveBack(Path file) throws IOException {
    viewOrNull(file).setReadOnly(true);
  }

  private DosFileAttributeView viewOrNull(Path file) {
    return machine.rights == Machine.Rights.UNIX
        ? null
        : provider.getFileAttributeView(
            file, DosFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
  }
}
