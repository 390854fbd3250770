package dev.holdfast.core.config;

/**
 * Key {@code log}: {@code off}, a path, or a map of {@code file}, {@code limit} and {@code keep}.
 */
final class LogReader {
  private static final String FORM = "{file: PATH, limit: 1MB, keep: 3}";
  private static final String SIZE = "a size, at least 1KB: a whole number, then KB, MB or GB";
  private static final int LEAST_BYTES = 1024;
  private static final int MOST_KEPT = 100;
  private static final String COUNT = "a whole number, 1 to " + MOST_KEPT;

  private final Problems problems;
  private final Variables variables;
  private final String folder;

  /** {@code folder}: absolute and normalised; where relative paths start. */
  LogReader(Problems problems, Variables variables, String folder) {
    this.problems = problems;
    this.variables = variables;
    this.folder = folder;
  }

  /** What is wrong is told. */
  Log log(YamlNode node) {
    if (node.kind != YamlNode.Kind.MAP) {
      String file = textOrNull(node, Key.LOG.text, "a path, or " + FORM);
      return file == null || file.equals("off") ? Log.OFF : logOf(node, file, Log.LIMIT, Log.KEEP);
    }
    YamlNode file = null;
    long limit = Log.LIMIT;
    long keep = Log.KEEP;
    String known = "";
    for (int i = 0; i < node.children.size(); i += 2) {
      YamlNode name = node.children.get(i);
      YamlNode value = node.children.get(i + 1);
      if (known.contains(name.text + " ") || !isKey(name.text)) {
        problems.add(
            name.index,
            "unknown or repeated key '" + name.text + "' in 'log'",
            "allowed: file, limit, keep, once each");
        continue;
      }
      known += name.text + " ";
      if (name.text.equals("limit")) {
        limit = number(value, "limit", SIZE, LEAST_BYTES, Long.MAX_VALUE);
      } else if (name.text.equals("keep")) {
        keep = number(value, "keep", COUNT, 1, MOST_KEPT);
      } else {
        file = value;
      }
    }
    if (file == null) {
      problems.add(node.index, "'log' needs a 'file'", "write log: " + FORM);
      return Log.OFF;
    }
    String path = textOrNull(file, "file", "a path");
    return path == null ? Log.OFF : logOf(file, path, limit, (int) keep);
  }

  private static boolean isKey(String name) {
    return name.equals("file") || name.equals("limit") || name.equals("keep");
  }

  private Log logOf(YamlNode node, String file, long limit, int keep) {
    String path = PathText.absolute(folder, file);
    if (file.endsWith("/") || path.equals("/")) {
      problems.add(node.index, "'" + file + "' is a folder, not a file", "name the file in it");
      return Log.OFF;
    }
    return new Log(path, limit, keep);
  }

  private String textOrNull(YamlNode node, String key, String form) {
    if (node.kind != YamlNode.Kind.SCALAR || node.isNothing(problems.source())) {
      problems.add(node.index, "'" + key + "' names no file", "write " + form);
      return null;
    }
    Variables.Text text = variables.textOrNull(node);
    return text == null ? null : text.text;
  }

  private long number(YamlNode node, String key, String form, long least, long most) {
    Variables.Text text =
        node.kind == YamlNode.Kind.SCALAR && !node.isNothing(problems.source())
            ? variables.textOrNull(node)
            : null;
    if (text == null) {
      problems.add(node.index, "'" + key + "' has no number", "write " + form);
      return least;
    }
    long number = most == MOST_KEPT ? NumberReader.whole(text.text) : NumberReader.bytes(text.text);
    if (number < least || number > most) {
      problems.add(node.index, "'" + text.text + "' is no value of '" + key + "'", "write " + form);
      return least;
    }
    return number;
  }
}
