package samples.fuzz;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;

/** Runs one program, operation after operation, and tells what each has answered. */
final class Machine {
  private static final String OPEN = "open";

  /** Decides what counts: leads in the JVM without the agent, follows in the other one. */
  interface Guide {
    Gate gate(Op op) throws IOException;

    void ended(Op op, Gate gate, String answer);

    boolean isWithHoldfast();
  }

  private final Tree tree;
  private final PathCalls paths;
  private final Turns turns;
  private final Guide guide;
  private final Fault fault;
  private final Closeable[] handles = new Closeable[Programs.SLOTS];
  private final Answers answers;

  /**
   * Which slots are in use: the same in both JVMs. One that was opened while its answer didn't
   * count may hold nothing in one of them.
   */
  private final boolean[] opened = new boolean[Programs.SLOTS];

  Machine(Tree tree, Turns turns, Guide guide, Fault fault, Answers answers) {
    this.tree = tree;
    this.paths = new PathCalls(tree);
    this.turns = turns;
    this.guide = guide;
    this.fault = fault;
    this.answers = answers;
  }

  void run(List<Op> program) throws IOException {
    for (Op op : program) {
      step(op);
    }
    for (int slot = 0; slot < handles.length; slot++) {
      if (opened[slot]) {
        step(new Op(Kind.CLOSE, 0, slot, 0, 0, 0, 0));
      }
    }
    List<String> state = tree.state(Collections.<String>emptySet(), Tree.Shadows.NONE);
    for (String line : fault.spoil(state)) {
      answers.add(null, line);
    }
  }

  private void step(Op op) throws IOException {
    Gate gate = guide.gate(op);
    String answer = answer(fault.spoil(op), gate);
    guide.ended(op, gate, answer);
    if (op.kind == Kind.CLOSE) {
      opened[op.slot] = false;
    } else if (op.kind.isOf(Kind.Shape.OPEN)) {
      opened[op.slot] |= gate.way == Gate.Way.MASK || answer.equals(OPEN);
    }
    answers.add(op, gate.way == Gate.Way.MASK ? "(" + gate.why + ")" : answer);
  }

  private String answer(Op op, Gate gate) throws IOException {
    switch (gate.way) {
      case SKIP:
        return "(left out: " + gate.why + ")";
      case HEAL:
        return healed(op);
      default:
        return fault.spoil(op, op.kind == Kind.CHECK ? check(gate) : calls(op));
    }
  }

  private String check(Gate gate) throws IOException {
    Tree.Shadows shadows = gate.why == null ? Tree.Shadows.ONLY_JOURNALS : Tree.Shadows.EXPECTED;
    return fault.spoil(tree.state(gate.masked, shadows)).toString();
  }

  /** An abandoned save: without Holdfast half of it is there, with it what was there before. */
  private String healed(Op op) throws IOException {
    Path path = tree.path(op.a);
    String old = found(path);
    String answer = calls(op);
    if (guide.isWithHoldfast() && !found(path).equals(old)) {
      answer += ", and the old version is not there any more: " + found(path);
    }
    if (Files.isRegularFile(path)) {
      Files.delete(path.toRealPath());
    }
    return answer;
  }

  private String found(Path path) throws IOException {
    return Files.exists(path) ? tree.describe(path.toRealPath()) : "-";
  }

  private String calls(final Op op) {
    return turns.take(
        op.thread,
        new Turns.Turn() {
          @Override
          public String run() {
            try {
              return call(op);
            } catch (Throwable thrown) {
              return words(thrown);
            }
          }
        });
  }

  private String words(Throwable thrown) {
    return "! " + thrown.getClass().getName() + ": " + tree.sameForAll("" + thrown.getMessage());
  }

  private String call(Op op) throws Exception {
    switch (op.kind.shape) {
      case OPEN:
        return open(op);
      case HANDLE:
        return onHandle(op);
      default:
        return tree.sameForAll(paths.call(op));
    }
  }

  private String open(Op op) throws IOException {
    if (opened[op.slot]) {
      return "in use";
    }
    handles[op.slot] = Openings.open(op, tree.path(op.a));
    return OPEN;
  }

  private String onHandle(Op op) throws Exception {
    Closeable handle = handles[op.slot];
    if (handle == null) {
      return "nothing open";
    }
    if (op.kind == Kind.CLOSE) {
      handles[op.slot] = null;
      handle.close();
      return "closed";
    }
    boolean transfer = op.kind == Kind.TRANSFER_TO || op.kind == Kind.TRANSFER_FROM;
    return HandleCalls.call(op, handle, transfer ? handles[op.x % Programs.SLOTS] : null);
  }
}
