package dev.holdfast.core.start;

import java.io.File;
import java.lang.instrument.Instrumentation;

/** Wires everything, in order, once. */
public final class AgentStart {
  private AgentStart() {}

  /** Before the application's main. Throws nothing. */
  public static void premain(File jar, String argumentsOrNull, Instrumentation instrumentation) {}

  /** Into a running application. Throws nothing. */
  public static void attach(File jar, String argumentsOrNull, Instrumentation instrumentation) {}
}
