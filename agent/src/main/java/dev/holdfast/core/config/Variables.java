package dev.holdfast.core.config;

/** Replaces {@code ${NAME}} in values: system properties first, then the environment. */
final class Variables {
  private static final String GLOB_META = "*?[]{},\\";

  /** A value's text, and where each of its characters came from. */
  static final class Text {
    final String text;
    private final int[] originsOrNull;

    private Text(String text, int[] originsOrNull) {
      this.text = text;
      this.originsOrNull = originsOrNull;
    }

    /** The index in the text before replacement of what is at {@code index} now. */
    int originOf(int index) {
      if (originsOrNull == null || originsOrNull.length == 0) {
        return originsOrNull == null ? index : 0;
      }
      return originsOrNull[Math.max(0, Math.min(index, originsOrNull.length - 1))];
    }
  }

  private final Environment env;
  private final Problems problems;

  Variables(Environment env, Problems problems) {
    this.env = env;
    this.problems = problems;
  }

  /** The text of {@code scalar}; null if that is a problem, which is told. */
  Text textOrNull(YamlNode scalar) {
    return replacedOrNull(scalar, "");
  }

  /** As {@link #textOrNull}; what is put in must not be read as a pattern. */
  Text globOrNull(YamlNode scalar) {
    return replacedOrNull(scalar, GLOB_META);
  }

  private Text replacedOrNull(YamlNode scalar, String refused) {
    String text = scalar.text;
    int dollar = text.indexOf("${");
    if (dollar < 0) {
      return new Text(text, null);
    }
    StringBuilder out = new StringBuilder();
    int[] origins = new int[0];
    int from = 0;
    while (dollar >= 0) {
      int close = text.indexOf('}', dollar);
      if (close < 0) {
        tell(scalar, dollar, "'${' without '}'", "write ${NAME}");
        return null;
      }
      String name = text.substring(dollar + 2, close);
      String value = valueOrNull(scalar, dollar, name, refused);
      if (value == null) {
        return null;
      }
      out.append(text, from, dollar);
      origins = extended(origins, out.length(), from, 1);
      out.append(value);
      origins = extended(origins, out.length(), dollar, 0);
      from = close + 1;
      dollar = text.indexOf("${", from);
    }
    out.append(text, from, text.length());
    return new Text(out.toString(), extended(origins, out.length(), from, 1));
  }

  private String valueOrNull(YamlNode scalar, int dollar, String name, String refused) {
    if (name.isEmpty()) {
      tell(scalar, dollar, "'${}' names no variable", "write ${NAME}");
      return null;
    }
    String value = env.propertyOrNull(name);
    String kind = "system property";
    if (value == null) {
      value = env.variableOrNull(name);
      kind = "environment variable";
    }
    if (value == null) {
      tell(
          scalar,
          dollar,
          "'" + name + "' is not defined",
          "neither the system property (-D" + name + "=...) nor the environment variable is set");
      return null;
    }
    if (value.isEmpty()) {
      tell(scalar, dollar, "the " + kind + " '" + name + "' is empty", "set it, or write it out");
      return null;
    }
    for (int i = 0; i < value.length(); i++) {
      if (refused.indexOf(value.charAt(i)) >= 0) {
        tell(
            scalar,
            dollar,
            "the "
                + kind
                + " '"
                + name
                + "' is '"
                + value
                + "', which holds a glob's '"
                + value.charAt(i)
                + "'",
            "${NAME} in a glob stands for plain text; write the glob out here");
        return null;
      }
    }
    return value;
  }

  private void tell(YamlNode scalar, int offset, String what, String remedy) {
    problems.add(scalar.indexOf(offset, problems.source()), what, remedy);
  }

  private static int[] extended(int[] origins, int length, int start, int step) {
    int[] longer = java.util.Arrays.copyOf(origins, length);
    for (int i = origins.length, origin = start; i < length; i++, origin += step) {
      longer[i] = origin;
    }
    return longer;
  }
}
