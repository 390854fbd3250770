package dev.holdfast.core.config;

import java.util.List;

/** What the user asked for. Immutable. */
public final class Configuration {
  private final String source;
  private final String folder;
  private final Mode mode;
  private final StartFailure onStartFailure;
  private final boolean quiet;
  private final List<Rule> rules;
  private final PathRules paths;

  Configuration(
      String source,
      String folder,
      Mode mode,
      StartFailure onStartFailure,
      Verbosity verbosity,
      List<Rule> rules,
      PathRules paths) {
    this.source = source;
    this.folder = folder;
    this.mode = mode;
    this.onStartFailure = onStartFailure;
    this.quiet = verbosity == Verbosity.QUIET;
    this.rules = rules;
    this.paths = paths;
  }

  /** Key {@code quiet}. */
  enum Verbosity {
    TALKATIVE,
    QUIET
  }

  public Mode mode() {
    return mode;
  }

  public StartFailure onStartFailure() {
    return onStartFailure;
  }

  /** Whether the line that says "active" is dropped. */
  public boolean quiet() {
    return quiet;
  }

  /** In the order of the file, at least one. */
  public List<Rule> rules() {
    return rules;
  }

  public PathRules paths() {
    return paths;
  }

  /** The absolute folder that the file is in; without a file, the one where the JVM started. */
  public String folder() {
    return folder;
  }

  /** The file's path as it was given, or "agent argument". */
  public String source() {
    return source;
  }
}
