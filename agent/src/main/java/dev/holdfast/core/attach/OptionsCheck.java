package dev.holdfast.core.attach;

import java.util.List;

/** Was it started so that it lets nobody in? */
final class OptionsCheck implements Check {
  @Override
  public void check(Plan plan) throws Refusal {
    check(plan.target.options(), plan);
  }

  /** The same for options that are known later, from itself. */
  static void check(List<String> options, Plan plan) throws Refusal {
    if ("+".equals(flag("DisableAttachMechanism", options))) {
      throw Refusal.because(
          "it was started with -XX:+DisableAttachMechanism, nobody can attach",
          "restart it with " + plan.asOption() + ", or without that flag");
    }
    if ("-".equals(flag("EnableDynamicAgentLoading", options))) {
      throw Refusal.because(
          "it was started with -XX:-EnableDynamicAgentLoading, agents come at its start only",
          "restart it with " + plan.asOption() + ", or with -XX:+EnableDynamicAgentLoading");
    }
  }

  /** Whether agents are allowed by name: then nothing is said about them. */
  static boolean allowsAgents(List<String> options) {
    return "+".equals(flag("EnableDynamicAgentLoading", options));
  }

  /** "+", "-", or null where it isn't given. The last one wins. */
  private static String flag(String name, List<String> options) {
    String value = null;
    for (String option : options) {
      if (option.equals("-XX:+" + name)) {
        value = "+";
      } else if (option.equals("-XX:-" + name)) {
        value = "-";
      }
    }
    return value;
  }
}
