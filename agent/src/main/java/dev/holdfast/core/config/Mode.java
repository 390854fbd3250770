package dev.holdfast.core.config;

/** Key {@code mode}. */
public enum Mode {
  PROTECT,
  OBSERVE,
  OFF
}
