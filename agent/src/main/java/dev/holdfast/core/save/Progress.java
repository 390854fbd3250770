package dev.holdfast.core.save;

import dev.holdfast.core.save.SaveFailedException.Remains;

/** How far a publication has come: what an exception has to tell. */
final class Progress {
  /** What is being done: "force of the new version". */
  String step = "";

  /** What the target holds, should the step fail. */
  Remains remains;

  Progress(Remains remains) {
    this.remains = remains;
  }
}
