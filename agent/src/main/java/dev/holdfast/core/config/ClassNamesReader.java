package dev.holdfast.core.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Values that are lists of Java classes, by their binary names. */
final class ClassNamesReader {
  private final Problems problems;
  private final Variables variables;

  ClassNamesReader(Problems problems, Variables variables) {
    this.problems = problems;
    this.variables = variables;
  }

  /** The names that {@code node} lists, not to be changed; null if wrong, which is told. */
  List<String> namesOrNull(Key key, YamlNode node) {
    if (node.kind != YamlNode.Kind.LIST) {
      problems.add(
          node.index,
          "'" + key.text + "' must be a list of class names",
          "write " + key.text + ": [java.io.EOFException]");
      return null;
    }
    List<String> names = new ArrayList<>();
    for (YamlNode item : node.children) {
      if (item.kind != YamlNode.Kind.SCALAR || item.isNothing(problems.source())) {
        problems.add(item.index, "a class name must be a text", "as in java.io.EOFException");
        continue;
      }
      Variables.Text name = variables.textOrNull(item);
      if (name != null && isClassName(name.text)) {
        names.add(name.text);
      } else if (name != null) {
        problems.add(
            item.index,
            "'" + name.text + "' is no name of a Java class",
            "as in java.io.EOFException, or org.example.Outer$Inner");
      }
    }
    return names.size() == node.children.size() ? Collections.unmodifiableList(names) : null;
  }

  /** Whether it's identifiers with dots between them. */
  static boolean isClassName(String text) {
    boolean begun = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (begun && c == '.') {
        begun = false;
      } else if (begun ? Character.isJavaIdentifierPart(c) : Character.isJavaIdentifierStart(c)) {
        begun = true;
      } else {
        return false;
      }
    }
    return begun;
  }
}
