package dev.holdfast.proof;

/** One way to look for damage. Stateless; adds what it finds to the run as it goes. */
public interface Layer {
  /** One word, by which it is chosen on the command line. */
  String name();

  /** What it does, one sentence for the report. */
  String sentence();

  /** What this machine lacks for it, as a sentence with the remedy; null if it lacks nothing. */
  String missingOrNull(Run run);

  /**
   * Adds rows and findings to {@code run}. What can't be tried is told by {@link Run#leaveOut}. An
   * exception means that the bench itself is broken.
   */
  void run(Run run) throws Exception;
}
