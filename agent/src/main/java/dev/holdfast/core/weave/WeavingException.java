package dev.holdfast.core.weave;

/** Saves cannot be protected on this JVM; the message names the hook point, the JDK, the remedy. */
public final class WeavingException extends Exception {
  private static final long serialVersionUID = 1L;

  WeavingException(String message, Throwable causeOrNull) {
    super(message, causeOrNull);
  }
}
