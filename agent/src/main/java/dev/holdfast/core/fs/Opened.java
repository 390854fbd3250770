package dev.holdfast.core.fs;

import dev.holdfast.boot.Errno;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/**
 * What stands for an open descriptor: a channel and its name of now; or a name alone, where a
 * folder has no channel, or an open channel would be in the way of a replacement.
 */
final class Opened {
  /** What it was opened for. */
  enum Use {
    FOLDER,
    READ,
    WRITE
  }

  private final FileChannel channelOrNull;
  private final Use use;
  private Path pathOrNull;

  Opened(Path path, FileChannel channelOrNull, Use use) {
    this.pathOrNull = path;
    this.channelOrNull = channelOrNull;
    this.use = use;
  }

  boolean isFolder() {
    return use == Use.FOLDER;
  }

  boolean isWritable() {
    return use == Use.WRITE;
  }

  FileChannel channelOrNull() {
    return channelOrNull;
  }

  /** Throws {@code Errno} where there is none: it was opened to be read. */
  FileChannel channel() throws Errno {
    if (channelOrNull == null) {
      throw new Errno(9 /* EBADF */, "it is not open to be written");
    }
    return channelOrNull;
  }

  /** Null: another file has its name, or none. */
  synchronized Path pathOrNull() {
    return pathOrNull;
  }

  Path path() throws Errno {
    Path path = pathOrNull();
    if (path == null) {
      throw new Errno(Errors.ENOENT, "it has no name any more");
    }
    return path;
  }

  /** {@code from}, or a folder above, is called {@code to} now; what was called so is gone. */
  synchronized void renamed(Path from, Path to) {
    if (pathOrNull == null) {
      return;
    }
    if (pathOrNull.startsWith(from)) {
      pathOrNull = pathOrNull.equals(from) ? to : to.resolve(from.relativize(pathOrNull));
    } else if (pathOrNull.equals(to)) {
      pathOrNull = null;
    }
  }

  synchronized void removed(Path path) {
    if (path.equals(pathOrNull)) {
      pathOrNull = null;
    }
  }
}
