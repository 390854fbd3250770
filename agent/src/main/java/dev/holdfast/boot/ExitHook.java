package dev.holdfast.boot;

/**
 * What the JVM runs at exit. It can't be taken back, so it holds nothing: it asks {@link Hooks},
 * which may have another runtime by then, or none.
 */
public final class ExitHook implements Runnable {
  /** To be registered once a JVM; see {@link Floor#takesExitHook}. */
  public ExitHook() {}

  @Override
  public void run() {
    Hooks.exiting();
  }
}
