package dev.holdfast.proof.calls;

import dev.holdfast.it.ChildJvm;
import dev.holdfast.proof.Run;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** One step of Holdfast's made wrong by the tripwire, always; the bench must find each. */
public enum Fault implements Wrong {
  NO_FILE_FORCE(1, "the file is not forced"),
  NO_FOLDER_FORCE(2, "the folder is not forced"),
  NO_FORCE(3, "nothing is forced"),
  FORCE_AFTER_RENAME(4, "the file is forced only after the rename"),
  FOLDER_FORCE_BEFORE_RENAME(5, "the folder is forced before the rename, not after"),
  DELETE_FIRST(6, "the target is deleted before the rename"),
  IN_PLACE(7, "the target is rewritten in place and forced"),
  IN_PLACE_UNFORCED(8, "the target is rewritten in place and not forced");

  private final int number;
  private final String sentence;

  Fault(int number, String sentence) {
    this.number = number;
    this.sentence = sentence;
  }

  int number() {
    return number;
  }

  @Override
  public String sentence() {
    return sentence;
  }

  @Override
  public ChildJvm set(Run run, ChildJvm child, Path folder) throws IOException {
    Tripwire tripwire = Tripwire.in(Tripwires.folder(run));
    tripwire.watch(folder);
    tripwire.seed(this);
    return tripwire.set(child);
  }

  @Override
  public Meddling begin(long pid, List<Path> folders) {
    return () -> {};
  }
}
