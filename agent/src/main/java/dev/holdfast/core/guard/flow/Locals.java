package dev.holdfast.core.guard.flow;

/**
 * What is known of a method's locals at an instruction: which hold null, which a small number. So
 * much is needed to see through {@code if (failure != null)}, by which closing helpers tell whether
 * an exception is on its way (Scala's {@code Using}, code written by hand).
 */
final class Locals {
  private static final int ANYTHING = 0;
  private static final int NULL = 1;
  private static final int NOT_NULL = 2;
  private static final int ZERO = 3; // and the numbers to 5 after it

  private final int[] values;

  private Locals(int[] values) {
    this.values = values;
  }

  /** Nothing is known of {@code count} locals. */
  static Locals unknown(int count) {
    return new Locals(new int[count]);
  }

  /** What holds where one of two paths was taken; {@code this} where the other adds no doubt. */
  Locals orAlso(Locals other) {
    int[] merged = null;
    for (int i = 0; i < values.length; i++) {
      if (values[i] != other.values[i] && values[i] != ANYTHING) {
        if (merged == null) {
          merged = values.clone();
        }
        merged[i] = ANYTHING;
      }
    }
    return merged == null ? this : new Locals(merged);
  }

  /** What holds after {@code at}; {@code jumpedTo}: where control comes from elsewhere too. */
  Locals after(Code code, int at, boolean[] jumpedTo) {
    int local = code.local(at, Code.ASTORE, Code.ASTORE_0);
    if (local >= 0) {
      return with(local, reference(code, at, jumpedTo));
    }
    local = code.local(at, Code.ISTORE, Code.ISTORE_0);
    if (local >= 0) {
      return with(local, number(code, at, jumpedTo));
    }
    local = code.local(at, Code.IINC, -1);
    if (local >= 0) {
      return with(local, ANYTHING);
    }
    return this; // what else is stored where a number was, no comparison of numbers may read
  }

  private int reference(Code code, int at, boolean[] jumpedTo) {
    if (isHandler(code, at)) {
      return NOT_NULL; // it stores the exception
    }
    int before = code.before(at);
    if (before < 0 || jumpedTo[at]) {
      return ANYTHING;
    }
    int copied = code.local(before, Code.ALOAD, Code.ALOAD_0);
    return copied >= 0 ? values[copied] : code.opcode(before) == Code.ACONST_NULL ? NULL : ANYTHING;
  }

  private static boolean isHandler(Code code, int at) {
    for (Code.Handler handler : code.handlers) {
      if (handler.entry == at) {
        return true;
      }
    }
    return false;
  }

  private static int number(Code code, int at, boolean[] jumpedTo) {
    int before = code.before(at);
    int opcode = before < 0 || jumpedTo[at] ? -1 : code.opcode(before);
    return opcode >= Code.ICONST_0 && opcode <= Code.ICONST_5
        ? ZERO + opcode - Code.ICONST_0
        : ANYTHING;
  }

  private Locals with(int local, int value) {
    if (values[local] == value) {
      return this;
    }
    int[] changed = values.clone();
    changed[local] = value;
    return new Locals(changed);
  }

  /** The only way on from a comparison that is decided; -1: none is, or it isn't known. */
  int decided(Code code, int at, boolean[] jumpedTo) {
    int opcode = code.opcode(at);
    int before = code.before(at);
    if (before < 0 || jumpedTo[at]) {
      return -1;
    }
    int[] ways = null;
    boolean jumps = false;
    if (opcode == Code.IFNULL || opcode == Code.IFNONNULL) {
      int local = code.local(before, Code.ALOAD, Code.ALOAD_0);
      if (local >= 0 && (values[local] == NULL || values[local] == NOT_NULL)) {
        ways = code.successors(at);
        jumps = (values[local] == NULL) == (opcode == Code.IFNULL);
      }
    } else if (opcode == Code.IFEQ || opcode == Code.IFNE) {
      int local = code.local(before, Code.ILOAD, Code.ILOAD_0);
      if (local >= 0 && values[local] >= ZERO) {
        ways = code.successors(at);
        jumps = (values[local] == ZERO) == (opcode == Code.IFEQ);
      }
    }
    return ways == null ? -1 : ways[jumps ? 1 : 0];
  }
}
