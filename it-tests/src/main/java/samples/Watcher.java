package samples;

import java.io.File;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.List;
import samples.Counters.Word;

/**
 * A thread of {@link SavesCounted} that reads the targets while they are saved: it may never see a
 * part of a version, no file, or a version older than one that was acknowledged before it looked.
 * That the file system is gone is no fault of the save.
 */
final class Watcher implements Runnable {
  private static final long PAUSE_MICROS = 700;

  private final SavesCounted.Turn turn;
  private final Counters counters;
  private final int firstSlot;
  private final List<File> targets;

  Watcher(SavesCounted.Turn turn, Counters counters, int firstSlot, List<File> targets) {
    this.turn = turn;
    this.counters = counters;
    this.firstSlot = firstSlot;
    this.targets = targets;
  }

  @Override
  public void run() {
    while (!SavesCounted.isEnded()) {
      for (int i = 0; i < targets.size(); i++) {
        turn.parkWhileHalted();
        look(targets.get(i), counters.get(firstSlot + i, Word.ACKED));
      }
      SavesCounted.sleepMicros(PAUSE_MICROS);
    }
  }

  private void look(File target, long acknowledged) {
    try {
      int version = Versions.of(Files.readAllBytes(target.toPath()));
      if (version < acknowledged) {
        fault(target, "version " + version + " where " + acknowledged + " was acknowledged");
      }
    } catch (Way.DamagedException | NoSuchFileException | FileNotFoundException seen) {
      fault(target, seen.toString());
    } catch (IOException gone) {
      SavesCounted.sleepMicros(PAUSE_MICROS);
    }
  }

  private void fault(File target, String what) {
    counters.increment(turn.slot, Word.FAULTS);
    SavesCounted.tell("SEEN " + target + " " + what);
  }
}
