package dev.holdfast.core.save;

import dev.holdfast.core.fs.Access;
import dev.holdfast.core.fs.Fs;
import dev.holdfast.core.fs.Name;
import dev.holdfast.core.fs.Stat;
import dev.holdfast.core.guard.Format;
import dev.holdfast.core.guard.Guards;
import java.io.IOException;
import java.util.Locale;

/** Asks the guards of a rule whether a new version may replace the old one. */
final class Inspection {
  private Inspection() {}

  /**
   * Null: it may. Else why not, in words. {@code oldOrNull}: what is replaced, null where there is
   * nothing. The new version has {@code name} in {@code folder}; of a link it is what the link
   * leads to.
   */
  static String whyNotOrNull(Fs fs, Guards guards, Stat oldOrNull, int folder, Name name)
      throws IOException {
    Stat fresh = fs.statOrNull(folder, name);
    if (fresh != null && fresh.isRegular()) { // which may be one that we can't open
      String whyNot = shrinkOrNull(guards, oldOrNull, fresh);
      if (whyNot != null || guards.format() == Format.NONE) {
        return whyNot;
      }
    }
    int file = fs.open(folder, name, Access.READ);
    try {
      Stat opened = fs.stat(file);
      String whyNot = shrinkOrNull(guards, oldOrNull, opened);
      return whyNot == null ? invalidOrNull(fs, guards, oldOrNull, file, opened.size()) : whyNot;
    } finally {
      fs.close(file);
    }
  }

  private static String shrinkOrNull(Guards guards, Stat oldOrNull, Stat fresh) {
    boolean refused =
        oldOrNull != null
            && oldOrNull.isRegular()
            && guards.shrinkGuard().refuses(oldOrNull.size(), fresh.size());
    return refused
        ? sizes(oldOrNull, fresh.size()) + " (shrink-guard: " + guards.shrinkGuard() + ")"
        : null;
  }

  private static String invalidOrNull(Fs fs, Guards guards, Stat oldOrNull, int file, long size)
      throws IOException {
    String whyNot = guards.format().whyNotOrNull(new FileContent(fs, file, size));
    return whyNot == null
        ? null
        : sizes(oldOrNull, size) + " (validate: " + wordOf(guards.format()) + "): " + whyNot;
  }

  private static String sizes(Stat oldOrNull, long size) {
    return size + " bytes would replace " + (oldOrNull == null ? "nothing" : oldOrNull.size());
  }

  /** As the configuration has it. */
  private static String wordOf(Format format) {
    return format.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
