package dev.holdfast.core.config;

/** A configuration's text and where it came from: turns indices into lines and columns. */
final class SourceText {
  private static final int SHOWN_CHARS = 160;

  final String name;
  final String text;

  SourceText(String name, String text) {
    this.name = name;
    this.text = text;
  }

  /** 1-based line of the character at {@code index}. */
  int line(int index) {
    int line = 1;
    for (int start = nextLine(0); start <= index && start > 0; start = nextLine(start)) {
      line++;
    }
    return line;
  }

  /** Where the line behind the one that {@code from} is in starts; -1 if it is the last. */
  private int nextLine(int from) {
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\n' || (c == '\r' && !text.startsWith("\n", i + 1))) {
        return i + 1;
      }
    }
    return -1;
  }

  private int lineStart(int index) {
    int start = 0;
    for (int next = nextLine(0); next <= index && next > 0; next = nextLine(next)) {
      start = next;
    }
    return start;
  }

  /** {@code NAME:LINE:COLUMN: what}, then the line, a caret under the column. */
  String pointAt(int index, String what) {
    int start = lineStart(index);
    int end = start;
    while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
      end++;
    }
    int at = Math.min(Math.max(index, start), end);
    int column = text.codePointCount(start, at) + 1;
    String place = name + ":" + line(index) + ":" + column + ": " + what;
    int from = at - start > SHOWN_CHARS ? at - SHOWN_CHARS / 2 : start;
    int to = Math.min(end, from + SHOWN_CHARS);
    StringBuilder message = new StringBuilder(place).append("\n    ");
    message.append(text, from, to).append("\n    ");
    for (int i = from; i < at; i++) {
      message.append(text.charAt(i) == '\t' ? '\t' : ' ');
    }
    return message.append('^').toString();
  }
}
