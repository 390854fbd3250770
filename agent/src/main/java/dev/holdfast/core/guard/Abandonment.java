package dev.holdfast.core.guard;

import dev.holdfast.boot.CallStack;
import dev.holdfast.boot.StackSource;
import dev.holdfast.core.guard.flow.MethodFlow;
import dev.holdfast.core.guard.flow.Region;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Tells a save that is closed because it is whole from one that is closed because an exception is
 * flying: by the stack at its opening and the one at its end. Frames that are the same in both,
 * from the bottom, say nothing. In the first that differs, the method that saw both, control got
 * from the one call to the other; all that stand on it were entered since.
 */
public final class Abandonment {
  /** 8 tells no more frames than that, and which are left out can't be seen. */
  private static final int DEPTH_MAX_WITHOUT_DESCRIPTORS = 1024;

  private static final String OWN = "dev.holdfast.";

  private final StackSource stacks;
  private final Flows flows;
  private final AtomicLong unknown = new AtomicLong();

  public Abandonment(StackSource stacks, ClassBytes classBytes) {
    this.stacks = stacks;
    this.flows = new Flows(classBytes);
  }

  /** The stack of this thread, to be kept with a save that it opens. */
  public CallStack stack() {
    return stacks.capture();
  }

  /** How many frames, so far, could not be looked at and were taken for normal ones. */
  public long unknownFrames() {
    return unknown.get();
  }

  /** How a save that was begun by this thread with the stack {@code begun} ends now. */
  public Verdict judge(CallStack begun, EndOfInput endOfInput) {
    CallStack now = stacks.capture();
    if (isCut(begun) || isCut(now)) {
      return Verdict.IN_PEACE;
    }
    int then = begun.depth() - 1;
    int frame = now.depth() - 1;
    while (then >= 0 && frame >= 0 && isSameCall(begun, then, now, frame)) {
      then--;
      frame--;
    }
    int open = MethodFlow.ENTRY;
    if (then >= 0 && frame >= 0 && begun.isSameMethod(then, now, frame)) {
      open = begun.instruction(then);
    }
    for (; frame >= 0 && !isOwn(now, frame); frame--) {
      Verdict verdict = judge(now, frame, open, endOfInput);
      if (verdict != Verdict.IN_PEACE) {
        return verdict; // the outermost: that is where the exception goes to
      }
      open = MethodFlow.ENTRY;
    }
    return Verdict.IN_PEACE;
  }

  private Verdict judge(CallStack now, int frame, int open, EndOfInput endOfInput) {
    MethodFlow flow = flows.flowOrNull(now, frame);
    if (flow == null) {
      if (now.line(frame) != CallStack.NATIVE) {
        unknown.incrementAndGet();
      }
      return Verdict.IN_PEACE;
    }
    Region region = flow.region(open, now.instruction(frame));
    if (!region.isHandlers() || endOfInput.isAny(region.caught())) {
      return Verdict.IN_PEACE;
    }
    StackTraceElement where = now.element(frame);
    return region.end() == Region.End.THROWS && !mayBeAnEnd(now, frame + 1, endOfInput)
        ? Verdict.certain(where)
        : Verdict.doubtful(where);
  }

  /**
   * Whether a method between {@code frame} and the bottom catches the end of an input: it may take
   * for that what flies now, and the save for whole. Nobody would be told that it was discarded.
   */
  private boolean mayBeAnEnd(CallStack now, int frame, EndOfInput endOfInput) {
    for (int caller = frame; caller < now.depth(); caller++) {
      MethodFlow flow = flows.flowOrNull(now, caller);
      if (flow != null && endOfInput.isAny(flow.caughtAt(now.instruction(caller)))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isCut(CallStack stack) {
    return stack.depth() == 0
        || (stack.depth() >= DEPTH_MAX_WITHOUT_DESCRIPTORS && stack.descriptorOrNull(0) == null);
  }

  private static boolean isSameCall(CallStack a, int inA, CallStack b, int inB) {
    return a.instruction(inA) == b.instruction(inB) && a.isSameMethod(inA, b, inB);
  }

  private static boolean isOwn(CallStack stack, int frame) {
    return stack.type(frame).getName().startsWith(OWN);
  }
}
