package dev.holdfast.core.guard;

import java.io.IOException;
import java.security.AccessController;
import java.security.PrivilegedActionException;
import java.security.PrivilegedExceptionAction;

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
    try {
      return AccessController.doPrivileged(new Check(this, content));
    } catch (PrivilegedActionException failure) {
      throw (IOException) failure.getCause();
    }
  }

  /**
   * With the rights of the agent: a security manager asks for those of all that call, and the
   * application that saves may lack those of a parser.
   */
  private static final class Check implements PrivilegedExceptionAction<String> {
    private final Format format;
    private final Content content;

    Check(Format format, Content content) {
      this.format = format;
      this.content = content;
    }

    @Override
    public String run() throws IOException {
      switch (format) {
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
  }

  /** Why this JVM cannot tell whether something is of this format; null if it can. */
  public String whyNotHereOrNull() {
    try {
      if (this == XML) {
        // By name only: what names it in its code could not even be asked without it.
        Class.forName("javax.xml.stream.XMLInputFactory", false, null);
      }
      return null;
    } catch (ClassNotFoundException none) {
      return "this JVM has no XML parser; give it the module java.xml";
    }
  }
}
