package dev.holdfast.core.control;

/** What a running agent can be asked for. Called by one thread. */
public interface Controlled {
  /** A JSON object. */
  Answer status();

  /** Takes the configuration as it is on disk now; a wrong one changes nothing. */
  Answer reload();

  /**
   * Saves that begin now pass as stock; DONE: none is open any more and the hooks are out; PENDING:
   * with the names of those that are.
   */
  Answer detach();

  /** About once a second. */
  void tick();

  /** After a detach: the last thing that the asking thread does. */
  void end();
}
