package dev.holdfast.core.config;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** {@code -javaagent:holdfast.jar=ARGUMENT}: names a file, or globs. */
final class AgentArgument {
  static final String SOURCE = "agent argument";

  private static final String CONFIG = "config=";
  private static final String PROTECT = "protect=";
  private static final String FORMS = "config=FILE, FILE, protect=GLOB[:GLOB...]";

  private AgentArgument() {}

  /** Reads {@code argument}, which isn't empty. */
  static Configuration read(String argument, Environment env) throws ConfigurationException {
    SourceText source = new SourceText(SOURCE, argument);
    Problems problems = new Problems(source);
    if (argument.startsWith(PROTECT)) {
      return protecting(argument, env, problems);
    }
    if (argument.startsWith(CONFIG)) {
      if (argument.length() == CONFIG.length()) {
        problems.add(argument.length(), "'config=' names no file", "write config=FILE");
        problems.throwIfAny();
      }
      return ConfigurationReader.read(argument.substring(CONFIG.length()), env);
    }
    int equals = argument.indexOf('=');
    if (equals >= 0 && isWord(argument, equals)) {
      String key = argument.substring(0, equals);
      problems.add(
          0,
          "unknown key '" + key + "'",
          Nearest.question(key, Arrays.asList("config", "protect")),
          "allowed: " + FORMS + "; all else is said in the file");
      problems.throwIfAny();
    }
    return ConfigurationReader.read(argument, env);
  }

  /** A key, not the beginning of a path that happens to hold an equals sign. */
  private static boolean isWord(String argument, int end) {
    for (int i = 0; i < end; i++) {
      char c = argument.charAt(i);
      if (!Character.isLetterOrDigit(c) && c != '-' && c != '_') {
        return false;
      }
    }
    return true;
  }

  private static Configuration protecting(String argument, Environment env, Problems problems)
      throws ConfigurationException {
    GlobReader reader = new GlobReader(env, problems, PathText.normalised(env.startFolder()));
    List<Glob> globs = new ArrayList<>();
    int start = PROTECT.length();
    while (start <= argument.length()) {
      int end = argument.indexOf(':', start);
      if (end < 0) {
        end = argument.length();
      }
      if (end == start) {
        problems.add(start, "an empty glob", "write protect=GLOB[:GLOB...]");
      } else {
        reader.addTo(globs, Key.PATHS, YamlNode.scalar(start, argument.substring(start, end)));
      }
      start = end + 1;
    }
    problems.throwIfAny();
    Rule rule = new Rule("rule 1", SOURCE, globs, new ArrayList<>(), RuleValues.whenAbsent());
    List<Rule> rules = Collections.singletonList(rule);
    return new Configuration(
        SOURCE,
        PathText.normalised(env.startFolder()),
        null,
        Mode.PROTECT,
        StartFailure.HALT,
        Configuration.Verbosity.TALKATIVE,
        Reload.MANUAL,
        Jmx.AUTO,
        Log.OFF,
        null,
        rules,
        new PathRules(env.startFolder(), rules));
  }
}
