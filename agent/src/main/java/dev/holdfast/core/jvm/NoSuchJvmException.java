package dev.holdfast.core.jvm;

/** None, or more than one, was meant. The message is the whole text for a person. */
public final class NoSuchJvmException extends Exception {
  private static final long serialVersionUID = 1;

  NoSuchJvmException(String message) {
    super(message);
  }
}
