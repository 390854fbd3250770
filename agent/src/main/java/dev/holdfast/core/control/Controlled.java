package dev.holdfast.core.control;

import java.io.IOException;

/** What a running agent can be asked for. Called by one thread. */
public interface Controlled {
  /** Where it is asked; the first call of all, and what takes time is done here. */
  ControlFolder folder() throws IOException;

  /** From now on it can be asked in {@code folder}. */
  void ready(String folder);

  /** It can't be asked, or not always: {@code why}. Once. */
  void failed(Throwable why);

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
