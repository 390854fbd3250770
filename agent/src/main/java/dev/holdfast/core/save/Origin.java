package dev.holdfast.core.save;

import dev.holdfast.boot.CallStack;
import dev.holdfast.core.guard.Abandonment;
import dev.holdfast.core.guard.EndOfInput;
import dev.holdfast.core.guard.Verdict;
import java.util.ArrayList;
import java.util.List;

/** Where in the application a save was opened. */
final class Origin {
  private static final String[] JDK = {
    "java.", "javax.", "jdk.", "sun.", "com.sun.", "dev.holdfast."
  };

  /** How the method that opened the save was left. */
  enum Way {
    RETURNED,
    THREW
  }

  /** Where the hooks of methods that open files stand on a stack: right on the method. */
  private static final String EXITS = "java.io.HoldfastOpeners";

  private final Thread thread = Thread.currentThread();
  private volatile Way leftOrNull;
  // Its frames are turned into elements only if somebody asks.
  private final CallStack stack;

  /** {@code stack}: that of this thread, which opens the save. */
  Origin(CallStack stack) {
    this.stack = stack;
  }

  /** How the save ends, if its end is now, on this thread. Another thread's end says nothing. */
  Verdict judge(Abandonment abandonment, EndOfInput endOfInput) {
    return Thread.currentThread() == thread
        ? abandonment.judge(stack, endOfInput)
        : Verdict.IN_PEACE;
  }

  /** Whether the method that opened the save may be about to be left. */
  boolean mayBeLeftByThisThread() {
    return leftOrNull == null && Thread.currentThread() == thread;
  }

  /**
   * A method is left, the one below {@link #EXITS} in {@code now}; if it is the one that opened.
   */
  void left(CallStack now, Way way) {
    int method = 0;
    while (method < now.depth() && !now.type(method).getName().equals(EXITS)) {
      method++;
    }
    method++;
    int opener = 0;
    while (opener < stack.depth() && isJdk(stack.type(opener).getName())) {
      opener++;
    }
    if (method < now.depth()
        && opener < stack.depth()
        && now.depth() - method == stack.depth() - opener
        && stack.isSameMethod(opener, now, method)) {
      leftOrNull = way;
    }
  }

  /** Whether an exception left the method that opened the save, which is still open. */
  boolean isLeftByException() {
    return leftOrNull == Way.THREW;
  }

  private StackTraceElement[] frames() {
    StackTraceElement[] frames = new StackTraceElement[stack.depth()];
    for (int i = 0; i < frames.length; i++) {
      frames[i] = stack.element(i);
    }
    return frames;
  }

  /** The application's frame that opened the save, e.g. {@code app.Store.save(Store.java:42)}. */
  @Override
  public String toString() {
    StackTraceElement[] frames = frames();
    int opener = opener(frames);
    return (opener < 0 ? "the JDK itself" : frames[opener].toString())
        + " on thread "
        + thread.getName();
  }

  /** Index of the innermost frame that isn't the JDK's; -1 if there is none. */
  private static int opener(StackTraceElement[] frames) {
    for (int i = 0; i < frames.length; i++) {
      if (!isJdk(frames[i].getClassName())) {
        return i;
      }
    }
    return -1;
  }

  private static boolean isJdk(String type) {
    for (String prefix : JDK) {
      if (type.startsWith(prefix)) {
        return true;
      }
    }
    return false;
  }

  /** Whether the method that opened the save hasn't returned. */
  boolean isInProgress() {
    return isOnStack(0);
  }

  /**
   * Whether the method that called the one that opened it hasn't returned: openers are often
   * helpers ({@code openWriter(file)}), whose callers do the writing.
   */
  boolean isCallerInProgress() {
    return isOnStack(1);
  }

  /** Whether the call {@code up} levels above the opener is still the one it was. */
  private boolean isOnStack(int up) {
    if (!thread.isAlive()) {
      return false;
    }
    StackTraceElement[] then = visible(frames());
    int opener = opener(then);
    if (opener < 0 || opener + up >= then.length) {
      return false;
    }
    int depth = then.length - opener - up; // frames from the bottom, the one asked for included
    StackTraceElement[] now = visible(thread.getStackTrace());
    if (now.length < depth) {
      return false;
    }
    for (int below = 1; below < depth; below++) {
      if (!now[now.length - below].equals(then[then.length - below])) {
        return false; // a caller has gone on to another call
      }
    }
    StackTraceElement frame = now[now.length - depth];
    StackTraceElement asked = then[opener + up];
    return frame.getClassName().equals(asked.getClassName())
        && frame.getMethodName().equals(asked.getMethodName());
  }

  /**
   * Without the frames of hidden classes (lambdas, method handles), which {@code
   * Thread.getStackTrace} shows on 8 to 17 and a {@code Throwable} does not.
   */
  private static StackTraceElement[] visible(StackTraceElement[] frames) {
    List<StackTraceElement> visible = new ArrayList<>(frames.length);
    for (StackTraceElement frame : frames) {
      String type = frame.getClassName();
      if (type.indexOf('/') < 0 && !type.startsWith("java.lang.invoke.")) {
        visible.add(frame);
      }
    }
    return visible.toArray(new StackTraceElement[0]);
  }

  /** Whether its thread is the one that waits for the JVM to end: it will not come back. */
  boolean isExiting() {
    for (StackTraceElement frame : thread.getStackTrace()) {
      if (frame.getClassName().equals("java.lang.Shutdown")) {
        return true;
      }
    }
    return false;
  }
}
