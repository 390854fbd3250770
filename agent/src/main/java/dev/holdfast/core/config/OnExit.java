package dev.holdfast.core.config;

/** Key {@code on-exit}: what becomes of a save still open when the JVM exits. */
public enum OnExit {
  AUTO,
  COMMIT,
  DISCARD
}
