package samples;

import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import samples.Counters.Word;

/**
 * Saves and counts, for crashes of the system: {@code SavesCounted COUNTERS SLOT SEED SAVES
 * PAUSE_MICROS NEIGHBOUR NEIGHBOUR_MILLIS READER (TARGET SIZE WAYS)...}.
 *
 * <p>A thread for each target saves versions up to SAVES of at most SIZE bytes by the ways in turn,
 * which are separated by "|", and pauses up to PAUSE_MICROS after each. It goes on where its slot
 * of {@link Counters} ends; the slots begin at SLOT, one for each target, then the neighbour's,
 * then the reader's. The neighbour ("-": none) forces a file of its own every NEIGHBOUR_MILLIS, as
 * any database on the same file system does: that commits the journal, and with it half of what
 * others are doing. The reader ("reader", or "-") looks at the targets all the time.
 *
 * <p>When the bench says HALTED, each thread tries to save a few times more, which must fail,
 * closes everything and parks until RESUMED. Ends when all is saved, or when its standard input
 * ends.
 */
public final class SavesCounted {
  private static final int WORDS = 8;
  private static final int WORDS_A_TARGET = 3;
  private static final int FAILURES_TOLD = 40;

  private static volatile boolean ended;
  private static int failuresTold;

  private SavesCounted() {}

  public static void main(String[] arguments) throws Exception {
    int targets = (arguments.length - WORDS) / WORDS_A_TARGET;
    int slot = Integer.parseInt(arguments[1]);
    Counters counters = Counters.in(new File(arguments[0]), slot + targets + 2);
    Random seeds = new Random(Long.parseLong(arguments[2]));
    List<Thread> savers = new ArrayList<>();
    List<File> files = new ArrayList<>();
    for (int i = 0; i < targets; i++) {
      int at = WORDS + i * WORDS_A_TARGET;
      files.add(new File(arguments[at]));
      Saver saver =
          new Saver(
              new Turn(counters, slot + i),
              files.get(i),
              Integer.parseInt(arguments[at + 1]),
              arguments[at + 2].split("\\|"),
              Long.parseLong(arguments[3]),
              Integer.parseInt(arguments[4]),
              new Random(seeds.nextLong()));
      savers.add(new Thread(saver, "saver " + i));
    }
    if (!arguments[5].equals("-")) {
      Turn turn = new Turn(counters, slot + targets);
      daemon(new Neighbour(turn, new File(arguments[5]), Long.parseLong(arguments[6])));
    }
    if (!arguments[7].equals("-")) {
      daemon(new Watcher(new Turn(counters, slot + targets + 1), counters, slot, files));
    }
    daemon(SavesCounted::awaitEnd);
    for (Thread saver : savers) {
      saver.start();
    }
    Ways.say("READY");
    for (Thread saver : savers) {
      saver.join();
    }
    ended = true;
    System.exit(0);
  }

  static boolean isEnded() {
    return ended;
  }

  private static void daemon(Runnable work) {
    Thread thread = new Thread(work);
    thread.setDaemon(true);
    thread.start();
  }

  private static void awaitEnd() {
    try {
      while (System.in.read() >= 0) {
        // Nobody says anything: its end is what is waited for.
      }
    } catch (IOException gone) {
      Ways.complain("INPUT " + gone);
    }
    ended = true;
  }

  /** The first few of a program: after a cut there are thousands. */
  static synchronized void tell(String line) {
    if (failuresTold < FAILURES_TOLD) {
      failuresTold++;
      Ways.complain(line);
    }
  }

  static void sleepMicros(long micros) {
    try {
      Thread.sleep(micros / 1000, (int) (micros % 1000) * 1000);
    } catch (InterruptedException nobodyDoesThat) {
      throw new IllegalStateException(nobodyDoesThat);
    }
  }

  /** When a thread may do what it does, by what the bench says in slot 0. */
  static final class Turn {
    private static final long MOMENT_MICROS = 500;

    final Counters counters;
    final int slot;

    Turn(Counters counters, int slot) {
      this.counters = counters;
      this.slot = slot;
    }

    /** The bench has said that the file system is gone. */
    boolean isHalted() {
      return counters.get(0, Word.HALTED) > counters.get(0, Word.RESUMED);
    }

    /** Returns when the file system is there. The caller has no file open. */
    void parkWhileHalted() {
      while (isHalted() && !isEnded()) {
        counters.set(slot, Word.PARKED, counters.get(0, Word.HALTED));
        sleepMicros(MOMENT_MICROS);
      }
    }

    void awaitAllowed(long version) {
      while (counters.get(0, Word.ALLOWED) < version && !isHalted() && !isEnded()) {
        sleepMicros(MOMENT_MICROS);
      }
    }
  }
}
