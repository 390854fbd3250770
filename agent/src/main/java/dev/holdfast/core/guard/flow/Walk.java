package dev.holdfast.core.guard.flow;

import java.util.ArrayDeque;

/** All the ways through a method from some instruction on: which others control can get to. */
final class Walk {
  /** Which ways are taken. */
  enum Ways {
    /** None that begins with an exception. */
    NORMAL,
    /** Also into the handlers of what an instruction {@code athrow} throws. */
    THROWN_HERE,
    /** Also into the handlers of what any instruction throws. */
    ALL
  }

  private final Code code;
  private final Ways ways;
  private final boolean[] jumpedTo;
  private final Locals[] reached;
  private final ArrayDeque<Integer> open = new ArrayDeque<>();

  Walk(Code code, Ways ways, boolean[] jumpedTo) {
    this.code = code;
    this.ways = ways;
    this.jumpedTo = jumpedTo;
    reached = new Locals[code.length()];
  }

  /** Walks from {@code start}, where {@code known} holds. */
  void from(int start, Locals known) {
    add(start, known);
    while (!open.isEmpty()) {
      step(open.remove());
    }
  }

  private void step(int at) {
    Locals known = reached[at];
    if (ways == Ways.ALL || (ways == Ways.THROWN_HERE && code.opcode(at) == Code.ATHROW)) {
      for (Code.Handler handler : code.handlers) {
        if (handler.covers(at)) {
          add(handler.entry, known);
        }
      }
    }
    int only = known.decided(code, at, jumpedTo);
    Locals after = known.after(code, at, jumpedTo);
    if (only >= 0) {
      add(only, after);
      return;
    }
    for (int next : code.successors(at)) {
      add(next, after);
    }
  }

  private void add(int at, Locals known) {
    if (!code.begins(at)) {
      throw new IllegalStateException("control leaves the instructions at " + at);
    }
    Locals before = reached[at];
    Locals now = before == null ? known : before.orAlso(known);
    if (now != before) {
      reached[at] = now;
      open.add(at);
    }
  }

  boolean reaches(int at) {
    return reached[at] != null;
  }

  /** What is known there; nothing where the walk doesn't get to. */
  Locals knownAt(int at) {
    return reached[at] == null ? Locals.unknown(code.locals) : reached[at];
  }

  /** Whether the method can return. */
  boolean returns() {
    for (int at = 0; at < reached.length; at++) {
      if (reached[at] != null && code.isReturn(at)) {
        return true;
      }
    }
    return false;
  }

  /** Whether an instruction that throws is reached. */
  boolean throwsOut() {
    for (int at = 0; at < reached.length; at++) {
      if (reached[at] != null && code.opcode(at) == Code.ATHROW) {
        return true;
      }
    }
    return false;
  }

  /** Where control comes to by other ways than from the instruction before. */
  static boolean[] jumpedTo(Code code) {
    boolean[] found = new boolean[code.length()];
    for (int at = 0; at < code.length(); at = code.next(at)) {
      for (int next : code.successors(at)) {
        found[next] |= next != code.next(at);
      }
    }
    return found;
  }
}
