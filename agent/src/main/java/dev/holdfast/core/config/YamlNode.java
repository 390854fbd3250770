package dev.holdfast.core.config;

import java.util.Collections;
import java.util.List;

/** A piece of YAML and where it stands. */
final class YamlNode {
  enum Kind {
    SCALAR,
    LIST,
    MAP
  }

  final Kind kind;

  /** Where it begins in the text, in chars. */
  final int index;

  /** A scalar's text, not quoted; empty otherwise. */
  final String text;

  /** Of a list the items, of a map key, value, key, value and so on. */
  final List<YamlNode> children;

  private YamlNode(Kind kind, int index, String text, List<YamlNode> children) {
    this.kind = kind;
    this.index = index;
    this.text = text;
    this.children = children;
  }

  static YamlNode scalar(int index, String text) {
    return new YamlNode(Kind.SCALAR, index, text, Collections.emptyList());
  }

  static YamlNode list(int index, List<YamlNode> items) {
    return new YamlNode(Kind.LIST, index, "", items);
  }

  static YamlNode map(int index, List<YamlNode> keysAndValues) {
    return new YamlNode(Kind.MAP, index, "", keysAndValues);
  }

  /** Whether it is YAML's nothing: no text and no quotes, or one of its words for it. */
  boolean isNothing(SourceText source) {
    if (kind != Kind.SCALAR || isQuoted(source)) {
      return false;
    }
    return text.isEmpty() || text.equals("~") || text.equals("null");
  }

  private boolean isQuoted(SourceText source) {
    return source.text.startsWith("\"", index) || source.text.startsWith("'", index);
  }

  /**
   * Where the character {@code offset} of a scalar's text stands in {@code source}; where the
   * scalar begins if escapes or line breaks make that unclear.
   */
  int indexOf(int offset, SourceText source) {
    int start = isQuoted(source) ? index + 1 : index;
    return source.text.startsWith(text.substring(0, offset), start) ? start + offset : index;
  }
}
