package dev.holdfast.core.config;

/** Key {@code on-exception}: what becomes of a save that an exception abandoned. */
public enum OnException {
  DISCARD,
  COMMIT
}
