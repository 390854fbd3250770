package samples.fuzz;

import java.util.ArrayList;
import java.util.List;

/** Something wrong on purpose in the JVM with the agent: the comparison must find it. */
public enum Fault {
  NONE,
  /** Some writes are a byte short. */
  SHORT_WRITE,
  /** Some exceptions name another file. */
  OTHER_MESSAGE,
  /** Files come out with another mode. */
  OTHER_MODE,
  /** A file more than there should be. */
  LEFTOVER,
  /** Some deletions don't happen. */
  NO_DELETION;

  Op spoil(Op op) {
    if (this == SHORT_WRITE && op.kind == Kind.WRITE && op.x % 16 == 9) {
      return op.withX(op.x - 1);
    }
    if (this == NO_DELETION && op.kind == Kind.FILE_DELETE && op.a == 0) {
      return new Op(Kind.EXISTS, op.thread, op.slot, op.a, op.b, op.x, op.y);
    }
    return op;
  }

  String spoil(Op op, String answer) {
    return this == OTHER_MESSAGE && op.kind == Kind.OPEN_STREAM
        ? answer.replace("b.dat (No such", ".holdfast-s-1 (No such")
        : answer;
  }

  List<String> spoil(List<String> state) {
    List<String> spoilt = new ArrayList<>();
    for (String line : state) {
      spoilt.add(this == OTHER_MODE ? line.replace("b.dat 100644", "b.dat 100600") : line);
    }
    if (this == LEFTOVER && state.size() == 7) {
      spoilt.add("$/d0/.holdfast-s-1 100600 0 1 ''");
    }
    return spoilt;
  }
}
