package dev.holdfast.load;

import java.io.File;
import java.lang.instrument.Instrumentation;
import java.util.concurrent.atomic.AtomicBoolean;

/** Finds the agent's core, which only its own loader can see. */
public final class Handover {
  private static final String CORE = "dev.holdfast.core.start.CoreDoor";

  private Handover() {}

  /** Before the application's main. */
  public static void premain(
      File jar, String argumentsOrNull, Instrumentation instrumentation, AtomicBoolean started)
      throws Exception {
    core(jar, null).premain(jar, argumentsOrNull, instrumentation, started);
  }

  /** Into a running application. */
  public static void attach(
      File jar, String argumentsOrNull, Instrumentation instrumentation, AtomicBoolean started)
      throws Exception {
    core(jar, null).attach(jar, argumentsOrNull, instrumentation, started);
  }

  /**
   * The command line; returns its exit status. Without {@code instrumentationOrNull} it can do all
   * but weave.
   */
  public static int main(File jar, String[] arguments, Instrumentation instrumentationOrNull)
      throws Exception {
    return core(jar, ClassLoader.getSystemClassLoader())
        .main(jar, arguments, instrumentationOrNull);
  }

  private static Core core(File jar, ClassLoader parentOrNull) throws Exception {
    Class<?> type = new CoreLoader(jar, parentOrNull).loadClass(CORE);
    return (Core) type.getConstructor().newInstance();
  }
}
