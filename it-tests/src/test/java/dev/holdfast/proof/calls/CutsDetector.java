package dev.holdfast.proof.calls;

import dev.holdfast.it.Jvms;
import dev.holdfast.proof.Engine;
import dev.holdfast.proof.Run;
import dev.holdfast.proof.Tally;
import dev.holdfast.proof.disk.FileSystemKind;
import java.util.List;

/** The cuts of {@link CallsLayer}, on the file systems that save least by themselves. */
final class CutsDetector implements Detector {
  private static final List<FileSystemKind> KINDS =
      List.of(FileSystemKind.XFS, FileSystemKind.EXT4_NOAUTO);
  private static final List<String> WAYS = List.of("FileOutputStream(File)", "File.renameTo");

  @Override
  public String name() {
    return "cuts at every call";
  }

  @Override
  public Tally look(Run run, Wrong wrong) throws Exception {
    Tally tally = new Tally();
    for (FileSystemKind kind : KINDS) {
      if (tally.bad() == 0) {
        look(run, wrong, kind, tally);
      }
    }
    return tally;
  }

  @SuppressWarnings("try") // closed in the end is all that is asked
  private static void look(Run run, Wrong wrong, FileSystemKind kind, Tally tally)
      throws Exception {
    Engine engine = Engine.seeded(wrong.sentence());
    try (Cuts cuts = new Cuts(run, Jvms.of(17), engine, kind, 1)) {
      if (wrong instanceof Fault fault) {
        cuts.seed(fault); // by the tripwire that is there already
      }
      try (Wrong.Meddling meddling = cuts.begin(wrong, WAYS)) {
        look(cuts, tally);
      }
    }
  }

  private static void look(Cuts cuts, Tally tally) throws Exception {
    for (String way : WAYS) {
      for (Trip.Action action : List.of(Trip.Action.COMMIT_AND_CUT, Trip.Action.CUT)) {
        if (tally.bad() == 0) {
          tally.addAll(cuts.series(way, action, Cuts.Until.DAMAGE).tally());
        }
      }
    }
  }
}
