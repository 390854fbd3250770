package dev.holdfast.boot;

/** A thread's stack as it was, the innermost frame first. Nothing throws. */
public interface CallStack {
  /** Instead of a line, as {@code StackTraceElement} has it. */
  int NATIVE = -2;

  /** How many frames; 0 where nothing is known. */
  int depth();

  /** The class whose method it is. */
  Class<?> type(int frame);

  String method(int frame);

  /** Whether {@code other}, a stack of this JVM, has the same method there; cheaper than names. */
  boolean isSameMethod(int frame, CallStack other, int otherFrame);

  /**
   * What stands for the method: the same object for its frames on all stacks, as long as anybody
   * holds it. Null where this JVM shows none; names are there always, and dear.
   */
  Object methodOrNull(int frame);

  /** As in class files; null where this JVM doesn't tell (8). */
  String descriptorOrNull(int frame);

  /** Offset of the instruction in its method; -1 where nothing is known; any for a native one. */
  int instruction(int frame);

  /** Line of the source; negative where it isn't known, {@link #NATIVE} in a native method. */
  int line(int frame);

  /** The frame, for a person. */
  StackTraceElement element(int frame);
}
