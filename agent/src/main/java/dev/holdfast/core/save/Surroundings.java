package dev.holdfast.core.save;

import dev.holdfast.core.fs.Fs;
import dev.holdfast.core.observe.Observer;

/** What every save works with. */
final class Surroundings {
  final Fs fs;
  final Observer observer;
  final ForcedFiles forcedFiles;
  final ShadowName shadowNames;

  /** Held by whoever rewrites a file in place: two at once would mix their bytes. */
  final Object rewriting = new Object();

  Surroundings(Fs fs, Observer observer, ForcedFiles forcedFiles, ShadowName shadowNames) {
    this.fs = fs;
    this.observer = observer;
    this.forcedFiles = forcedFiles;
    this.shadowNames = shadowNames;
  }
}
