package dev.holdfast.load;

import java.io.File;
import java.lang.instrument.Instrumentation;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What the doors lead to; implemented in the agent's own loader. An interface and not a reflective
 * call by name: the first {@code Method.invoke} of a shape costs up to 30 ms (JDK 25).
 */
public interface Core {
  /**
   * Before the application's main. {@code started} is cleared when nothing of the core is left in
   * the JVM: from then on another start may begin.
   */
  void premain(
      File jar, String argumentsOrNull, Instrumentation instrumentation, AtomicBoolean started)
      throws Exception;

  /** Into a running application; {@code started} as there. */
  void attach(
      File jar, String argumentsOrNull, Instrumentation instrumentation, AtomicBoolean started)
      throws Exception;

  /** The command line; returns its exit status. */
  int main(File jar, String[] arguments, Instrumentation instrumentationOrNull) throws Exception;
}
