package dev.holdfast.core.guard;

import java.io.IOException;

/** What the bytes of a new version must be: the words of the key {@code validate}. */
public enum Format {
  NONE,
  NON_EMPTY,
  JSON,
  XML,
  YAML,
  PROPERTIES,
  ZIP;

  /** Null: {@code content} is one. Else why not, with line and column where there is one. */
  public String whyNotOrNull(Content content) throws IOException {
    return this == NON_EMPTY && content.size() == 0 ? "it is empty" : null;
  }
}
