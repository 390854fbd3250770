package dev.holdfast.core.guard;

/** What the bytes of a new version must be: the words of the key {@code validate}. */
public enum Format {
  NONE,
  NON_EMPTY,
  JSON,
  XML,
  YAML,
  PROPERTIES,
  ZIP
}
