package dev.holdfast.core.save;

/** Where in the application a save was opened. */
final class Origin {
  private static final String[] JDK = {
    "java.", "javax.", "jdk.", "sun.", "com.sun.", "dev.holdfast."
  };

  private final Thread thread = Thread.currentThread();
  // Its frames are turned into elements only if somebody asks.
  private final Throwable trace = new Throwable();

  /** The application's frame that opened the save, e.g. {@code app.Store.save(Store.java:42)}. */
  @Override
  public String toString() {
    StackTraceElement[] frames = trace.getStackTrace();
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
    if (!thread.isAlive()) {
      return false;
    }
    StackTraceElement[] then = trace.getStackTrace();
    int opener = opener(then);
    if (opener < 0) {
      return false;
    }
    StackTraceElement[] now = thread.getStackTrace();
    int depth = then.length - opener; // frames from the bottom, the opener's included
    if (now.length < depth) {
      return false;
    }
    for (int up = 1; up < depth; up++) {
      if (!now[now.length - up].equals(then[then.length - up])) {
        return false; // a caller has gone on to another call
      }
    }
    StackTraceElement frame = now[now.length - depth];
    return frame.getClassName().equals(then[opener].getClassName())
        && frame.getMethodName().equals(then[opener].getMethodName());
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
