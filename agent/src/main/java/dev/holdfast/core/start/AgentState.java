package dev.holdfast.core.start;

/**
 * What the agent says of itself in system properties: any tool can read them, with nothing loaded
 * into the JVM.
 */
enum AgentState {
  STARTING,
  ACTIVE,
  /** The configuration says {@code mode: off}. */
  OFF,
  /** Saves that were open are ending; all others pass as stock. */
  DETACHING,
  DETACHED,
  FAILED;

  private static final String PREFIX = "holdfast.";

  String word() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }

  /** From now on this is the state. */
  void tell() {
    tell("state", word());
    if (this == ACTIVE) {
      System.clearProperty(PREFIX + "failure");
    }
  }

  /** The start has failed: {@code message}. */
  static void tellFailure(String message) {
    tell("failure", message);
    FAILED.tell();
  }

  /** After a detach: what was told of the agent that is gone. Not who it was: its floor stays. */
  static void forget() {
    for (String name : new String[] {"configuration", "rules", "hooks", "self-test", "control"}) {
      System.clearProperty(PREFIX + name);
    }
  }

  /** One fact, {@code holdfast.name}. */
  static void tell(String name, Object value) {
    System.setProperty(PREFIX + name, String.valueOf(value));
  }
}
