package dev.holdfast.core.config;

/** One glob, compiled. Immutable. */
public final class Glob {
  private final String text;
  private final Root root;

  Glob(String text, Root root) {
    this.text = text;
    this.root = root;
  }

  /** The folder that its targets are in or below. */
  public Root root() {
    return root;
  }

  /** Whether it matches {@code path}: absolute and normalised. */
  public boolean matches(String path) {
    throw new UnsupportedOperationException(path);
  }

  /** As written. */
  @Override
  public String toString() {
    return text;
  }
}
