package dev.holdfast.core.attach;

import java.util.Properties;

/** What the agent in a JVM says of itself, in its system properties; as they were once read. */
public final class Presence {
  private final Properties properties;

  Presence(Properties properties) {
    this.properties = properties;
  }

  /** {@code active}, {@code off}, ...; empty where no agent ever was. */
  String state() {
    return get("state");
  }

  /**
   * Whether it is there and does what its configuration says. One that was off from its start has
   * gone again.
   */
  boolean isThere() {
    return isActive() || (isOff() && !configuration().isEmpty());
  }

  boolean isActive() {
    return state().equals("active");
  }

  /** There, and nothing is protected, as its configuration says. */
  public boolean isOff() {
    return state().equals("off");
  }

  boolean hasPassedTheSelfTest() {
    return get("self-test").equals("passed");
  }

  boolean isChanging() {
    return state().equals("starting") || state().equals("detaching");
  }

  String failure() {
    return get("failure");
  }

  String version() {
    return get("version");
  }

  String jar() {
    return get("jar");
  }

  public String configuration() {
    return get("configuration");
  }

  /** {@code active, 2 rules of FILE, 42 hooks, self-test passed}. */
  @Override
  public String toString() {
    if (isOff()) {
      return "off, as the configuration says; nothing is protected";
    }
    return "active, "
        + get("rules")
        + (get("rules").equals("1") ? " rule of " : " rules of ")
        + configuration()
        + ", "
        + get("hooks")
        + " hooks, self-test "
        + get("self-test");
  }

  private String get(String name) {
    return properties.getProperty("holdfast." + name, "");
  }
}
