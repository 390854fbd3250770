package dev.holdfast.proof.calls;

import dev.holdfast.proof.Run;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.WeakHashMap;

/** Where a run keeps its tripwires, so that the library is built once. */
final class Tripwires {
  private static final Map<Run, Path> FOLDERS = new WeakHashMap<>();

  private Tripwires() {}

  static synchronized Path folder(Run run) throws IOException {
    Path folder = FOLDERS.get(run);
    if (folder == null) {
      folder = run.folder("tripwires");
      Tripwire.in(folder);
      FOLDERS.put(run, folder);
    }
    return folder;
  }
}
