package dev.holdfast.core.config;

import java.util.ArrayList;
import java.util.List;

/**
 * The YAML that configurations are written in nearly always, read in one pass and with no class but
 * this: snakeyaml-engine costs a cold JVM 40 ms and more (docs/performance.md), a third of what the
 * whole agent may.
 *
 * <p>Takes block maps and lists, plain and quoted scalars, and flat lists and maps in brackets on
 * one line; of these only what YAML reads in exactly one way. For all else, all that is wrong
 * included, the answer is null, and {@link FullYaml} decides. PlainYamlTest holds the two together:
 * whatever is taken here is the same tree there, to the index.
 */
final class PlainYaml {
  private static final int MOST_LEVELS = 8;

  /** What ends a plain scalar there. */
  private static final String IN_BRACKETS = ",[]{}:#";

  private final String text;

  /** The first character of the current line that is no space; -1 behind the last line. */
  private int at;

  /** The column of {@link #at}. */
  private int indent;

  /** Behind the inline value that was read last. */
  private int behind;

  private PlainYaml(String text) {
    this.text = text;
  }

  static YamlNode parseOrNull(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != '\n' && (c < ' ' || c > '~')) {
        return null;
      }
    }
    PlainYaml yaml = new PlainYaml(text);
    yaml.toLineAt(0);
    if (yaml.at < 0 || yaml.isDash()) {
      return null;
    }
    YamlNode root = yaml.mapOrNull(yaml.indent, 0);
    return yaml.at < 0 ? root : null;
  }

  /** Goes to the first line from {@code start} on that has more than a comment. */
  private void toLineAt(int start) {
    int lineStart = start;
    while (lineStart < text.length()) {
      int i = skipSpaces(lineStart);
      if (i < text.length() && text.charAt(i) != '\n' && text.charAt(i) != '#') {
        at = i;
        indent = i - lineStart;
        return;
      }
      lineStart = endOfLine(i) + 1;
    }
    at = -1;
    indent = -1;
  }

  private int skipSpaces(int from) {
    int i = from;
    while (i < text.length() && text.charAt(i) == ' ') {
      i++;
    }
    return i;
  }

  private int endOfLine(int from) {
    int end = text.indexOf('\n', from);
    return end < 0 ? text.length() : end;
  }

  private char charAt(int i) {
    return i < text.length() ? text.charAt(i) : '\n';
  }

  /** Whether nothing but a comment follows on the line; {@code i} is behind a value. */
  private boolean endsLine(int i) {
    int next = skipSpaces(i);
    return charAt(next) == '\n' || (charAt(next) == '#' && next > i);
  }

  private boolean isDash() {
    return at >= 0 && text.charAt(at) == '-' && charAt(at + 1) == ' ';
  }

  /** Behind the key that begins at {@code start}, where its colon is; -1 if there is none. */
  private int colonOf(int start) {
    int i = start;
    while (isLetterOrDigit(charAt(i)) || (charAt(i) == '-' && i > start)) {
      i++;
    }
    boolean colon =
        i > start && charAt(i) == ':' && (charAt(i + 1) == ' ' || charAt(i + 1) == '\n');
    return colon ? i : -1;
  }

  private static boolean isLetterOrDigit(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }

  /** Ends at a line in another column; if nobody above stands there, the text isn't plain. */
  private YamlNode mapOrNull(int column, int level) {
    if (level > MOST_LEVELS) {
      return null;
    }
    int start = at;
    List<YamlNode> entries = new ArrayList<>();
    do {
      int colon = colonOf(at);
      if (colon < 0) {
        return null;
      }
      entries.add(YamlNode.scalar(at, text.substring(at, colon)));
      YamlNode value = valueOrNull(colon + 1, column, level);
      if (value == null) {
        return null;
      }
      entries.add(value);
    } while (at >= 0 && indent == column);
    return YamlNode.map(start, entries);
  }

  /** The value of a key in {@code column}; goes to the line behind it. */
  private YamlNode valueOrNull(int behindColon, int column, int level) {
    if (!endsLine(behindColon)) {
      return inlineThenNextLine(skipSpaces(behindColon));
    }
    toLineAt(endOfLine(behindColon) + 1);
    if (at >= 0 && indent > column) {
      return isDash() ? listOrNull(indent, level + 1) : mapOrNull(indent, level + 1);
    }
    if (isDash() && indent == column) {
      return listOrNull(column, level + 1);
    }
    return YamlNode.scalar(behindColon, "");
  }

  private YamlNode listOrNull(int column, int level) {
    if (level > MOST_LEVELS) {
      return null;
    }
    int start = at;
    List<YamlNode> items = new ArrayList<>();
    do {
      int item = skipSpaces(at + 1);
      YamlNode node;
      if (colonOf(item) >= 0) {
        indent += item - at;
        at = item;
        node = mapOrNull(indent, level + 1);
      } else {
        node = inlineThenNextLine(item);
      }
      if (node == null) {
        return null;
      }
      items.add(node);
    } while (isDash() && indent == column);
    return YamlNode.list(start, items);
  }

  private YamlNode inlineThenNextLine(int start) {
    YamlNode node;
    if (charAt(start) == '[') {
      node = bracketsOrNull(start);
    } else if (charAt(start) == '{') {
      node = bracesOrNull(start);
    } else {
      node = scalarOrNull(start, "");
    }
    if (node == null || !endsLine(behind)) {
      return null;
    }
    toLineAt(endOfLine(behind) + 1);
    return node;
  }

  private YamlNode bracketsOrNull(int start) {
    List<YamlNode> items = new ArrayList<>();
    int i = skipSpaces(start + 1);
    while (charAt(i) != ']') {
      YamlNode item = scalarOrNull(i, IN_BRACKETS);
      if (item == null) {
        return null;
      }
      items.add(item);
      i = skipSpaces(behind);
      if (charAt(i) == ',') {
        i = skipSpaces(i + 1);
      } else if (charAt(i) != ']') {
        return null;
      }
    }
    behind = i + 1;
    return YamlNode.list(start, items);
  }

  private YamlNode bracesOrNull(int start) {
    List<YamlNode> entries = new ArrayList<>();
    int i = skipSpaces(start + 1);
    while (charAt(i) != '}') {
      int colon = colonOf(i);
      YamlNode value = colon < 0 ? null : scalarOrNull(skipSpaces(colon + 1), IN_BRACKETS);
      if (value == null) {
        return null;
      }
      entries.add(YamlNode.scalar(i, text.substring(i, colon)));
      entries.add(value);
      i = skipSpaces(behind);
      if (charAt(i) == ',') {
        i = skipSpaces(i + 1);
      } else if (charAt(i) != '}') {
        return null;
      }
    }
    behind = i + 1;
    return YamlNode.map(start, entries);
  }

  /** A scalar on one line; a plain one ends before any of {@code stops}. */
  private YamlNode scalarOrNull(int start, String stops) {
    char first = charAt(start);
    if (first == '"' || first == '\'') {
      return quotedOrNull(start, first);
    }
    if (!isLetterOrDigit(first) && first != '/' && first != '$' && first != '_') {
      return null;
    }
    int i = start;
    int end = start;
    for (char c = first; c != '\n' && stops.indexOf(c) < 0; c = charAt(++i)) {
      if (c == '#' && charAt(i - 1) == ' ') {
        break;
      }
      if (c == ':' && (charAt(i + 1) == ' ' || charAt(i + 1) == '\n')) {
        return null;
      }
      if (c != ' ') {
        end = i + 1;
      }
    }
    behind = end;
    return YamlNode.scalar(start, text.substring(start, end));
  }

  private YamlNode quotedOrNull(int start, char quote) {
    int end = text.indexOf(quote, start + 1);
    if (end < 0 || endOfLine(start) < end) {
      return null;
    }
    String inside = text.substring(start + 1, end);
    if (quote == '"' && inside.indexOf('\\') >= 0) {
      return null;
    }
    behind = end + 1;
    return YamlNode.scalar(start, inside);
  }
}
