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

  /**
   * What is wrong with {@code content}, with line and column (of an archive: the entry); null if it
   * is valid. Reads it in pieces, holds none of it for long. Throws when it cannot be read.
   *
   * <p>A parser's classes are loaded by the first call for its format.
   */
  public String whyNotOrNull(Content content) throws IOException {
    if (this == NONE) {
      return null;
    }
    if (content.size() == 0) {
      return "it is empty";
    }
    switch (this) {
      case JSON:
        return JsonSyntax.check(content);
      case XML:
        return XmlSyntax.check(content);
      case YAML:
        return YamlSyntax.check(content);
      case PROPERTIES:
        return PropertiesSyntax.check(content);
      case ZIP:
        return ZipEntries.check(content);
      default:
        return null;
    }
  }

  /** Why this JVM cannot tell whether something is of this format; null if it can. */
  public String whyNotHereOrNull() {
    return this == XML ? XmlFactory.whyNotHereOrNull() : null;
  }
}
