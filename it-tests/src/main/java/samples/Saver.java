package samples;

import java.io.File;
import java.util.Random;
import samples.Counters.Word;

/** A thread of {@link SavesCounted} that saves one target, and counts. */
final class Saver implements Runnable {
  /** How often it tries though it knows that the file system is gone. */
  private static final int VAIN_TRIES = 2;

  private static final int TINY = 4096;
  private static final String INTACT = "the old version is intact";

  private final SavesCounted.Turn turn;
  private final Counters counters;
  private final int slot;
  private final File target;
  private final int sizeMax;
  private final String[] ways;
  private final long saves;
  private final int pauseMicros;
  private final Random random;
  private int vain;

  Saver(
      SavesCounted.Turn turn,
      File target,
      int sizeMax,
      String[] ways,
      long saves,
      int pauseMicros,
      Random random) {
    this.turn = turn;
    this.counters = turn.counters;
    this.slot = turn.slot;
    this.target = target;
    this.sizeMax = sizeMax;
    this.ways = ways;
    this.saves = saves;
    this.pauseMicros = pauseMicros;
    this.random = random;
  }

  @Override
  public void run() {
    long version = counters.get(slot, Word.STARTED) + 1;
    while (version <= saves && !SavesCounted.isEnded()) {
      turn.awaitAllowed(version);
      boolean halted = turn.isHalted();
      vain = halted ? vain + 1 : 0;
      if (halted && vain > VAIN_TRIES) {
        turn.parkWhileHalted();
      } else if (version <= counters.get(0, Word.ALLOWED)) {
        save(version, halted);
        version++;
      }
    }
  }

  /** {@code inVain}: the file system was gone before it began. */
  private void save(long version, boolean inVain) {
    Way way = Ways.all().get(ways[(int) (version % ways.length)]);
    byte[] content = Versions.content((int) version, size(), slot);
    counters.set(slot, Word.STARTED, version);
    try {
      way.save(target, content);
      counters.set(slot, Word.ACKED, version);
      counters.set(slot, Word.ENDED, version);
      if (inVain) {
        counters.increment(slot, Word.LIES);
      }
      if (pauseMicros > 0) {
        SavesCounted.sleepMicros(random.nextInt(pauseMicros));
      }
    } catch (Exception | Error failure) {
      if (!failure.toString().contains(INTACT)) {
        counters.set(slot, Word.MAYBE, version);
      }
      counters.set(slot, Word.ENDED, version);
      SavesCounted.tell("FAIL " + version + " " + target + " " + Ways.describe(failure));
      SavesCounted.sleepMicros(1000);
    }
  }

  /** A quarter of them tiny: those are where file systems have other ways. */
  private int size() {
    int max = random.nextInt(4) == 0 ? Math.min(TINY, sizeMax) : sizeMax;
    return Versions.HEADER + 1 + random.nextInt(max - Versions.HEADER);
  }
}
