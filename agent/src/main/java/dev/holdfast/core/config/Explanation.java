package dev.holdfast.core.config;

import java.util.List;

/** Why a path gets the rule it gets. */
public final class Explanation {
  private final String given;
  private final String path;
  private final Rule ruleOrNull;
  private final Glob globOrNull;
  private final List<String> reasons;

  Explanation(String given, String path, Rule ruleOrNull, Glob globOrNull, List<String> reasons) {
    this.given = given;
    this.path = path;
    this.ruleOrNull = ruleOrNull;
    this.globOrNull = globOrNull;
    this.reasons = reasons;
  }

  /** Absolute and normalised: what the globs were asked for. */
  public String path() {
    return path;
  }

  /** The rule that protects it, null if none does. */
  public Rule ruleOrNull() {
    return ruleOrNull;
  }

  /** The glob of the rule that matched, null if no rule protects it. */
  public Glob globOrNull() {
    return globOrNull;
  }

  /** One line for each rule looked at, in the order they were: the last of the file first. */
  public List<String> reasons() {
    return reasons;
  }

  /** Several lines for a person: the answer first. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(path);
    text.append(ruleOrNull == null ? ": not protected" : ": protected by " + ruleOrNull);
    if (!given.equals(path)) {
      text.append("\n  given as ").append(given);
    }
    for (String reason : reasons) {
      text.append("\n  ").append(reason);
    }
    return text.toString();
  }
}
