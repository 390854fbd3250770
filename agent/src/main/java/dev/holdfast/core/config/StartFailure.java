package dev.holdfast.core.config;

/** Key {@code on-start-failure}: what a start that fails does to the application. */
public enum StartFailure {
  /** The JVM ends before the application's main runs. */
  HALT,
  /** The application runs unprotected, loudly. */
  CONTINUE
}
