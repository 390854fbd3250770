package dev.holdfast.core.guard;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The exceptions by which code ends a loop in peace; a save that one of them ended is complete. */
public final class EndOfInput {
  /** Class names, as in Java sources. */
  public static final List<String> DEFAULT =
      Collections.unmodifiableList(
          Arrays.asList(
              "java.io.EOFException",
              "java.util.NoSuchElementException",
              "java.lang.IndexOutOfBoundsException",
              "java.lang.ArrayIndexOutOfBoundsException",
              "java.lang.StringIndexOutOfBoundsException",
              "java.nio.BufferUnderflowException"));

  private final Set<String> names;

  /** {@code names}: of classes, as in Java sources. */
  public EndOfInput(List<String> names) {
    this.names = new LinkedHashSet<>(names);
  }

  /** Whether a handler that catches {@code type} is how code ends a loop. */
  public boolean isOne(String type) {
    return names.contains(type);
  }

  /** Whether a handler that catches one of {@code types} is how code ends a loop. */
  boolean isAny(List<String> types) {
    for (String type : types) {
      if (isOne(type)) {
        return true;
      }
    }
    return false;
  }
}
