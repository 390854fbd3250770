package dev.holdfast.core.fs;

import java.io.IOException;

/**
 * Opens what is to be recovered only where it is what it seems: whoever may write to a folder could
 * have put a link there that leads a more powerful user's recovery elsewhere.
 */
public final class Trusted {
  private static final int WRITABLE_BY_OTHERS = 0022;

  private final Fs fs;

  public Trusted(Fs fs) {
    this.fs = fs;
  }

  /** A folder itself, no link to one; the caller closes. */
  public int folder(int in, Name name) throws IOException {
    Stat seen = fs.statOrNull(in, name);
    if (seen != null && !seen.isFolder()) {
      throw new IOException(name + " is no folder of Holdfast's");
    }
    return opened(in, name, Access.READ, seen);
  }

  /** A regular file itself, no link to one; the caller closes. */
  public int file(int in, Name name, Access access) throws IOException {
    Stat seen = fs.statOrNull(in, name);
    if (seen != null && !seen.isRegular()) {
      throw new IOException(name + " is no regular file");
    }
    return opened(in, name, access, seen);
  }

  private int opened(int in, Name name, Access access, Stat seen) throws IOException {
    int opened = fs.open(in, name, access);
    boolean same = false;
    try {
      same = seen != null && fs.stat(opened).isSameFile(seen);
    } finally {
      if (!same) {
        fs.close(opened);
      }
    }
    if (!same) {
      throw new IOException(name + " was exchanged while it was looked at");
    }
    return opened;
  }

  /**
   * Whether {@code ours}, an open file or folder, was made by this user or the one of {@code file}.
   */
  public boolean isOfUserOf(int ours, Stat file) throws IOException {
    int owner = fs.stat(ours).owner();
    return owner == fs.user() || owner == file.owner();
  }

  /** Whether nobody but this user can have put anything into the open {@code folder}. */
  public boolean isOursAlone(int folder) throws IOException {
    Stat stat = fs.stat(folder);
    return stat.owner() == fs.user() && (stat.permissions() & WRITABLE_BY_OTHERS) == 0;
  }
}
