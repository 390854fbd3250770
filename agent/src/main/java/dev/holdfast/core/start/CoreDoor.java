package dev.holdfast.core.start;

import dev.holdfast.core.cli.Cli;
import dev.holdfast.core.weave.BootFloor;
import dev.holdfast.load.Core;
import java.io.File;
import java.lang.instrument.Instrumentation;

/** Where the agent's own loader is entered; found by name. */
public final class CoreDoor implements Core {
  /** For {@code Handover}. */
  public CoreDoor() {}

  @Override
  public void premain(File jar, String argumentsOrNull, Instrumentation instrumentation)
      throws Exception {
    // First: everything else in here names classes of the boot floor.
    BootFloor.lay(jar, instrumentation);
    AgentStart.premain(jar, argumentsOrNull, instrumentation);
  }

  @Override
  public void attach(File jar, String argumentsOrNull, Instrumentation instrumentation)
      throws Exception {
    BootFloor.lay(jar, instrumentation);
    AgentStart.attach(jar, argumentsOrNull, instrumentation);
  }

  @Override
  public int main(File jar, String[] arguments, Instrumentation instrumentationOrNull)
      throws Exception {
    if (instrumentationOrNull != null) {
      BootFloor.lay(jar, instrumentationOrNull);
    }
    return Cli.main(jar, arguments, instrumentationOrNull);
  }
}
