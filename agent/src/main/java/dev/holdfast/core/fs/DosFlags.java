package dev.holdfast.core.fs;

import java.io.IOException;
import java.nio.file.attribute.DosFileAttributeView;
import java.nio.file.attribute.DosFileAttributes;

/** HIDDEN, SYSTEM and ARCHIVE as one byte. READONLY is in the mode. */
final class DosFlags {
  private static final int HIDDEN = 1;
  private static final int SYSTEM = 2;
  private static final int ARCHIVE = 4;

  private DosFlags() {}

  static byte[] of(DosFileAttributeView view) throws IOException {
    DosFileAttributes told = view.readAttributes();
    int flags =
        (told.isHidden() ? HIDDEN : 0)
            | (told.isSystem() ? SYSTEM : 0)
            | (told.isArchive() ? ARCHIVE : 0);
    return new byte[] {(byte) flags};
  }

  static void give(DosFileAttributeView view, byte[] flags) throws IOException {
    view.setHidden((flags[0] & HIDDEN) != 0);
    view.setSystem((flags[0] & SYSTEM) != 0);
    view.setArchive((flags[0] & ARCHIVE) != 0);
  }
}
