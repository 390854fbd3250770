package dev.holdfast.load;

import java.io.File;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.InvocationTargetException;

/** Calls the agent's core, which only its own loader can see. */
public final class Handover {
  private static final String START = "dev.holdfast.core.start.AgentStart";

  private Handover() {}

  /** Before the application's main. */
  public static void premain(File jar, String argumentsOrNull, Instrumentation instrumentation)
      throws Exception {
    start("premain", jar, argumentsOrNull, instrumentation);
  }

  /** Into a running application. */
  public static void attach(File jar, String argumentsOrNull, Instrumentation instrumentation)
      throws Exception {
    start("attach", jar, argumentsOrNull, instrumentation);
  }

  /**
   * The command line; returns its exit status. Without {@code instrumentationOrNull} it can do all
   * but weave.
   */
  public static int main(File jar, String[] arguments, Instrumentation instrumentationOrNull)
      throws Exception {
    CoreLoader loader = new CoreLoader(jar, ClassLoader.getSystemClassLoader());
    if (instrumentationOrNull != null) {
      layBootFloor(loader, jar, instrumentationOrNull);
    }
    Object status =
        call(
            loader.loadClass("dev.holdfast.core.cli.Cli"),
            "main",
            new Class<?>[] {File.class, String[].class, Instrumentation.class},
            jar,
            arguments,
            instrumentationOrNull);
    return (Integer) status;
  }

  private static void start(
      String door, File jar, String argumentsOrNull, Instrumentation instrumentation)
      throws Exception {
    CoreLoader loader = new CoreLoader(jar, null);
    layBootFloor(loader, jar, instrumentation);
    call(
        loader.loadClass(START),
        door,
        new Class<?>[] {File.class, String.class, Instrumentation.class},
        jar,
        argumentsOrNull,
        instrumentation);
  }

  /** Everything else in the core names classes of the boot floor: they must be there first. */
  private static void layBootFloor(CoreLoader loader, File jar, Instrumentation instrumentation)
      throws Exception {
    call(
        loader.loadClass("dev.holdfast.core.weave.BootFloor"),
        "lay",
        new Class<?>[] {File.class, Instrumentation.class},
        jar,
        instrumentation);
  }

  private static Object call(
      Class<?> type, String method, Class<?>[] parameters, Object... arguments) throws Exception {
    try {
      return type.getMethod(method, parameters).invoke(null, arguments);
    } catch (InvocationTargetException wrapper) {
      Throwable cause = wrapper.getCause();
      if (cause instanceof Error) {
        throw (Error) cause;
      }
      throw (Exception) cause;
    }
  }
}
