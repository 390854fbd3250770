package dev.holdfast.core.guard.flow;

import java.io.IOException;
import java.util.Arrays;

/** The instructions of one method. An instruction is named by its offset. Immutable. */
public final class Code {
  static final int ACONST_NULL = 0x01;
  static final int ICONST_0 = 0x03;
  static final int ICONST_5 = 0x08;
  static final int ILOAD = 0x15;
  static final int ALOAD = 0x19;
  static final int ILOAD_0 = 0x1a;
  static final int ALOAD_0 = 0x2a;
  static final int ISTORE = 0x36;
  static final int ASTORE = 0x3a;
  static final int ISTORE_0 = 0x3b;
  static final int ASTORE_0 = 0x4b;
  static final int ASTORE_3 = 0x4e;
  static final int IINC = 0x84;
  static final int IFEQ = 0x99;
  static final int IFNE = 0x9a;
  static final int GOTO = 0xa7;
  static final int JSR = 0xa8;
  static final int RET = 0xa9;
  static final int TABLESWITCH = 0xaa;
  static final int LOOKUPSWITCH = 0xab;
  static final int IRETURN = 0xac;
  static final int RETURN = 0xb1;
  static final int INVOKEVIRTUAL = 0xb6;
  static final int INVOKEDYNAMIC = 0xba;
  static final int ATHROW = 0xbf;
  static final int WIDE = 0xc4;
  static final int IFNULL = 0xc6;
  static final int IFNONNULL = 0xc7;
  static final int GOTO_W = 0xc8;
  static final int JSR_W = 0xc9;

  /** Bytes of each instruction, by opcode; 0: it tells itself. Table 6.5 of the specification. */
  private static final String LENGTHS =
      "1111111111111111" // nop to dconst_1
          + "23233" // bipush, sipush, ldc, ldc_w, ldc2_w
          + "22222" // loads
          + "1111111111111111111111111111" // loads of a fixed local, of arrays
          + "22222" // stores
          + "1111111111111111111111111111111111111111111111111111111111111111111111111" // to lxor
          + "3" // iinc
          + "11111111111111111111" // conversions, comparisons
          + "3333333333333333" // jumps
          + "2" // ret
          + "00" // switches
          + "111111" // returns
          + "3333333" // fields, calls
          + "55" // invokeinterface, invokedynamic
          + "323113311" // new to monitorexit
          + "0" // wide
          + "43355"; // multianewarray, ifnull, ifnonnull, goto_w, jsr_w

  /** One row of the exception table; rows are tried in their order. */
  static final class Handler {
    final int start;
    final int end;
    final int entry;

    /** As in sources; null: anything. */
    final String type;

    Handler(int start, int end, int entry, String type) {
      this.start = start;
      this.end = end;
      this.entry = entry;
      this.type = type;
    }

    boolean covers(int instruction) {
      return start <= instruction && instruction < end;
    }
  }

  final int locals;
  final Handler[] handlers;

  private final byte[] bytes;

  /** Pairs of first instruction and line. */
  private final int[][] lines;

  /** The instruction before each one in the file; -1 where none begins or none is before. */
  private final int[] before;

  private final boolean[] begins;

  Code(byte[] bytes, int locals, Handler[] handlers, int[][] lines) throws IOException {
    this.bytes = bytes;
    this.locals = locals;
    this.handlers = handlers;
    this.lines = lines;
    before = new int[bytes.length];
    begins = new boolean[bytes.length];
    Arrays.fill(before, -1);
    int last = -1;
    for (int at = 0; at < bytes.length; at += length(at)) {
      begins[at] = true;
      before[at] = last;
      last = at;
      if (length(at) <= 0) {
        throw new IOException("unknown instruction " + opcode(at));
      }
    }
  }

  int length() {
    return bytes.length;
  }

  boolean begins(int instruction) {
    return instruction >= 0 && instruction < bytes.length && begins[instruction];
  }

  int opcode(int instruction) {
    return bytes[instruction] & 0xff;
  }

  /** The one before it in the file; -1: none. */
  int before(int instruction) {
    return before[instruction];
  }

  int next(int instruction) {
    return instruction + length(instruction);
  }

  private int length(int at) {
    int opcode = opcode(at);
    if (opcode >= LENGTHS.length()) {
      return 0;
    }
    int operands = (at & ~3) + 4; // of a switch: aligned to 4
    switch (opcode) {
      case TABLESWITCH:
        return operands + 12 + 4 * (s4(operands + 8) - s4(operands + 4) + 1) - at;
      case LOOKUPSWITCH:
        return operands + 8 + 8 * s4(operands + 4) - at;
      case WIDE:
        return opcode(at + 1) == IINC ? 6 : 4;
      default:
        return LENGTHS.charAt(opcode) - '0';
    }
  }

  /** Whether a frame can stand there: it calls something. */
  boolean isCall(int instruction) {
    return begins(instruction)
        && opcode(instruction) >= INVOKEVIRTUAL
        && opcode(instruction) <= INVOKEDYNAMIC;
  }

  /** Whether the file has it on that line; a file without lines agrees with any. */
  boolean isOnLine(int instruction, int line) {
    int found = -1;
    int start = -1;
    for (int[] pair : lines) {
      if (pair[0] <= instruction && pair[0] >= start) {
        start = pair[0];
        found = pair[1];
      }
    }
    return found == line || (lines.length == 0 && line < 0);
  }

  /** Where control may go from there without an exception; by {@code return}: nowhere. */
  int[] successors(int at) {
    int opcode = opcode(at);
    if ((opcode >= IFEQ && opcode < GOTO) || opcode == IFNULL || opcode == IFNONNULL) {
      return new int[] {next(at), at + s2(at + 1)};
    }
    switch (opcode) {
      case GOTO:
        return new int[] {at + s2(at + 1)};
      case GOTO_W:
        return new int[] {at + s4(at + 1)};
      case JSR: // the subroutine comes back; it is looked at once, for all who call it
        return new int[] {next(at), at + s2(at + 1)};
      case JSR_W:
        return new int[] {next(at), at + s4(at + 1)};
      case TABLESWITCH:
      case LOOKUPSWITCH:
        return cases(at);
      case RET:
      case ATHROW:
        return new int[0];
      default:
        return opcode >= IRETURN && opcode <= RETURN ? new int[0] : new int[] {next(at)};
    }
  }

  private int[] cases(int at) {
    int operands = (at & ~3) + 4;
    boolean table = opcode(at) == TABLESWITCH;
    int count = table ? s4(operands + 8) - s4(operands + 4) + 1 : s4(operands + 4);
    int[] targets = new int[count + 1];
    targets[0] = at + s4(operands);
    for (int i = 0; i < count; i++) {
      targets[i + 1] = at + s4(table ? operands + 12 + 4 * i : operands + 12 + 8 * i);
    }
    return targets;
  }

  boolean isReturn(int instruction) {
    return opcode(instruction) >= IRETURN && opcode(instruction) <= RETURN;
  }

  /** The local that an instruction with one loads or stores; -1: it does neither so. */
  int local(int instruction, int withOperand, int fixed) {
    int opcode = opcode(instruction);
    if (opcode == withOperand) {
      return bytes[instruction + 1] & 0xff;
    }
    if (opcode == WIDE && opcode(instruction + 1) == withOperand) {
      return (bytes[instruction + 2] & 0xff) << 8 | (bytes[instruction + 3] & 0xff);
    }
    return fixed >= 0 && opcode >= fixed && opcode < fixed + 4 ? opcode - fixed : -1;
  }

  private int s2(int at) {
    return bytes[at] << 8 | (bytes[at + 1] & 0xff);
  }

  private int s4(int at) {
    return s2(at) << 16 | (s2(at + 2) & 0xffff);
  }
}
