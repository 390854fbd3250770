package dev.holdfast.core.fs;

import dev.holdfast.boot.SystemCalls;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystem;
import java.util.Arrays;

/**
 * A folder that only its owner (and root) can see into: who can put a file there may ask this
 * process. Small files, written whole. Past our own hooks, whatever the rules say.
 */
public final class PrivateFolder {
  private static final int ALL_OF_OWNER = 0700;
  private static final int FILE_OF_OWNER = 0600;
  private static final int OTHERS = 0077;
  private static final int FILE_MAX = 1 << 16;

  private final UnixFs fs;
  private final SystemCalls calls;
  private final FileSystem system;
  private final String path;

  /** {@code path}: absolute. */
  PrivateFolder(UnixFs fs, SystemCalls calls, FileSystem system, String path) {
    this.fs = fs;
    this.calls = calls;
    this.system = system;
    this.path = path;
  }

  /**
   * Makes it; one that is there is taken if it is private and this process's user's. Throws {@code
   * IOException} with words else: somebody may have put it there to be asked in our place.
   */
  public void create() throws IOException {
    try {
      calls.mkdir(system.getPath(path), ALL_OF_OWNER);
    } catch (IOException failure) {
      if (Errors.number(failure) != Errors.EEXIST) {
        throw new IOException(path + " can't be made: " + failure.getMessage(), failure);
      }
    }
    requirePrivate();
  }

  /** Throws {@code IOException} where it is not this user's alone any more, or gone. */
  public void requirePrivate() throws IOException {
    Stat stat = new Stat(calls.lstat(system.getPath(path)));
    if (!stat.isFolder() || stat.owner() != fs.user() || (stat.permissions() & OTHERS) != 0) {
      throw new IOException(
          path + " is there already and not a folder of this user alone (mode 0700)");
    }
  }

  /** One in this, by its name. */
  public PrivateFolder folder(String name) {
    return new PrivateFolder(fs, calls, system, path + "/" + name);
  }

  /** What is in it now; null: it is gone. */
  public String[] namesOrNull() {
    return new File(path).list();
  }

  /** The whole file; null: it is gone. Throws {@code IOException} if it is over 64 KB. */
  public byte[] readOrNull(String name) throws IOException {
    File file = new File(path, name);
    if (!file.isFile()) {
      return null;
    }
    byte[] bytes = new byte[FILE_MAX + 1];
    int length = 0;
    try (InputStream in = new FileInputStream(file)) {
      int count = in.read(bytes);
      while (count > 0) {
        length += count;
        count = in.read(bytes, length, bytes.length - length);
      }
    }
    if (length > FILE_MAX) {
      throw new IOException(file + " is longer than " + FILE_MAX + " bytes");
    }
    return Arrays.copyOf(bytes, length);
  }

  /** Who looks for {@code name} finds nothing, or all of {@code content}. */
  public void write(String name, byte[] content) throws IOException {
    int folder = fs.openFolder(fs.placeOrNull(path + "/" + name));
    try {
      Name part = fs.name(name + ".part");
      int file = fs.create(folder, part, Access.WRITE, FILE_OF_OWNER);
      try {
        fs.copy(new ByteArrayInputStream(content), file);
      } finally {
        fs.close(file);
      }
      fs.replace(folder, part, fs.name(name));
    } finally {
      fs.close(folder);
    }
  }

  /** Removes a file; nothing happens if it is gone. */
  public void remove(String name) throws IOException {
    int folder = fs.openFolder(fs.placeOrNull(path + "/" + name));
    try {
      fs.remove(folder, fs.name(name));
    } catch (IOException failure) {
      if (Errors.number(failure) != Errors.ENOENT) {
        throw failure;
      }
    } finally {
      fs.close(folder);
    }
  }

  /** Removes it with the files in it; nothing happens if it is gone. */
  public void removeAll() throws IOException {
    String[] names = namesOrNull();
    if (names == null) {
      return;
    }
    for (String name : names) {
      remove(name);
    }
    calls.rmdir(system.getPath(path));
  }

  @Override
  public String toString() {
    return path;
  }
}
