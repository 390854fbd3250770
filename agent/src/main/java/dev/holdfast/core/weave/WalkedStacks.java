package dev.holdfast.core.weave;

import dev.holdfast.boot.CallStack;
import dev.holdfast.boot.StackSource;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Stacks by {@code java.lang.StackWalker}, which Java 8 code cannot name: what calls it is
 * generated. Frames are kept as they come; what they are is asked of those that matter, since names
 * cost a microsecond each (17). Public for the generated class, whose loader is another.
 */
public abstract class WalkedStacks implements StackSource {
  private FrameMethods methodsOrNull;

  /** From now on methods are compared by {@code methods}; null: by their names. */
  void compareBy(FrameMethods methods) {
    methodsOrNull = methods;
  }

  /** Innermost first, as the walker gives them. */
  Object[] frames() {
    Walked walked = new Walked(this);
    walk(walked);
    return Arrays.copyOf(walked.frames, walked.depth);
  }

  @Override
  public CallStack capture() {
    Walked walked = new Walked(this);
    walk(walked);
    return walked;
  }

  /** Gives each {@code StackFrame} of the current thread to {@code frames}, innermost first. */
  public abstract void walk(Consumer<Object> frames);

  public abstract Class<?> typeOf(Object frame);

  public abstract String methodOf(Object frame);

  public abstract String descriptorOf(Object frame);

  public abstract int instructionOf(Object frame);

  public abstract int lineOf(Object frame);

  public abstract StackTraceElement elementOf(Object frame);

  private static final class Walked implements CallStack, Consumer<Object> {
    private final WalkedStacks walker;
    private Object[] frames = new Object[32];
    private int depth;

    Walked(WalkedStacks walker) {
      this.walker = walker;
    }

    @Override
    public void accept(Object frame) {
      if (depth == frames.length) {
        frames = Arrays.copyOf(frames, 2 * depth);
      }
      frames[depth++] = frame;
    }

    @Override
    public int depth() {
      return depth;
    }

    @Override
    public Class<?> type(int frame) {
      return walker.typeOf(frames[frame]);
    }

    @Override
    public String method(int frame) {
      return walker.methodOf(frames[frame]);
    }

    @Override
    public boolean isSameMethod(int frame, CallStack other, int otherFrame) {
      FrameMethods methods = walker.methodsOrNull;
      if (methods != null) {
        return methods.of(frames[frame]) == methods.of(((Walked) other).frames[otherFrame]);
      }
      return type(frame) == other.type(otherFrame)
          && method(frame).equals(other.method(otherFrame))
          && descriptorOrNull(frame).equals(other.descriptorOrNull(otherFrame));
    }

    @Override
    public Object methodOrNull(int frame) {
      FrameMethods methods = walker.methodsOrNull;
      return methods == null ? null : methods.of(frames[frame]);
    }

    @Override
    public String descriptorOrNull(int frame) {
      return walker.descriptorOf(frames[frame]);
    }

    @Override
    public int instruction(int frame) {
      return walker.instructionOf(frames[frame]);
    }

    @Override
    public int line(int frame) {
      return walker.lineOf(frames[frame]);
    }

    @Override
    public StackTraceElement element(int frame) {
      return walker.elementOf(frames[frame]);
    }
  }
}
