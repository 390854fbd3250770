package dev.holdfast.core.config;

/** Key {@code in-place}: RandomAccessFile "rw" and channels that don't truncate. */
public enum InPlace {
  SYNC,
  SHADOW,
  PASSTHROUGH
}
