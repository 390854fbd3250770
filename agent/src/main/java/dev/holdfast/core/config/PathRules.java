package dev.holdfast.core.config;

import java.util.List;

/** Which rule a path gets. The last rule that matches wins. */
public final class PathRules {
  private final String startFolder;
  private final List<Rule> rules;

  PathRules(String startFolder, List<Rule> rules) {
    this.startFolder = startFolder;
    this.rules = rules;
  }

  /**
   * The rule that protects {@code path}, null if there is none. Called at every open for write of
   * the JVM: a path without {@code //}, {@code .} or {@code ..} costs no allocation.
   *
   * @param path as the application gave it, absolute or relative to the JVM's start folder
   */
  public Rule ruleForOrNull(String path) {
    throw new UnsupportedOperationException(startFolder + rules + path);
  }

  /** Whether a file directly in {@code folder} may be a target; errs towards true. */
  public boolean mayHoldTargets(String folder) {
    throw new UnsupportedOperationException(folder);
  }

  /** Which rule {@code path} gets and why, for a person. */
  public Explanation explain(String path) {
    throw new UnsupportedOperationException(path);
  }
}
