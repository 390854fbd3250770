package dev.holdfast.core.config;

/** Key {@code rename}: the application's own temporary file + rename. */
public enum Rename {
  HARDEN,
  PASSTHROUGH
}
