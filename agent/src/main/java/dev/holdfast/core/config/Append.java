package dev.holdfast.core.config;

/** Key {@code append}: streams and channels opened to append. */
public enum Append {
  SYNC,
  ATOMIC,
  PASSTHROUGH
}
