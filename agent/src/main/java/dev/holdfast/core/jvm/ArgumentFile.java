package dev.holdfast.core.jvm;

import java.util.ArrayList;
import java.util.List;

/**
 * Words as the java launcher and the JVM read them from {@code @file}s and variables: between white
 * space, or between quotes of either kind. In a file a backslash escapes between quotes, and a
 * {@code #} begins a comment.
 */
final class ArgumentFile {
  private enum Kind {
    FILE,
    VARIABLE
  }

  private final String text;
  private final Kind kind;
  private int at;

  private ArgumentFile(String text, Kind kind) {
    this.text = text;
    this.kind = kind;
  }

  static List<String> ofFile(String text) {
    return new ArgumentFile(text, Kind.FILE).words();
  }

  /** Of a variable of the environment, for the launcher or for the JVM itself. */
  static List<String> ofVariable(String text) {
    return new ArgumentFile(text, Kind.VARIABLE).words();
  }

  private List<String> words() {
    List<String> words = new ArrayList<>();
    while (skipToWord()) {
      words.add(word());
    }
    return words;
  }

  private boolean skipToWord() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (kind == Kind.FILE && c == '#') {
        int end = text.indexOf('\n', at);
        at = end < 0 ? text.length() : end;
      } else if (Character.isWhitespace(c)) {
        at++;
      } else {
        return true;
      }
    }
    return false;
  }

  private String word() {
    StringBuilder word = new StringBuilder();
    char quote = 0;
    for (; at < text.length(); at++) {
      char c = text.charAt(at);
      if (quote == 0 && Character.isWhitespace(c)) {
        break;
      }
      if (quote == 0 && (c == '"' || c == '\'')) {
        quote = c;
      } else if (c == quote) {
        quote = 0;
      } else if (c == '\\' && quote != 0 && kind == Kind.FILE && at + 1 < text.length()) {
        at++;
        escaped(word);
      } else {
        word.append(c);
      }
    }
    return word.toString();
  }

  private void escaped(StringBuilder word) {
    char c = text.charAt(at);
    switch (c) {
      case 'n':
        word.append('\n');
        break;
      case 't':
        word.append('\t');
        break;
      case 'r':
        word.append('\r');
        break;
      case 'f':
        word.append('\f');
        break;
      case '\n': // goes on in the next line, without its indentation
        while (at + 1 < text.length() && " \t".indexOf(text.charAt(at + 1)) >= 0) {
          at++;
        }
        break;
      default:
        word.append(c);
    }
  }
}
