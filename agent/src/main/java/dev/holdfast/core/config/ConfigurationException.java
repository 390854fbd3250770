package dev.holdfast.core.config;

/**
 * A configuration that is wrong. {@link #getMessage} is the whole text for a person, several lines:
 * {@code FILE:LINE:COLUMN: what is wrong}, the offending line, a caret under the column, what is
 * allowed or the nearest key.
 */
public final class ConfigurationException extends Exception {
  private static final long serialVersionUID = 1;

  ConfigurationException(String message) {
    super(message);
  }

  ConfigurationException(String message, Throwable cause) {
    super(message, cause);
  }
}
