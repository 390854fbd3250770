package dev.holdfast.core.fs;

import java.io.IOException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.spi.FileSystemProvider;
import java.util.EnumSet;
import java.util.Set;

/** "unix:mode" can be set, as the JDK of macOS has it; the disk in memory only tells it. */
final class SettableModes extends PassingProvider {
  SettableModes(FileSystemProvider next) {
    super(next);
  }

  @Override
  public void setAttribute(Path path, String attribute, Object value, LinkOption... options)
      throws IOException {
    if (!attribute.equals("unix:mode")) {
      super.setAttribute(path, attribute, value, options);
      return;
    }
    Set<PosixFilePermission> set = EnumSet.noneOf(PosixFilePermission.class);
    int bit = 0400;
    for (PosixFilePermission one : PosixFilePermission.values()) {
      if (((Integer) value & bit) != 0) {
        set.add(one);
      }
      bit >>= 1;
    }
    getFileAttributeView(path, PosixFileAttributeView.class).setPermissions(set);
  }
}
