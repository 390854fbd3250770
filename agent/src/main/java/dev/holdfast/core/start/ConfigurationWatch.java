package dev.holdfast.core.start;

import dev.holdfast.core.fs.Fs;
import dev.holdfast.core.fs.Place;
import dev.holdfast.core.fs.Stat;
import java.io.IOException;

/**
 * Whether the configuration's file is another than the last time: looked at by its name and to the
 * end of its links, so that a rename over it and a changed link (Kubernetes) count, too.
 */
final class ConfigurationWatch {
  private final Fs fs;
  private final Place named;

  /** As it was taken; null: there was none. */
  private Stat takenOrNull;

  /** As it was at the last look. */
  private Stat lastOrNull;

  /** {@code file}: absolute. What it holds now counts as taken. */
  ConfigurationWatch(Fs fs, String file) throws IOException {
    this.fs = fs;
    this.named = fs.placeOrNull(file);
    takenOrNull = look();
    lastOrNull = takenOrNull;
  }

  /**
   * True once for each change: at the first look that finds the file as the look before did. Who
   * writes it in place is not read in the midst. A file that is gone is no change: its editor may
   * be about to put the new one there.
   */
  boolean hasChanged() throws IOException {
    Stat now = look();
    boolean settled = now != null && isSame(now, lastOrNull);
    lastOrNull = now;
    if (!settled || isSame(now, takenOrNull)) {
      return false;
    }
    takenOrNull = now;
    return true;
  }

  private Stat look() throws IOException {
    return fs.statOrNull(fs.resolve(named));
  }

  private static boolean isSame(Stat now, Stat beforeOrNull) {
    return beforeOrNull != null && now.isUnchangedSince(beforeOrNull);
  }
}
