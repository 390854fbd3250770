package dev.holdfast.proof.fuzz;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import samples.fuzz.Op;

/**
 * Makes a failing program small: drops operations, then the second thread, then makes numbers
 * small, as long as it still fails. Asks for many candidates at once, as starting JVMs is what it
 * costs.
 */
final class Shrinker {
  /** Tells which of several programs fail: their indices. */
  interface Trial {
    List<Integer> failing(List<List<Op>> programs) throws Exception;
  }

  /** From {@code start} on so many operations are dropped, or one is replaced. */
  private record Edit(int start, int length, Op replacementOrNull) {}

  private static final int ROUNDS = 25;

  private final Trial trial;

  Shrinker(Trial trial) {
    this.trial = trial;
  }

  /** {@code program}, which fails, or a smaller one that does. */
  List<Op> shrink(List<Op> program) throws Exception {
    List<Op> smallest = program;
    for (int round = 0; round < ROUNDS; round++) {
      List<Op> smaller = betterOrNull(smallest, drops(smallest.size()));
      if (smaller == null) {
        smaller = betterOrNull(smallest, simplifications(smallest));
      }
      if (smaller == null) {
        return smallest;
      }
      smallest = smaller;
    }
    return smallest;
  }

  /** Each edit alone; then as many of those that still fail as can be had together. */
  private List<Op> betterOrNull(List<Op> program, List<Edit> edits) throws Exception {
    List<Edit> good = failing(program, edits.stream().map(List::of).toList(), edits);
    if (good.isEmpty()) {
      return null;
    }
    List<List<Edit>> together = new ArrayList<>();
    for (int count = good.size(); count >= 1; count /= 2) {
      together.add(good.subList(0, count));
    }
    List<List<Edit>> best = failing(program, together, together);
    return applied(program, best.isEmpty() ? good.subList(0, 1) : best.get(0));
  }

  private <T> List<T> failing(List<Op> program, List<List<Edit>> candidates, List<T> names)
      throws Exception {
    return candidates.isEmpty()
        ? List.of()
        : trial.failing(candidates.stream().map(edits -> applied(program, edits)).toList()).stream()
            .<T>map(names::get)
            .toList();
  }

  private static List<Op> applied(List<Op> program, List<Edit> edits) {
    Op[] ops = program.toArray(new Op[0]);
    for (Edit edit : edits) {
      for (int i = edit.start(); i < edit.start() + edit.length(); i++) {
        ops[i] = ops[i] == null ? null : edit.replacementOrNull();
      }
    }
    return Arrays.stream(ops).filter(Objects::nonNull).toList();
  }

  /** The most first: a half, a quarter, ... one operation. */
  private static List<Edit> drops(int size) {
    List<Edit> drops = new ArrayList<>();
    for (int length = size / 2; length >= 1; length /= 2) {
      for (int start = 0; start + length <= size; start += length) {
        drops.add(new Edit(start, length, null));
      }
    }
    return drops;
  }

  private static List<Edit> simplifications(List<Op> program) {
    List<Edit> simplifications = new ArrayList<>();
    for (int i = 0; i < program.size(); i++) {
      Op op = program.get(i);
      List<Op> simpler =
          List.of(op.inFirstThread(), op.withX(0), op.withX(1), op.withX(op.x() / 2), op.withY(0));
      for (Op other : simpler) {
        if (isSmaller(other, op)) {
          simplifications.add(new Edit(i, 1, other));
        }
      }
    }
    return simplifications;
  }

  private static boolean isSmaller(Op other, Op op) {
    return other.x() + other.y() + other.thread() < op.x() + op.y() + op.thread();
  }
}
