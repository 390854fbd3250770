package dev.holdfast.core.config;

/** Key {@code validate}: what the bytes must be to be published. */
public enum Validate {
  NONE,
  NON_EMPTY,
  JSON,
  XML,
  YAML,
  PROPERTIES,
  ZIP
}
