package dev.holdfast.core.config;

/** Values that are numbers: sizes, fractions, counts. */
final class NumberReader {
  private static final String SIZE = "a size: a whole number, then nothing, KB, MB or GB";
  private static final String FRACTION = "a fraction below 1: 1/16";
  private static final int MOST_PREVIOUS = 1000;

  private final Problems problems;
  private final Variables variables;
  private final MapReader maps;

  NumberReader(Problems problems, Variables variables, MapReader maps) {
    this.problems = problems;
    this.variables = variables;
    this.maps = maps;
  }

  /** {@code off}, or a map of {@code above} and {@code below}. */
  void checkShrinkGuard(YamlNode node) {
    if (node.kind != YamlNode.Kind.MAP) {
      maps.wordOrNull(Key.SHRINK_GUARD, node);
      return;
    }
    boolean above = false;
    boolean below = false;
    boolean right = true;
    for (int i = 0; i < node.children.size(); i += 2) {
      YamlNode name = node.children.get(i);
      YamlNode value = node.children.get(i + 1);
      if (name.text.equals("above") && !above) {
        above = true;
        right &= isNumber(value, "above", SIZE);
      } else if (name.text.equals("below") && !below) {
        below = true;
        right &= isNumber(value, "below", FRACTION);
      } else {
        right = false;
        problems.add(
            name.index,
            "unknown or repeated key '" + name.text + "' in 'shrink-guard'",
            "allowed: above, below, once each");
      }
    }
    if (right && !(above && below)) {
      problems.add(
          node.index,
          "'shrink-guard' needs both 'above' and 'below'",
          "write shrink-guard: {above: 200KB, below: 1/16}");
    } else if (right) {
      String word = Key.SHRINK_GUARD.words.get(1);
      maps.supportedOrNull(Key.SHRINK_GUARD, node, word, word);
    }
  }

  private boolean isNumber(YamlNode node, String key, String form) {
    Variables.Text text = scalarOrNull(node, key, form);
    if (text == null) {
      return false;
    }
    boolean right = form.equals(SIZE) ? bytes(text.text) >= 0 : isFraction(text.text);
    if (!right) {
      tell(node, key, text.text, form);
    }
    return right;
  }

  void checkKeepPrevious(YamlNode node) {
    String form = "a whole number, 0 to " + MOST_PREVIOUS;
    Variables.Text text = scalarOrNull(node, Key.KEEP_PREVIOUS.text, form);
    if (text == null) {
      return;
    }
    long count = whole(text.text);
    if (count < 0 || count > MOST_PREVIOUS) {
      tell(node, Key.KEEP_PREVIOUS.text, text.text, form);
    } else {
      String word = Key.KEEP_PREVIOUS.words.get(count == 0 ? 0 : 1);
      maps.supportedOrNull(Key.KEEP_PREVIOUS, node, word, text.text);
    }
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
  private static long whole(String text) {
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
