package dev.holdfast.core.save;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;

/** A random program of an application over a few targets, as a list of steps that can be cut. */
final class ModelProgram {
  static final int TARGETS = 3;
  static final int SLOTS = 2;
  private static final int LENGTH = 14;
  private static final int CALLS_MAX = 14;

  /** Errors that no fallback answers: with them, the promise is atomic or nothing. */
  private static final int[] ERRNOS = {5 /* EIO */, 28 /* ENOSPC */, 24 /* EMFILE */};

  enum Kind {
    OPEN,
    WRITE,
    FORCE,
    CLOSE,
    SAVE,
    RENAME,
    DELETE,
    /** One of the next calls of the file system fails. */
    FAULT
  }

  /**
   * @param target which of the targets
   * @param slot which of the streams that may be open on it
   * @param call for a fault: which call from now on
   * @param errno for a fault: how it fails
   */
  record Step(Kind kind, int target, int slot, int call, int errno) {
    @Override
    public String toString() {
      return kind == Kind.FAULT
          ? "errno " + errno + " at call " + call
          : kind + " " + target + "." + slot;
    }
  }

  private static final List<Kind> OFTEN =
      List.of(
          Kind.OPEN,
          Kind.OPEN,
          Kind.WRITE,
          Kind.WRITE,
          Kind.FORCE,
          Kind.CLOSE,
          Kind.CLOSE,
          Kind.SAVE,
          Kind.SAVE,
          Kind.RENAME,
          Kind.DELETE,
          Kind.FAULT);

  private ModelProgram() {}

  static List<Step> random(long seed) {
    Random random = new Random(seed);
    List<Step> steps = new ArrayList<>();
    for (int i = 0; i < LENGTH; i++) {
      steps.add(
          new Step(
              OFTEN.get(random.nextInt(OFTEN.size())),
              random.nextInt(TARGETS),
              random.nextInt(SLOTS),
              1 + random.nextInt(CALLS_MAX),
              ERRNOS[random.nextInt(ERRNOS.length)]));
    }
    return steps;
  }

  /** The fewest steps of {@code failing} that still fail, one taken out at a time. */
  static List<Step> shrink(List<Step> failing, Predicate<List<Step>> fails) {
    List<Step> least = failing;
    for (int i = 0; i < least.size(); ) {
      List<Step> shorter = new ArrayList<>(least);
      shorter.remove(i);
      if (fails.test(shorter)) {
        least = shorter;
        i = 0;
      } else {
        i++;
      }
    }
    return least;
  }
}
