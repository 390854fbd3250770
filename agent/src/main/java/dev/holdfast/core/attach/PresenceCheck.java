package dev.holdfast.core.attach;

import java.nio.file.Files;

/** Is the agent there already, or was another one? Its classes stay in a JVM for ever. */
final class PresenceCheck {
  private PresenceCheck() {}

  /** Returns if the agent may be loaded, or is {@link Presence#isThere} just as it is wanted. */
  static void check(Presence presence, Plan plan) throws Refusal {
    if (presence.state().isEmpty()) {
      return;
    }
    if (presence.isChanging()) {
      throw Refusal.because(
          "Holdfast is " + presence.state() + " there just now", "try again in a moment");
    }
    if (!presence.version().isEmpty() && !presence.version().equals(plan.version)) {
      throw Refusal.because(
          "Holdfast "
              + presence.version()
              + " ("
              + presence.jar()
              + ") came there before this version, "
              + plan.version
              + "; a JVM keeps the first one's classes",
          "use that jar for this JVM, or restart the application with " + plan.asOption());
    }
    if (presence.isThere() && !presence.configuration().equals(plan.configuration)) {
      throw Refusal.because(
          "Holdfast is active there already, with another configuration: "
              + presence.configuration(),
          "change that file and run reload "
              + plan.target.pid()
              + ", or run detach "
              + plan.target.pid()
              + " first");
    }
    if (!presence.isThere() && !Files.exists(plan.target.seenFromHere(presence.jar()))) {
      throw Refusal.because(
          "the jar that came there before is gone: " + presence.jar(),
          "put it back, or restart the application with " + plan.asOption());
    }
  }
}
