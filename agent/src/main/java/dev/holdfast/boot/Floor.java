package dev.holdfast.boot;

/** What is known of these classes, which stay as long as the JVM lives: also after a detach. */
public final class Floor {
  /** Guarded by the class. */
  private static boolean hasExitHook;

  /** Empty: nobody has said yet. Guarded by the class. */
  private static String layer = "";

  private Floor() {}

  /** True for the first caller in this JVM: it registers an {@link ExitHook}. */
  public static synchronized boolean takesExitHook() {
    boolean first = !hasExitHook;
    hasExitHook = true;
    return first;
  }

  /** Whether these classes are those of {@code build}: the first that asks has laid them. */
  public static synchronized boolean isLaidBy(String build) {
    if (layer.isEmpty()) {
      layer = build;
    }
    return layer.equals(build);
  }
}
