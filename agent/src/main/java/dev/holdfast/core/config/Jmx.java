package dev.holdfast.core.config;

/** Key {@code jmx}: whether there is an MBean. */
public enum Jmx {
  /** Where the application uses the platform's MBean server. */
  AUTO,
  ON,
  OFF
}
