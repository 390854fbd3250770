package dev.holdfast.core.start;

import dev.holdfast.boot.LastWords;
import dev.holdfast.core.config.Configuration;
import dev.holdfast.core.config.ConfigurationException;
import dev.holdfast.core.config.Mode;
import dev.holdfast.core.config.StartFailure;

/** The two ways to start, and what becomes of the JVM where one fails. */
final class AgentStart {
  private static final int FAILED = 1;
  private static final int WRONG_CONFIGURATION = 78; // EX_CONFIG of sysexits.h

  private AgentStart() {}

  /**
   * Before the application's main. Throws nothing; ends the JVM where the configuration says so.
   */
  static void premain(Launch launch) {
    StartFailure onFailure = StartFailure.HALT;
    int status = WRONG_CONFIGURATION;
    try {
      Configuration configuration;
      try {
        configuration = launch.read();
      } catch (ConfigurationException wrong) {
        onFailure = wrong.onStartFailure();
        throw wrong;
      }
      onFailure = configuration.onStartFailure();
      status = FAILED;
      if (isToStart(launch, configuration)) {
        RunningAgent.start(launch, configuration);
      }
    } catch (Throwable failure) {
      say(failure);
      if (onFailure == StartFailure.HALT) {
        LastWords.say(
            "the JVM ends here, before the application starts, because its saves would not be"
                + " protected (on-start-failure: continue runs it all the same)");
        Runtime.getRuntime().halt(status); // System.exit would run what isn't started yet
      }
      LastWords.say("the application runs, its saves are NOT protected");
      launch.end();
    }
  }

  /** Into a running application. Throws nothing, and leaves it as it is where this fails. */
  static void attach(Launch launch) {
    try {
      Configuration configuration = launch.read();
      if (isToStart(launch, configuration)) {
        RunningAgent.start(launch, configuration).awaitControl();
      }
    } catch (Throwable failure) {
      say(failure);
      LastWords.say("the application runs on, its saves are NOT protected");
      launch.end();
    }
  }

  private static boolean isToStart(Launch launch, Configuration configuration) {
    if (configuration.mode() != Mode.OFF) {
      return true;
    }
    if (!configuration.quiet()) {
      LastWords.say("off, as " + configuration.source() + " says; nothing is protected");
    }
    AgentState.OFF.tell();
    launch.end();
    return false;
  }

  private static void say(Throwable failure) {
    if (failure instanceof ConfigurationException) {
      LastWords.sayAsIs(failure.getMessage());
      AgentState.tellFailure(failure.getMessage());
    } else {
      LastWords.say("cannot start", failure);
      AgentState.tellFailure(failure.toString());
    }
  }
}
