package dev.holdfast.core.attach;

import dev.holdfast.core.jvm.ProcessStatus;

/** Will it listen to this user? HotSpot does to its own, by user and group, and since 9 to root. */
final class UserCheck implements Check {
  private static final int ROOT = 0;
  private static final int KNOWS_ROOT_SINCE = 9;

  @Override
  public void check(Plan plan) throws Refusal {
    ProcessStatus its = plan.target.status();
    if (its.uid() == plan.tool.uid() && its.gid() == plan.tool.gid()) {
      return;
    }
    if (plan.tool.uid() != ROOT) {
      throw Refusal.because(
          "it belongs to "
              + who(its)
              + ", this command runs as "
              + who(plan.tool)
              + "; a JVM listens to its own user and group only",
          plan.asItsUser());
    }
    int feature = plan.target.runtime().feature();
    if (feature != 0 && feature < KNOWS_ROOT_SINCE) {
      throw Refusal.because(
          "it belongs to " + who(its) + ", and a JVM of Java 8 listens to nobody else, not to root",
          plan.asItsUser());
    }
    if (plan.toolFeature < KNOWS_ROOT_SINCE) {
      throw Refusal.because(
          "it belongs to " + who(its) + ", and Java 8 as a tool can't attach as root",
          "run this command with a newer java, or as that user: " + plan.asItsUser());
    }
  }

  private static String who(ProcessStatus status) {
    return "uid " + status.uid() + ", gid " + status.gid();
  }
}
