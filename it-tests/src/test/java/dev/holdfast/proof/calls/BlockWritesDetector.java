package dev.holdfast.proof.calls;

import dev.holdfast.proof.Depth;
import dev.holdfast.proof.Run;
import dev.holdfast.proof.Tally;
import dev.holdfast.proof.blocks.BlockDetector;
import dev.holdfast.proof.disk.FileSystemKind;

/** Every block write of a few saves; slow, so in a full run only. */
final class BlockWritesDetector implements Detector {
  @Override
  public String name() {
    return "every block write";
  }

  /** strace would have to be attached before the first save. */
  @Override
  public boolean isFor(Run run, Wrong wrong) {
    if (!(wrong instanceof Fault) || run.depth() != Depth.FULL) {
      return false;
    }
    String missing = BlockDetector.missingOrNull();
    if (missing != null) {
      run.leaveOut("seeded, " + name() + ": " + missing);
    }
    return missing == null;
  }

  @Override
  public Tally look(Run run, Wrong wrong) throws Exception {
    return BlockDetector.states(
        run, FileSystemKind.EXT4_NOAUTO, (child, folder) -> wrong.set(run, child, folder));
  }
}
