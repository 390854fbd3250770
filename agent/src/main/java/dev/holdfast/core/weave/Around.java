package dev.holdfast.core.weave;

import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Type;

/**
 * Calls before the body, before each of its returns, and where it throws; each optional.
 *
 * <p>What the call before the body answers decides whether the body runs: {@code true} (of a void
 * method), an object, or a number that isn't negative is what the method returns instead. A call
 * before a return may take the returned number, as a long, as its first argument. A call where the
 * body throws takes the exception as its last one; the exception then goes on, unless the call
 * throws another.
 */
final class Around implements Shape {
  final HookCall beforeOrNull;
  final HookCall afterOrNull;
  final HookCall failureOrNull;

  private Around(HookCall beforeOrNull, HookCall afterOrNull, HookCall failureOrNull) {
    this.beforeOrNull = beforeOrNull;
    this.afterOrNull = afterOrNull;
    this.failureOrNull = failureOrNull;
  }

  static Around before(HookCall call) {
    return new Around(call, null, null);
  }

  static Around failure(HookCall call) {
    return new Around(null, null, call);
  }

  static Around returning(HookCall call) {
    return new Around(null, call, null);
  }

  Around after(HookCall call) {
    return new Around(beforeOrNull, call, failureOrNull);
  }

  Around failing(HookCall call) {
    return new Around(beforeOrNull, afterOrNull, call);
  }

  /** Whether {@link #afterOrNull} takes what the method returns. */
  boolean afterTakesResult() {
    return Type.getArgumentTypes(afterOrNull.descriptor).length > afterOrNull.arguments.length;
  }

  @Override
  public MethodVisitor weave(MethodVisitor next, MethodSite site) {
    return new AroundMethod(next, site, this);
  }

  @Override
  public HookCall[] calls() {
    HookCall[] all = new HookCall[3];
    int count = 0;
    for (HookCall call : new HookCall[] {beforeOrNull, afterOrNull, failureOrNull}) {
      if (call != null) {
        all[count++] = call;
      }
    }
    return java.util.Arrays.copyOf(all, count);
  }

  @Override
  public String summary() {
    StringBuilder words = new StringBuilder();
    add(words, "before: ", beforeOrNull);
    add(words, "return: ", afterOrNull);
    add(words, "throw: ", failureOrNull);
    return words.toString();
  }

  private static void add(StringBuilder words, String where, HookCall callOrNull) {
    if (callOrNull != null) {
      words.append(words.length() == 0 ? "" : "; ").append(where).append(callOrNull.name);
    }
  }
}
