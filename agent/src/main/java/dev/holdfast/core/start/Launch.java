package dev.holdfast.core.start;

import dev.holdfast.core.config.Configuration;
import dev.holdfast.core.config.ConfigurationException;
import dev.holdfast.core.config.ConfigurationReader;
import dev.holdfast.core.config.Environment;
import java.io.File;
import java.lang.instrument.Instrumentation;

/** What the JVM was told when the agent was started in it. */
final class Launch {
  final File jar;
  final Instrumentation instrumentation;

  /** What tells the classes of the boot floor from those of another build. */
  final String floor;

  private final String argumentsOrNull;
  private final Runnable onEnd;

  Launch(
      File jar,
      String argumentsOrNull,
      Instrumentation instrumentation,
      String floor,
      Runnable onEnd) {
    this.jar = jar;
    this.argumentsOrNull = argumentsOrNull;
    this.instrumentation = instrumentation;
    this.floor = floor;
    this.onEnd = onEnd;
  }

  /** The configuration that the arguments name, as it is now. */
  Configuration read() throws ConfigurationException {
    return ConfigurationReader.fromAgentArgument(argumentsOrNull, Environment.ofThisProcess());
  }

  /** Nothing of the agent is left: it may be started again. */
  void end() {
    onEnd.run();
  }
}
