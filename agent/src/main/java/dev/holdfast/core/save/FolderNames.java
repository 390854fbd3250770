package dev.holdfast.core.save;

import dev.holdfast.core.fs.Errors;
import dev.holdfast.core.fs.Fs;
import dev.holdfast.core.fs.Place;
import dev.holdfast.core.fs.Stat;
import dev.holdfast.core.observe.Observer;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Makes sure that the folders above a new file will be there after a power cut.
 *
 * <p>A folder that the application has just made is a name in another one, which nobody has forced:
 * POSIX lets a cut take it, with the durable file in it. ext4, xfs and btrfs write such names along
 * with what is forced below them; nothing promises that.
 *
 * <p>Forced are the folders in which a name has changed within the last ten minutes: the kernel
 * writes back what is older, within a minute as it is set up. Where no folder is new, that costs
 * two looks at each of them and no force. Thread-safe.
 */
final class FolderNames {
  static final long SETTLED_NANOS = 600_000_000_000L;

  /** Within it the kernel may give two changes one time. */
  private static final long CLOCK_STEP_NANOS = 1_000_000_000L;

  private static final int REMEMBERED_MAX = 1000;

  private final Fs fs;
  private final Observer observer;

  /** Folders, and the time of the last change that is forced. */
  private final Map<String, Long> forced =
      new LinkedHashMap<String, Long>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
          return size() > REMEMBERED_MAX;
        }
      };

  FolderNames(Fs fs, Observer observer) {
    this.fs = fs;
    this.observer = observer;
  }

  /**
   * Forces what has to be. Not the folder that {@code file} is in itself: that is the caller's, and
   * comes after the rename.
   */
  void force(Place file) throws IOException {
    for (Place at = fs.folderPlaceOrNull(file); at != null; at = fs.folderPlaceOrNull(at)) {
      Stat above;
      try {
        at = fs.resolve(at); // the names that lead to the real folder count
        above = fs.folderOrNull(at);
      } catch (IOException failure) {
        if (isReplaced(failure)) {
          return;
        }
        throw failure;
      }
      if (above != null && isUnsettled(above)) {
        forceFolderOf(at, above);
      }
    }
  }

  /** The folder was moved, and what has its name leads nowhere: nobody knows its names now. */
  private static boolean isReplaced(IOException failure) {
    int number = Errors.number(failure);
    return number == Errors.ELOOP || number == Errors.ENOTDIR;
  }

  /** The same, and the folder that {@code file} is in itself, {@code folder}, first. */
  void forceWith(int folder, Place file) throws IOException {
    Stat seen = fs.stat(folder);
    if (isUnsettled(seen)) {
      fs.force(folder);
      remember(seen);
    }
    force(file);
  }

  private boolean isUnsettled(Stat folder) {
    long age = System.currentTimeMillis() * 1_000_000L - folder.changedNanos();
    if (age > SETTLED_NANOS) {
      return false;
    }
    synchronized (forced) {
      Long time = forced.get(key(folder));
      return time == null || time != folder.changedNanos();
    }
  }

  private static String key(Stat folder) {
    return folder.device() + " " + folder.inode();
  }

  /** {@code seen}: from before the force, which covers no later change. */
  private void forceFolderOf(Place at, Stat seen) throws IOException {
    int folder;
    try {
      folder = fs.openFolder(at);
    } catch (IOException failure) {
      if (Errors.number(failure) != Errors.EACCES) {
        throw failure;
      }
      observer.tellOnce(
          "folder above " + at.folder(),
          "whether "
              + at
              + " survives a power cut can't be made sure: "
              + at.folder()
              + " can't be opened ("
              + failure.getMessage()
              + "). Make it readable for the application's user.");
      return;
    }
    try {
      fs.force(folder);
    } finally {
      fs.close(folder);
    }
    remember(seen);
  }

  private void remember(Stat seen) {
    if (System.currentTimeMillis() * 1_000_000L - seen.changedNanos() > CLOCK_STEP_NANOS) {
      synchronized (forced) {
        forced.put(key(seen), seen.changedNanos());
      }
    }
  }
}
