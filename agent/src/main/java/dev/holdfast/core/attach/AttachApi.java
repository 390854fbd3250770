package dev.holdfast.core.attach;

import java.io.IOException;

/** The way to speak to a JVM that the Java of this command has. */
final class AttachApi {
  private AttachApi() {}

  /** Asks the target to listen. */
  static AttachedJvm to(Plan plan) throws Refusal {
    Class<?> type = NamespaceCheck.isFoundByJdk(plan) ? JdkAttach.typeOrNull() : null;
    try {
      if (type != null) {
        return JdkAttach.to(plan.target.pid(), type);
      }
      if (plan.toolFeature >= UnixSockets.SINCE) {
        return EmulatedAttach.bySockets(plan.target);
      }
      if (EmulatedAttach.hasJna()) {
        return EmulatedAttach.byJna(plan.target);
      }
    } catch (IOException cause) {
      throw Refusal.because(
          "it does not answer: " + cause.getMessage(),
          "see whether it is alive and not too busy (does jcmd "
              + plan.target.pid()
              + " VM.version answer?), then try again; a restart with "
              + plan.asOption()
              + " always works");
    }
    throw Refusal.because(
        "the Java of this command (" + System.getProperty("java.home") + ") has no attach API",
        "run this command with the java of any JDK, or with any java 16 or newer; or with JNA:"
            + " java -cp "
            + plan.jar
            + ":jna.jar dev.holdfast.HoldfastAgent attach ...; or by jattach: jattach "
            + plan.target.pid()
            + " load instrument false \""
            + plan.jar
            + "=config="
            + plan.configuration
            + "\"");
  }
}
