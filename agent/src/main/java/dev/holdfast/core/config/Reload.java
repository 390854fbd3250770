package dev.holdfast.core.config;

/** Key {@code reload}, in the order of its words. */
public enum Reload {
  MANUAL,
  AUTO
}
