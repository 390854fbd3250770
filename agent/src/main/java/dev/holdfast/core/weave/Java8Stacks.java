package dev.holdfast.core.weave;

import dev.holdfast.boot.CallStack;
import dev.holdfast.boot.StackSource;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Stacks of Java 8, which has no StackWalker: out of {@code Throwable.backtrace}, where HotSpot
 * keeps classes and instructions of an exception's frames, and which it hides from reflection, not
 * from {@code sun.misc.Unsafe}. Its form (hotspot/src/share/vm/classfile/javaClasses.hpp of 8u) is
 * that of all 8u releases; {@link #create} tries it out before it is relied on.
 */
final class Java8Stacks implements StackSource {
  private static final String[] VISIBLE = {
    "detailMessage", "cause", "stackTrace", "suppressedExceptions"
  };

  /** Places in a chunk of the backtrace. */
  private static final int METHODS = 0;

  private static final int INSTRUCTIONS = 1;
  private static final int TYPES = 2;

  private final Object unsafe;
  private final Method getObject;
  private final Method elementOf;
  private final long offset;

  private Java8Stacks() throws ReflectiveOperationException {
    Class<?> type = Class.forName("sun.misc.Unsafe");
    Field field = type.getDeclaredField("theUnsafe");
    field.setAccessible(true);
    unsafe = field.get(null);
    getObject = type.getMethod("getObject", Object.class, long.class);
    elementOf = Throwable.class.getDeclaredMethod("getStackTraceElement", int.class);
    elementOf.setAccessible(true);
    offset = offsetOfBacktrace(type);
  }

  /** Throws where this JVM keeps its stacks in another way. */
  static StackSource create() throws ReflectiveOperationException {
    Java8Stacks stacks = new Java8Stacks();
    CallStack self = stacks.capture();
    StackTraceElement[] expected = new Throwable().getStackTrace();
    CallStack later = stacks.capture();
    boolean right =
        self.depth() == expected.length + 1 // and capture
            && self.instruction(1) >= 0
            && later.instruction(1) > self.instruction(1);
    for (int i = 1; right && i < expected.length; i++) {
      StackTraceElement element = expected[i - 1];
      right =
          self.type(i).getName().equals(element.getClassName())
              && self.method(i).equals(element.getMethodName())
              && (i == 1 || self.line(i) == element.getLineNumber());
    }
    if (!right) {
      throw new NoSuchFieldException("Throwable.backtrace has another form");
    }
    return stacks;
  }

  /** All fields are references, side by side; the first is the hidden one. */
  private long offsetOfBacktrace(Class<?> unsafeType) throws ReflectiveOperationException {
    long first = Long.MAX_VALUE;
    long last = 0;
    for (String name : VISIBLE) {
      Field field = Throwable.class.getDeclaredField(name);
      long at = (Long) call(unsafeType.getMethod("objectFieldOffset", Field.class), field);
      first = Math.min(first, at);
      last = Math.max(last, at);
    }
    long size =
        (Integer) call(unsafeType.getMethod("arrayIndexScale", Class.class), Object[].class);
    if (last - first != size * (VISIBLE.length - 1) || first - size < 12) {
      throw new NoSuchFieldException("Throwable has another form");
    }
    return first - size;
  }

  private Object call(Method method, Object argument) throws ReflectiveOperationException {
    return method.invoke(unsafe, argument);
  }

  @Override
  public CallStack capture() {
    return new Backtrace(this, new Throwable());
  }

  private Object backtraceOf(Throwable trace) {
    return invoke(getObject, unsafe, trace, offset);
  }

  private StackTraceElement element(Throwable trace, int frame) {
    return (StackTraceElement) invoke(elementOf, trace, frame);
  }

  private static Object invoke(Method method, Object on, Object... arguments) {
    try {
      return method.invoke(on, arguments);
    } catch (IllegalAccessException | InvocationTargetException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** A {@code Throwable}, decoded when somebody asks: most saves end without. */
  private static final class Backtrace implements CallStack {
    private final Java8Stacks source;
    private final Throwable trace;
    private List<Class<?>> types = Collections.emptyList();
    private int[] instructions = {};
    private short[] methods = {};
    private boolean decoded;

    Backtrace(Java8Stacks source, Throwable trace) {
      this.source = source;
      this.trace = trace;
    }

    private synchronized Backtrace decode() {
      if (!decoded) {
        decoded = true;
        Object[] first = (Object[]) source.backtraceOf(trace);
        types = new ArrayList<>();
        for (Object[] chunk = first; chunk != null; chunk = nextOrNull(chunk)) {
          for (Object type : (Object[]) chunk[TYPES]) {
            if (type != null) { // the last chunk is not full
              types.add((Class<?>) type);
            }
          }
        }
        copyNumbers(first);
      }
      return this;
    }

    private void copyNumbers(Object[] first) {
      instructions = new int[types.size()];
      methods = new short[types.size()];
      int done = 0;
      for (Object[] chunk = first; chunk != null; chunk = nextOrNull(chunk)) {
        short[] numbers = (short[]) chunk[METHODS];
        int[] offsets = (int[]) chunk[INSTRUCTIONS];
        for (int i = 0; i < offsets.length && done < instructions.length; i++, done++) {
          methods[done] = numbers[i];
          instructions[done] = offsets[i] >>> 16; // below it: how often the class was redefined
        }
      }
    }

    private static Object[] nextOrNull(Object[] chunk) {
      return (Object[]) chunk[chunk.length - 1];
    }

    @Override
    public int depth() {
      return decode().types.size();
    }

    @Override
    public Class<?> type(int frame) {
      return decode().types.get(frame);
    }

    @Override
    public String method(int frame) {
      return element(frame).getMethodName();
    }

    @Override
    public boolean isSameMethod(int frame, CallStack other, int otherFrame) {
      Backtrace others = ((Backtrace) other).decode();
      return type(frame) == others.type(otherFrame) && methods[frame] == others.methods[otherFrame];
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
      return decode().instructions[frame];
    }

    @Override
    public int line(int frame) {
      return element(frame).getLineNumber();
    }

    @Override
    public StackTraceElement element(int frame) {
      return source.element(trace, frame);
    }
  }
}
