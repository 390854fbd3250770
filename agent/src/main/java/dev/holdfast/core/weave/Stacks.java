package dev.holdfast.core.weave;

import dev.holdfast.boot.CallStack;
import dev.holdfast.boot.LastWords;
import dev.holdfast.boot.StackSource;

/** How stacks are looked at on the running JVM. */
public final class Stacks {
  private Stacks() {}

  /** The way that tells instructions; where this JVM has none, that is said, and names are told. */
  public static StackSource of(Jdk jdk) {
    try {
      return jdk.version < 9 ? Java8Stacks.create() : walked(jdk);
    } catch (ReflectiveOperationException | RuntimeException | LinkageError failure) {
      LastWords.say(
          "a save that an exception abandons can't be told from others "
              + Jdk.where()
              + ": it is published, as without Holdfast",
          failure);
      return new NamesOnly();
    }
  }

  private static StackSource walked(Jdk jdk) throws ReflectiveOperationException {
    WalkedStacks stacks = GeneratedStacks.create();
    stacks.compareBy(FrameMethods.orNull(jdk, stacks));
    return stacks;
  }

  private static final class NamesOnly implements StackSource {
    @Override
    public CallStack capture() {
      return new Trace(new Throwable());
    }
  }

  /** Has no instructions: of no frame can it be told whether it is in a handler. */
  private static final class Trace implements CallStack {
    private final Throwable trace;

    Trace(Throwable trace) {
      this.trace = trace;
    }

    @Override
    public int depth() {
      return trace.getStackTrace().length;
    }

    @Override
    public Class<?> type(int frame) {
      return Object.class;
    }

    @Override
    public String method(int frame) {
      return element(frame).getMethodName();
    }

    @Override
    public boolean isSameMethod(int frame, CallStack other, int otherFrame) {
      return false;
    }

    @Override
    public Object methodOrNull(int frame) {
      return null;
    }

    @Override
    public String descriptorOrNull(int frame) {
      return null;
    }

    @Override
    public int instruction(int frame) {
      return -1;
    }

    @Override
    public int line(int frame) {
      return element(frame).getLineNumber();
    }

    @Override
    public StackTraceElement element(int frame) {
      return trace.getStackTrace()[frame];
    }
  }
}
