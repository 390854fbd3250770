package dev.holdfast;

/** The doors of the jar: premain, agentmain and main. Finds the jar, hands over, nothing else. */
public final class HoldfastAgent {
  private HoldfastAgent() {}
}
