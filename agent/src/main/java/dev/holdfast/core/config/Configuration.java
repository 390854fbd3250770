package dev.holdfast.core.config;

import java.util.List;

/** What the user asked for. Immutable. */
public final class Configuration {
  private final String source;
  private final String folder;
  private final String fileOrNull;
  private final Mode mode;
  private final StartFailure onStartFailure;
  private final boolean quiet;
  private final Reload reload;
  private final Jmx jmx;
  private final Log log;
  private final String stateFolderOrNull;
  private final List<Rule> rules;
  private final PathRules paths;

  Configuration(
      String source,
      String folder,
      String fileOrNull,
      Mode mode,
      StartFailure onStartFailure,
      Verbosity verbosity,
      Reload reload,
      Jmx jmx,
      Log log,
      String stateFolderOrNull,
      List<Rule> rules,
      PathRules paths) {
    this.source = source;
    this.folder = folder;
    this.fileOrNull = fileOrNull;
    this.mode = mode;
    this.onStartFailure = onStartFailure;
    this.quiet = verbosity == Verbosity.QUIET;
    this.reload = reload;
    this.jmx = jmx;
    this.log = log;
    this.stateFolderOrNull = stateFolderOrNull;
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

  /** When the file is read again. */
  public Reload reload() {
    return reload;
  }

  public Jmx jmx() {
    return jmx;
  }

  public Log log() {
    return log;
  }

  /** Absolute and normalised; null: the one that every user has. */
  public String stateFolderOrNull() {
    return stateFolderOrNull;
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

  /** The file's absolute path; null: there is no file. */
  public String fileOrNull() {
    return fileOrNull;
  }

  /** The file's path as it was given, or "agent argument". */
  public String source() {
    return source;
  }
}
