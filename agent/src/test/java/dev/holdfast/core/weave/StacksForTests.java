package dev.holdfast.core.weave;

import dev.holdfast.boot.StackSource;
import net.bytebuddy.agent.ByteBuddyAgent;

/** The stacks of the JVM that the tests run on. */
public final class StacksForTests {
  private static final StackSource OF_THIS_JVM = open();

  private StacksForTests() {}

  public static StackSource ofThisJvm() {
    return OF_THIS_JVM;
  }

  private static StackSource open() {
    try {
      return Stacks.of(Jdk.open(ByteBuddyAgent.install()));
    } catch (ReflectiveOperationException failure) {
      throw new LinkageError(failure.getMessage(), failure);
    }
  }
}
