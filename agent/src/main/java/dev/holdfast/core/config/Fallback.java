package dev.holdfast.core.config;

/** Key {@code fallback}: how a save goes where an atomic replace is impossible. */
public enum Fallback {
  JOURNAL,
  IN_PLACE,
  REFUSE
}
