package dev.holdfast.core.attach;

import dev.holdfast.core.jvm.JavaProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/**
 * Will it answer? A JVM is asked to listen by SIGQUIT, unless it listens already, as one with -Xrs
 * does from its start; one that does not catch that signal is ended by it.
 */
final class AnswerCheck implements Check {
  private static final int TYPE = 0170000;
  private static final int SOCKET = 0140000;

  @Override
  public void check(Plan plan) throws Refusal {
    JavaProcess target = plan.target;
    if (target.status().isStopped()) {
      throw Refusal.because(
          "it is stopped (by SIGSTOP, Ctrl-Z or a debugger) and would not answer",
          "kill -CONT " + target.pid() + ", or let the debugger go on");
    }
    if (target.status().catchesSigquit() || isListening(target)) {
      return;
    }
    if (target.options().contains("-Xrs")) {
      throw Refusal.because(
          "it was started with -Xrs, and what it listens on from its start is gone ("
              + socket(target)
              + "): the signal that attaching begins with would END it",
          "restart it with " + plan.asOption() + ", or without -Xrs");
    }
    throw Refusal.because(
        "it does not catch SIGQUIT (it is still starting, or has other signal handlers): the signal"
            + " that attaching begins with would END it",
        "try again in a few seconds; if it stays so, restart it with " + plan.asOption());
  }

  private static boolean isListening(JavaProcess target) {
    Path socket = socket(target);
    try {
      int mode = (Integer) Files.getAttribute(socket, "unix:mode", LinkOption.NOFOLLOW_LINKS);
      return (mode & TYPE) == SOCKET;
    } catch (IOException missing) {
      return false;
    }
  }

  static Path socket(JavaProcess target) {
    return target.seenFromHere("/tmp/.java_pid" + target.innerPid());
  }
}
