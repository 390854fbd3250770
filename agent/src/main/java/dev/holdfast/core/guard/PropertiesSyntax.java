package dev.holdfast.core.guard;

import java.io.IOException;

/**
 * What {@code java.util.Properties.load} takes, which is nearly everything: it refuses a backslash
 * and a u without four hexadecimal digits, outside of comments. And no zero bytes: a file that was
 * never written is full of them.
 */
final class PropertiesSyntax extends Syntax {
  private static final int DIGITS = 4;

  private enum In {
    /** Before the first character of a logical line: a comment may begin. */
    LINE_START,
    COMMENT,
    TEXT,
    ESCAPE,
    /** Behind a backslash and a carriage return: a line feed belongs to them. */
    CONTINUED_CR,
    /** White space at the beginning of a continued line. */
    CONTINUED
  }

  private final byte[] buffer = new byte[8192];
  private In in = In.LINE_START;
  private long line = 1;
  private long column;
  private char last;

  /** Of the logical line there is nothing yet but white space, and backslashes that continue it. */
  private boolean empty = true;

  /** Hexadecimal digits still to come. */
  private int digits;

  static String check(Content content) throws IOException {
    return new PropertiesSyntax().whyNotOrNull(content);
  }

  @Override
  String whyNotOrNull(Reading bytes) throws IOException {
    for (int n = bytes.read(buffer, 0, buffer.length);
        n >= 0;
        n = bytes.read(buffer, 0, buffer.length)) {
      bytes.nextPiece();
      for (int i = 0; i < n; i++) {
        String why = whyNotOrNull((char) (buffer[i] & 0xff));
        if (why != null) {
          return at(line, column, why);
        }
      }
    }
    return digits > 0 ? at(line, column + 1, malformed()) : null;
  }

  @Override
  String explain(Throwable wrong, String words) {
    return at(line, column, words);
  }

  private static String malformed() {
    return "a backslash and 'u' without four hexadecimal digits";
  }

  private String whyNotOrNull(char c) {
    count(c);
    if (c == 0) {
      return "a zero byte";
    }
    boolean ends = c == '\n' || c == '\r';
    switch (in) {
      case COMMENT:
        in = ends ? In.LINE_START : In.COMMENT;
        return null;
      case LINE_START:
        if (ends || isBlank(c)) {
          return null;
        }
        if (c == '#' || c == '!') {
          in = In.COMMENT;
          return null;
        }
        return text(c);
      case CONTINUED_CR:
        in = In.CONTINUED;
        return c == '\n' ? null : continued(c, ends);
      case CONTINUED:
        return continued(c, ends);
      case ESCAPE:
        return escaped(c, ends);
      default:
        return ends ? endOfLine() : text(c);
    }
  }

  private void count(char c) {
    if (last == '\n' || (last == '\r' && c != '\n')) {
      line++;
      column = 0;
    }
    last = c;
    column++;
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t' || c == '\f';
  }

  private String continued(char c, boolean ends) {
    if (isBlank(c)) {
      return null;
    }
    if (empty && (c == '#' || c == '!')) { // Java 8 has it as text; newer ones skip it
      in = In.COMMENT;
      return null;
    }
    return ends ? endOfLine() : text(c);
  }

  private String escaped(char c, boolean ends) {
    if (ends) {
      in = c == '\r' ? In.CONTINUED_CR : In.CONTINUED;
      return null;
    }
    in = In.TEXT;
    empty = false;
    if (digits > 0) {
      return malformed(); // a backslash among them
    }
    digits = c == 'u' ? DIGITS : 0;
    return null;
  }

  private String endOfLine() {
    in = In.LINE_START;
    empty = true;
    return digits > 0 ? malformed() : null;
  }

  private String text(char c) {
    in = c == '\\' ? In.ESCAPE : In.TEXT;
    empty &= c == '\\';
    if (c == '\\' || digits == 0) {
      return null; // among digits a backslash may still continue the line
    }
    digits--;
    return Character.digit(c, 16) < 0 ? malformed() : null;
  }
}
