package dev.holdfast.core.attach;

import dev.holdfast.core.config.ConfigurationException;
import dev.holdfast.core.config.ConfigurationReader;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;

/** Attaches: checks everything, loads the agent once, has it proved that it is active. */
public final class Attachment {
  /** Since then a JVM writes lines of warning about each agent that is loaded. */
  private static final int WARNS_SINCE = 21;

  private final Plan plan;
  private Presence presence;
  private boolean loaded;
  private boolean warned;

  private Attachment(Plan plan) {
    this.plan = plan;
  }

  /** Throws where nothing was loaded, or what was loaded isn't active. */
  public static Attachment make(Plan plan) throws Refusal {
    Preflight.check(plan);
    return make(plan, AttachApi.to(plan));
  }

  /** By {@code listening}, which is closed. */
  static Attachment make(Plan plan, AttachedJvm listening) throws Refusal {
    Attachment attachment = new Attachment(plan);
    try (AttachedJvm jvm = listening) {
      attachment.make(jvm);
    } catch (IOException cause) {
      throw Refusal.because(
          plan.target.isThere()
              ? "it does not answer any more: " + cause.getMessage()
              : "it has ended meanwhile",
          "look at the application's standard error");
    }
    return attachment;
  }

  private void make(AttachedJvm jvm) throws IOException, Refusal {
    Properties properties = jvm.systemProperties();
    VirtualMachineCheck.checkFeature(feature(properties));
    List<String> options =
        Arrays.asList(jvm.agentProperties().getProperty("sun.jvm.args", "").split(" "));
    OptionsCheck.check(options, plan);
    presence = new Presence(properties);
    PresenceCheck.check(presence, plan);
    checkConfiguration(properties);
    if (presence.isThere()) {
      return;
    }
    load(jvm);
    loaded = true;
    warned = feature(properties) >= WARNS_SINCE && !OptionsCheck.allowsAgents(options);
  }

  private static int feature(Properties properties) {
    String version = properties.getProperty("java.specification.version", "0");
    return Integer.parseInt(version.startsWith("1.") ? version.substring(2) : version);
  }

  private void checkConfiguration(Properties properties) throws Refusal {
    try {
      ConfigurationReader.read(plan.configuration, new TargetEnvironment(plan.target, properties));
    } catch (ConfigurationException wrong) {
      throw Refusal.ofConfiguration(wrong.getMessage());
    }
  }

  /**
   * What the load itself says counts for little: it may fail only to understand another Java's
   * answer, and it succeeds where the agent did not start.
   */
  private void load(AttachedJvm jvm) throws IOException, Refusal {
    String said = "";
    try {
      jvm.load(plan.jar, "config=" + plan.configuration);
    } catch (IOException | IllegalStateException cause) {
      said = cause.getMessage();
    }
    presence = new Presence(jvm.systemProperties());
    boolean proved = presence.isOff() || (presence.isActive() && presence.hasPassedTheSelfTest());
    if (!proved) {
      String why = presence.failure().isEmpty() ? said : presence.failure();
      throw Refusal.because(
          "the agent was loaded and is NOT active"
              + (presence.state().isEmpty() ? "" : " (" + presence.state() + ")")
              + (why == null || why.isEmpty() ? "" : ": " + why),
          "look at the application's standard error; it runs on as before, unprotected");
    }
  }

  /** What the agent says of itself. */
  public Presence presence() {
    return presence;
  }

  /** False: it was there already, with this configuration. */
  public boolean isNew() {
    return loaded;
  }

  /** Whether the JVM itself has written a warning about it. */
  public boolean hasWarned() {
    return warned;
  }
}
