package dev.holdfast.core.config;

/** Key {@code survive}: what a finished save outlives. */
public enum Survive {
  POWER_LOSS,
  /** Atomic, but not forced to disk. */
  PROCESS_CRASH
}
