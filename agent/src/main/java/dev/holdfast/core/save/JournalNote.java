package dev.holdfast.core.save;

import dev.holdfast.core.fs.Access;
import dev.holdfast.core.fs.Errors;
import dev.holdfast.core.fs.Fs;
import dev.holdfast.core.fs.Name;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * What a journal says of the target it is for: which file it was, lest another of that name be
 * overwritten, and which folder it is in, where that isn't the journal's own. Text, for people too.
 */
public final class JournalNote {
  /** The file in the journal's folder that is no bytes of a target. */
  public static final String NAME = ".holdfast-note";

  private static final String HEAD = "holdfast journal 1\n";
  private static final String INODE = "inode ";
  private static final String FOLDER = "folder ";
  private static final int PRIVATE = 0600;
  private static final int BYTES_MAX = 1 << 14;

  private final long inode;
  private final String folderOrNull;

  JournalNote(long inode, String folderOrNull) {
    this.inode = inode;
    this.folderOrNull = folderOrNull;
  }

  public long inode() {
    return inode;
  }

  /** Absolute; null: the target is beside the journal. */
  public String folderOrNull() {
    return folderOrNull;
  }

  /** Into the open {@code journal}, forced. */
  void write(Fs fs, int journal) throws IOException {
    String text = HEAD + INODE + inode + "\n" + (folderOrNull == null ? "" : FOLDER + folderOrNull);
    int file = fs.create(journal, fs.name(NAME), Access.WRITE, PRIVATE);
    try {
      fs.copy(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), file);
      fs.force(file);
    } finally {
      fs.close(file);
    }
  }

  /**
   * Of the open {@code journal}; null: there is none, the journal was never complete. Throws {@code
   * IOException} where it is none of this version.
   */
  public static JournalNote readOrNull(Fs fs, int journal) throws IOException {
    int file;
    try {
      file = fs.open(journal, fs.name(NAME), Access.READ);
    } catch (IOException failure) {
      if (Errors.number(failure) == Errors.ENOENT) {
        return null;
      }
      throw failure;
    }
    try (InputStream in = fs.read(file)) {
      return parsed(text(in));
    } finally {
      fs.close(file);
    }
  }

  private static String text(InputStream in) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    byte[] buffer = new byte[BYTES_MAX];
    for (int count = in.read(buffer); count > 0; count = in.read(buffer)) {
      bytes.write(buffer, 0, count);
      if (bytes.size() > BYTES_MAX) {
        break;
      }
    }
    return new String(bytes.toByteArray(), StandardCharsets.UTF_8);
  }

  /** Null: cut short by a crash, so that nothing has been rewritten yet. */
  private static JournalNote parsed(String text) throws IOException {
    boolean isOurs = text.startsWith(HEAD + INODE);
    int end = text.indexOf('\n', HEAD.length());
    if ((HEAD + INODE).startsWith(text) || (isOurs && end < 0)) {
      return null;
    }
    if (!isOurs) {
      throw new IOException("its note is not of this version: " + text.split("\n", 2)[0]);
    }
    String rest = text.substring(end + 1);
    if (!rest.isEmpty() && !rest.startsWith(FOLDER)) {
      throw new IOException("its note is not of this version: " + rest);
    }
    return new JournalNote(
        number(text.substring(HEAD.length() + INODE.length(), end)),
        rest.isEmpty() ? null : rest.substring(FOLDER.length()));
  }

  private static long number(String text) throws IOException {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException notOurs) {
      throw new IOException("its note names no inode: " + text, notOurs);
    }
  }

  /** Nothing happens if it is gone. */
  public static void remove(Fs fs, int journal) throws IOException {
    Name name = fs.name(NAME);
    try {
      fs.remove(journal, name);
    } catch (IOException failure) {
      if (Errors.number(failure) != Errors.ENOENT) {
        throw failure;
      }
    }
  }
}
