package dev.holdfast.core.save;

import dev.holdfast.core.fs.Errors;
import dev.holdfast.core.fs.Fs;
import dev.holdfast.core.fs.Place;
import dev.holdfast.core.fs.Stat;
import java.io.IOException;

/**
 * Where shadow copies and journals are that can't be beside their targets: a folder of this user's,
 * on a disk. Made when it is needed.
 */
public final class StateFolder {
  private static final int OF_OWNER = 0700;
  private static final int WRITABLE_BY_OTHERS = 0022;

  private final Fs fs;
  private volatile String path;

  /** {@code path}: absolute; it need not be there, nor those above it. */
  public StateFolder(Fs fs, String path) {
    this.fs = fs;
    this.path = path;
  }

  /** From now on it is there; what is in the one before stays. */
  public void move(String newPath) {
    path = newPath;
  }

  /** The place of what has that name in it. */
  Place placeOf(String name) {
    return fs.placeOrNull(path + "/" + name);
  }

  /**
   * Opens it, made if it is missing; the caller closes. Throws {@code IOException} with words where
   * it can't be made, or isn't this user's alone to write to.
   */
  int open() throws IOException {
    Place itself = fs.placeOrNull(path);
    if (itself == null) {
      throw new IOException("the state folder " + path + " is no folder to write to");
    }
    try {
      make(itself);
      return opened(itself);
    } catch (IOException failure) {
      throw Errors.number(failure) == 0
          ? failure
          : new IOException("the state folder " + path + ": " + failure.getMessage(), failure);
    }
  }

  private void make(Place folder) throws IOException {
    if (fs.statOrNull(folder) != null) {
      return;
    }
    Place above = fs.folderPlaceOrNull(folder);
    if (above != null) {
      make(above);
    }
    int in = fs.openFolder(folder);
    try {
      fs.makeFolder(in, folder.name(), OF_OWNER);
    } catch (IOException failure) {
      if (Errors.number(failure) != Errors.EEXIST) { // else made by another process meanwhile
        throw failure;
      }
    } finally {
      fs.close(in);
    }
  }

  private int opened(Place folder) throws IOException {
    int opened = fs.openFolder(placeOf("any"));
    Stat stat = fs.stat(opened);
    if (stat.owner() == fs.user() && (stat.permissions() & WRITABLE_BY_OTHERS) == 0) {
      return opened;
    }
    fs.close(opened);
    throw new IOException(
        "the state folder " + folder + " is not this user's alone to write to (mode 0700)");
  }
}
