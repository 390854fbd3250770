package dev.holdfast.core.config;

/**
 * A configuration that is wrong. {@link #getMessage} is the whole text for a person, several lines:
 * {@code FILE:LINE:COLUMN: what is wrong}, the offending line, a caret under the column, what is
 * allowed or the nearest key.
 */
public final class ConfigurationException extends Exception {
  private static final long serialVersionUID = 1;

  private final StartFailure onStartFailure;

  ConfigurationException(String message) {
    this(message, StartFailure.HALT);
  }

  ConfigurationException(String message, StartFailure onStartFailure) {
    super(message);
    this.onStartFailure = onStartFailure;
  }

  ConfigurationException(String message, Throwable cause) {
    super(message, cause);
    this.onStartFailure = StartFailure.HALT;
  }

  /** What the configuration says of a failed start as far as it could be read, else HALT. */
  public StartFailure onStartFailure() {
    return onStartFailure;
  }
}
