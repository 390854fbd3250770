package dev.holdfast.core.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One rule of a file, or its defaults. */
final class RuleReader {
  private static final Key[] WORD_KEYS = {
    Key.SURVIVE,
    Key.ON_EXCEPTION,
    Key.ON_EXIT,
    Key.APPEND,
    Key.IN_PLACE,
    Key.RENAME,
    Key.FALLBACK,
    Key.VALIDATE
  };

  private final Problems problems;
  private final Variables variables;
  private final MapReader maps;
  private final NumberReader numbers;
  private final ClassNamesReader classNames;
  private final GlobReader globs;

  RuleReader(Problems problems, Environment env, String folder) {
    this.problems = problems;
    this.variables = new Variables(env, problems);
    this.maps = new MapReader(problems, variables);
    this.numbers = new NumberReader(problems, variables, maps);
    this.classNames = new ClassNamesReader(problems, variables);
    this.globs = new GlobReader(env, problems, folder);
  }

  /** What {@code node} says under {@code defaults}, over what every key means when absent. */
  RuleValues defaults(YamlNode node) {
    RuleValues values = RuleValues.whenAbsent();
    override(values, maps.values(node, Key.Place.RULE_OR_DEFAULTS, "'defaults'"));
    return values;
  }

  /**
   * @param number from 1, in the order of the file
   */
  Rule rule(YamlNode node, int number, RuleValues defaults) {
    Map<Key, YamlNode> nodes = maps.values(node, Key.Place.RULE, "a rule");
    RuleValues values = defaults.copy();
    override(values, nodes);
    String where = problems.source().name + ":" + problems.source().line(node.index);
    return new Rule(
        name(nodes.get(Key.NAME), "rule " + number),
        where,
        paths(node, nodes.get(Key.PATHS)),
        excludes(nodes.get(Key.EXCLUDE)),
        values);
  }

  private void override(RuleValues values, Map<Key, YamlNode> nodes) {
    for (Key key : WORD_KEYS) {
      YamlNode node = nodes.get(key);
      if (node != null) {
        String word = maps.wordOrNull(key, node);
        if (word != null) {
          values.set(key, word);
        }
      }
    }
    overrideNumbers(values, nodes);
    YamlNode endOfInput = nodes.get(Key.END_OF_INPUT);
    if (endOfInput != null) {
      List<String> names = classNames.namesOrNull(Key.END_OF_INPUT, endOfInput);
      if (names != null) {
        values.endOfInputOrNull = names;
      }
    }
  }

  private void overrideNumbers(RuleValues values, Map<Key, YamlNode> nodes) {
    YamlNode guard = nodes.get(Key.SHRINK_GUARD);
    Shrink shrink = guard == null ? null : numbers.shrinkOrNull(guard);
    if (shrink != null) {
      values.shrink = shrink;
    }
    YamlNode keep = nodes.get(Key.KEEP_PREVIOUS);
    int previous = keep == null ? -1 : numbers.previousOrNegative(keep);
    if (previous >= 0) {
      values.previous = previous;
    }
  }

  private String name(YamlNode node, String otherwise) {
    if (node == null) {
      return otherwise;
    }
    if (node.kind != YamlNode.Kind.SCALAR || node.isNothing(problems.source())) {
      problems.add(node.index, "'name' must be a text", "or leave it out");
      return otherwise;
    }
    Variables.Text name = variables.textOrNull(node);
    return name == null ? otherwise : name.text;
  }

  private List<Glob> paths(YamlNode rule, YamlNode node) {
    if (rule.kind != YamlNode.Kind.MAP) {
      return new ArrayList<>(); // told already
    }
    if (node == null) {
      problems.add(
          rule.index, "this rule has no 'paths'", "write paths: [\"/srv/app/data/**/*.json\"]");
      return new ArrayList<>();
    }
    if (node.isNothing(problems.source())
        || (node.kind == YamlNode.Kind.LIST && node.children.isEmpty())) {
      problems.add(
          node.index,
          "'paths' is empty: the rule would protect nothing",
          "write paths: [\"/srv/app/data/**/*.json\"]");
      return new ArrayList<>();
    }
    return globs(Key.PATHS, node);
  }

  private List<Glob> excludes(YamlNode node) {
    return node == null || node.isNothing(problems.source())
        ? new ArrayList<>()
        : globs(Key.EXCLUDE, node);
  }

  private List<Glob> globs(Key key, YamlNode node) {
    List<Glob> list = new ArrayList<>();
    if (node.kind != YamlNode.Kind.LIST) {
      problems.add(
          node.index,
          "'" + key.text + "' must be a list of globs",
          "write " + key.text + ": [\"" + (node.text.isEmpty() ? "**/*.json" : node.text) + "\"]");
      return list;
    }
    for (YamlNode item : node.children) {
      if (item.kind != YamlNode.Kind.SCALAR || item.isNothing(problems.source())) {
        problems.add(item.index, "a glob must be a text", "put globs in quotes");
      } else {
        globs.addTo(list, key, item);
      }
    }
    return list;
  }
}
