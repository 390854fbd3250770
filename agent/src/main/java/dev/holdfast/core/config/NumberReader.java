package dev.holdfast.core.config;

/** Values that are numbers: sizes, fractions, counts. */
final class NumberReader {
  private static final String SIZE = "a size: a whole number, then nothing, KB, MB or GB";
  private static final String FRACTION = "a fraction below 1: 1/16";
  private static final String[] UNITS = {"", "KB", "MB", "GB"};
  private static final int MOST_PREVIOUS = 1000;

  private final Problems problems;
  private final Variables variables;
  private final MapReader maps;

  NumberReader(Problems problems, Variables variables, MapReader maps) {
    this.problems = problems;
    this.variables = variables;
    this.maps = maps;
  }

  /** {@code off}, or a map of {@code above} and {@code below}; null if wrong, which is told. */
  Shrink shrinkOrNull(YamlNode node) {
    if (node.kind != YamlNode.Kind.MAP) {
      return maps.wordOrNull(Key.SHRINK_GUARD, node) == null ? null : Shrink.OFF;
    }
    YamlNode above = null;
    YamlNode below = null;
    boolean right = true;
    for (int i = 0; i < node.children.size(); i += 2) {
      YamlNode name = node.children.get(i);
      if (name.text.equals("above") && above == null) {
        above = node.children.get(i + 1);
      } else if (name.text.equals("below") && below == null) {
        below = node.children.get(i + 1);
      } else {
        right = false;
        problems.add(
            name.index,
            "unknown or repeated key '" + name.text + "' in 'shrink-guard'",
            "allowed: above, below, once each");
      }
    }
    if (right && (above == null || below == null)) {
      problems.add(
          node.index,
          "'shrink-guard' needs both 'above' and 'below'",
          "write shrink-guard: {above: 200KB, below: 1/16}");
    }
    long bytes = above == null ? -1 : bytesOrNegative(above);
    String fraction = below == null ? null : fractionOrNull(below);
    if (!right || bytes < 0 || fraction == null) {
      return null;
    }
    int slash = fraction.indexOf('/');
    return new Shrink(
        bytes, whole(fraction.substring(0, slash)), whole(fraction.substring(slash + 1)));
  }

  private long bytesOrNegative(YamlNode node) {
    Variables.Text text = scalarOrNull(node, "above", SIZE);
    long bytes = text == null ? -1 : bytes(text.text);
    if (text != null && bytes < 0) {
      tell(node, "above", text.text, SIZE);
    }
    return bytes;
  }

  private String fractionOrNull(YamlNode node) {
    Variables.Text text = scalarOrNull(node, "below", FRACTION);
    if (text != null && !isFraction(text.text)) {
      tell(node, "below", text.text, FRACTION);
      return null;
    }
    return text == null ? null : text.text;
  }

  /** How many earlier versions to keep; negative if wrong, which is told. */
  int previousOrNegative(YamlNode node) {
    String form = "a whole number, 0 to " + MOST_PREVIOUS;
    Variables.Text text = scalarOrNull(node, Key.KEEP_PREVIOUS.text, form);
    if (text == null) {
      return -1;
    }
    long count = whole(text.text);
    if (count < 0 || count > MOST_PREVIOUS) {
      tell(node, Key.KEEP_PREVIOUS.text, text.text, form);
      return -1;
    }
    return (int) count;
  }

  private Variables.Text scalarOrNull(YamlNode node, String key, String form) {
    if (node.kind != YamlNode.Kind.SCALAR || node.isNothing(problems.source())) {
      problems.add(node.index, "'" + key + "' has no number", "write " + form);
      return null;
    }
    return variables.textOrNull(node);
  }

  private void tell(YamlNode node, String key, String text, String form) {
    problems.add(node.index, "'" + text + "' is no value of '" + key + "'", "write " + form);
  }

  /** The bytes that {@code 200KB} is, powers of 1024; -1 if it's no size. */
  static long bytes(String text) {
    int shift = 0;
    if (text.endsWith("KB")) {
      shift = 10;
    } else if (text.endsWith("MB")) {
      shift = 20;
    } else if (text.endsWith("GB")) {
      shift = 30;
    }
    String digits = shift == 0 ? text : text.substring(0, text.length() - 2);
    long number = whole(digits.endsWith(" ") ? digits.substring(0, digits.length() - 1) : digits);
    return number < 0 || number > Long.MAX_VALUE >> shift ? -1 : number << shift;
  }

  /** The same backwards: {@code 200KB}. */
  static String size(long bytes) {
    long size = bytes;
    int unit = 0;
    while (size != 0 && size % 1024 == 0 && unit < UNITS.length - 1) {
      size /= 1024;
      unit++;
    }
    return size + UNITS[unit];
  }

  /** Whether it's two whole numbers, the first smaller and neither 0. */
  static boolean isFraction(String text) {
    int slash = text.indexOf('/');
    if (slash < 0) {
      return false;
    }
    long part = whole(text.substring(0, slash));
    long whole = whole(text.substring(slash + 1));
    return part > 0 && part < whole;
  }

  /** The number that up to 12 digits are; -1 if {@code text} is anything else. */
  static long whole(String text) {
    if (text.isEmpty() || text.length() > 12) {
      return -1;
    }
    long number = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9') {
        return -1;
      }
      number = number * 10 + (c - '0');
    }
    return number;
  }
}
