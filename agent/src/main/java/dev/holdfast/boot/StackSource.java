package dev.holdfast.boot;

/** Looks at the stack of the current thread. */
public interface StackSource {
  /** The stack from the caller on. */
  CallStack capture();
}
