package dev.holdfast.core.attach;

import dev.holdfast.core.jvm.JavaProcess;
import dev.holdfast.core.jvm.ProcessStatus;

/** What is to be loaded into which JVM, and by whom. */
public final class Plan {
  final JavaProcess target;
  final ProcessStatus tool;
  final int toolFeature;
  final String jar;
  final String version;
  final String configuration;

  /**
   * @param tool of the process that attaches
   * @param toolFeature its Java: 8, 11, ...
   * @param jar absolute
   * @param version of the jar
   * @param configuration absolute
   */
  public Plan(
      JavaProcess target,
      ProcessStatus tool,
      int toolFeature,
      String jar,
      String version,
      String configuration) {
    this.target = target;
    this.tool = tool;
    this.toolFeature = toolFeature;
    this.jar = jar;
    this.version = version;
    this.configuration = configuration;
  }

  /** How to run this command as the target's user. */
  String asItsUser() {
    return "sudo -u '#"
        + target.status().uid()
        + "' -g '#"
        + target.status().gid()
        + "' java -jar "
        + jar
        + " attach "
        + target.pid()
        + " --config "
        + configuration;
  }

  /** What goes on the command line of the target, to have the agent from its start. */
  String asOption() {
    return "-javaagent:" + jar + "=config=" + configuration;
  }
}
