package dev.holdfast.core.weave;

import dev.holdfast.boot.StackSource;

/** The stacks of the JVM that the tests run on. */
public final class StacksForTests {
  private StacksForTests() {}

  public static StackSource ofThisJvm() {
    try {
      return GeneratedStacks.create();
    } catch (ReflectiveOperationException failure) {
      throw new LinkageError(failure.getMessage(), failure);
    }
  }
}
