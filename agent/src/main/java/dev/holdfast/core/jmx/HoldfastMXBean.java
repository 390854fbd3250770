package dev.holdfast.core.jmx;

/** What {@code dev.holdfast:type=Holdfast} shows. Counters since the start of the agent. */
public interface HoldfastMXBean {
  /** As the system property {@code holdfast.state}. */
  String getState();

  String getVersion();

  /** Where the configuration is. */
  String getConfiguration();

  long getCommitted();

  long getDiscarded();

  long getRefused();

  long getFailed();

  long getSetAside();

  /** Saves that could not be an atomic replace. */
  long getFallbacks();

  int getOpenSaves();

  /** Failures of Holdfast's own that ended in what the JDK does. */
  int getHookFailures();

  /** All that {@code status --json} shows of the saves. */
  String getStatusJson();
}
