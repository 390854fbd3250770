package samples.fuzz;

/** One operation of a program. Numbers only, so that every change of one is a program again. */
public final class Op {
  final Kind kind;

  /** Which of the two threads does it. */
  final int thread;

  final int slot;
  final int a;
  final int b;
  final int x;
  final int y;

  Op(Kind kind, int thread, int slot, int a, int b, int x, int y) {
    this.kind = kind;
    this.thread = thread;
    this.slot = slot;
    this.a = a;
    this.b = b;
    this.x = x;
    this.y = y;
  }

  /** As {@link #toString} writes it. */
  public static Op parse(String line) {
    String[] words = line.trim().split(" ");
    return new Op(
        Kind.valueOf(words[0]),
        Integer.parseInt(words[1]),
        Integer.parseInt(words[2]),
        Integer.parseInt(words[3]),
        Integer.parseInt(words[4]),
        Integer.parseInt(words[5]),
        Integer.parseInt(words[6]));
  }

  public Op inFirstThread() {
    return new Op(kind, 0, slot, a, b, x, y);
  }

  public Op withX(int other) {
    return new Op(kind, thread, slot, a, b, other, y);
  }

  public Op withY(int other) {
    return new Op(kind, thread, slot, a, b, x, other);
  }

  public int x() {
    return x;
  }

  public int y() {
    return y;
  }

  public int thread() {
    return thread;
  }

  @Override
  public String toString() {
    return kind + " " + thread + " " + slot + " " + a + " " + b + " " + x + " " + y;
  }

  /** For people: like a line of Java. */
  public String readable() {
    return (thread == 0 ? "" : "[other thread] ") + words();
  }

  private String words() {
    String pathA = '"' + Tree.NAMES[a] + '"';
    String pathB = '"' + Tree.NAMES[b] + '"';
    String handle = "h" + slot;
    switch (kind.shape) {
      case OPEN:
        return handle + " = " + kind + "(" + pathA + ", " + options() + ")";
      case HANDLE:
        return handle + "." + kind + "(" + x + ", " + y + ")";
      case PATH:
        return kind + "(" + pathA + ", " + options() + ", " + y + ")";
      case PATHS:
        return kind + "(" + pathA + ", " + pathB + ", " + options() + ")";
      case ALL:
        return kind + "()";
    }
    throw new AssertionError(kind);
  }

  private String options() {
    switch (kind) {
      case COPY:
      case COPY_STREAM:
      case MOVE:
        return Options.words(Options.copy(x));
      case OPEN_NIO_STREAM:
      case OPEN_NIO_WRITER:
      case OPEN_BYTE_CHANNEL:
      case OPEN_CHANNEL:
      case OPEN_ASYNC:
      case FILES_WRITE:
        return Options.words(Options.open(x));
      case OPEN_RANDOM:
        return Options.mode(x);
      case SET_MODE:
        return Options.permissions(x).toString();
      default:
        return Integer.toString(x);
    }
  }
}
