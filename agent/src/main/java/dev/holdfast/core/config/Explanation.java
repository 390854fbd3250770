package dev.holdfast.core.config;

import java.util.List;

/** Why a path gets the rule it gets. */
public final class Explanation {
  private final String path;
  private final Rule ruleOrNull;
  private final Glob globOrNull;
  private final List<String> reasons;

  Explanation(String path, Rule ruleOrNull, Glob globOrNull, List<String> reasons) {
    this.path = path;
    this.ruleOrNull = ruleOrNull;
    this.globOrNull = globOrNull;
    this.reasons = reasons;
  }

  /** Absolute and normalised. */
  public String path() {
    return path;
  }

  /** The rule that protects it, null if none does. */
  public Rule ruleOrNull() {
    return ruleOrNull;
  }

  /** The glob of the rule that matched, null if none did. */
  public Glob globOrNull() {
    return globOrNull;
  }

  /** One line a rule looked at, in the order they were: the last of the file first. */
  public List<String> reasons() {
    return reasons;
  }
}
