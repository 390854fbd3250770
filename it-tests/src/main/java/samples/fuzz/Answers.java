package samples.fuzz;

/** All that a program has answered, as one number; and as text where that is asked for. */
final class Answers {
  /** What is kept. */
  enum Detail {
    SUM,
    LINES
  }

  private final Detail detail;
  private final StringBuilder lines = new StringBuilder();
  private long sum = 1;
  private int count;

  Answers(Detail detail) {
    this.detail = detail;
  }

  /** {@code opOrNull}: null for what is there at the end. */
  void add(Op opOrNull, String answer) {
    for (int i = 0; i < answer.length(); i++) {
      sum = sum * 0x100000001B3L + answer.charAt(i);
    }
    sum = sum * 31 + 7;
    if (opOrNull != null) {
      count++;
    }
    if (detail == Detail.LINES) {
      lines
          .append(opOrNull == null ? "at the end: " : opOrNull.readable() + "  // ")
          .append(answer.replace('\n', ' '))
          .append('\n');
    }
  }

  int count() {
    return count;
  }

  String sum() {
    return Long.toHexString(sum);
  }

  String lines() {
    return lines.toString();
  }
}
