package dev.holdfast.core.fs;

import java.nio.file.OpenOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/** What java.nio.file calls the ways to open a file. */
final class OpenOptions {
  private OpenOptions() {}

  static Set<OpenOption> of(OpenOption... options) {
    return new HashSet<>(Arrays.asList(options));
  }

  /** Those of {@code access}, and {@code more}. */
  static Set<OpenOption> of(Access access, OpenOption... more) {
    Set<OpenOption> options = of(more);
    String name = access.name();
    if (name.startsWith("READ")) {
      options.add(StandardOpenOption.READ);
    }
    if (access.isAppending()) {
      options.add(StandardOpenOption.APPEND);
    } else if (access != Access.READ) {
      options.add(StandardOpenOption.WRITE);
    }
    if (name.endsWith("_DSYNC")) {
      options.add(StandardOpenOption.DSYNC);
    } else if (name.endsWith("_SYNC")) {
      options.add(StandardOpenOption.SYNC);
    }
    return options;
  }
}
