package dev.holdfast.core.config;

import java.util.ArrayList;
import java.util.List;

/** Which rule a path gets. The last rule that matches wins. Immutable. */
public final class PathRules {
  private final String startFolder;
  private final String start;
  private final Rule[] rules;

  /**
   * @param startFolder absolute; where relative paths of the JVM start
   */
  PathRules(String startFolder, List<Rule> rules) {
    this.startFolder = PathText.normalised(startFolder);
    this.start = PathText.withSlash(this.startFolder);
    this.rules = rules.toArray(new Rule[0]);
  }

  /**
   * The rule that protects {@code path}, null if there is none. Called at every open for write of
   * the JVM: a path without {@code //}, {@code .} or {@code ..} costs no allocation.
   *
   * @param path as the application gave it, absolute or relative to the JVM's start folder
   */
  public Rule ruleForOrNull(String path) {
    String even = PathText.isUneven(path) ? PathText.absolute(startFolder, path) : path;
    String head = headOf(even);
    int end = endOf(even);
    if (end == 0) {
      return null; // no path at all, or the root folder
    }
    int total = head.length() + end;
    for (int i = rules.length - 1; i >= 0; i--) {
      Rule rule = rules[i];
      if (rule.globOrNull(head, even, total) != null
          && rule.excludeOrNull(head, even, total) == null) {
        return PathText.isOurs(even, end) ? null : rule;
      }
    }
    return null;
  }

  /** Whether a file directly in {@code folder} may be a target; errs towards true. */
  public boolean mayHoldTargets(String folder) {
    String even = PathText.isUneven(folder) ? PathText.absolute(startFolder, folder) : folder;
    String head = headOf(even);
    int total = head.length() + endOf(even);
    if (even.isEmpty() || even.equals("/")) {
      head = even.isEmpty() ? startFolder : "/";
      even = "";
      total = head.length();
    }
    for (Rule rule : rules) {
      List<Glob> globs = rule.globs();
      for (int g = 0; g < globs.size(); g++) { // no iterator: this must not allocate
        if (globs.get(g).root().holds(head, even, total)) {
          return true;
        }
      }
    }
    return false;
  }

  /** What stands before {@code path} to make it absolute. */
  private String headOf(String path) {
    return path.startsWith("/") ? "" : start;
  }

  private static int endOf(String path) {
    return path.endsWith("/") ? path.length() - 1 : path.length();
  }

  /** Which rule {@code path} gets and why, for a person. */
  public Explanation explain(String path) {
    String absolute = PathText.absolute(startFolder, path);
    int end = absolute.length();
    List<String> reasons = new ArrayList<>();
    for (int i = rules.length - 1; i >= 0; i--) {
      Rule rule = rules[i];
      Glob glob = rule.globOrNull("", absolute, end);
      Glob exclude = rule.excludeOrNull("", absolute, end);
      if (glob == null) {
        reasons.add("rule " + rule + ": no glob matches " + rule.globs());
      } else if (exclude != null) {
        reasons.add("rule " + rule + ": '" + glob + "' matches, excluded by '" + exclude + "'");
      } else if (PathText.isOurs(absolute, end)) {
        reasons.add("rule " + rule + ": '" + glob + "' matches, but the name is Holdfast's own");
        break;
      } else {
        reasons.add("rule " + rule + ": '" + glob + "' matches");
        return new Explanation(path, absolute, rule, glob, reasons);
      }
    }
    return new Explanation(path, absolute, null, null, reasons);
  }
}
