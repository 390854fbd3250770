package dev.holdfast.core.control;

import dev.holdfast.core.fs.ProcessStat;
import java.io.File;
import java.io.IOException;

/**
 * {@code PID-START}: a process, also where its number is used again. START is when it began, in
 * clock ticks since boot.
 */
public final class ProcessName {
  private ProcessName() {}

  /** The name of this process, with its number in its own pid namespace. */
  public static String ofThis() throws IOException {
    ProcessStat self = ProcessStat.of("self");
    return self.number() + "-" + self.start();
  }

  /** Whether {@code name} is one, of a process that has certainly ended, as far as /proc shows. */
  static boolean hasEnded(String name) {
    int end = name.indexOf('-');
    if (end < 1 || !isNumber(name.substring(0, end))) {
      return false;
    }
    String pid = name.substring(0, end);
    try {
      return !ProcessStat.of(pid).start().equals(name.substring(end + 1));
    } catch (IOException unread) {
      return !new File("/proc/" + pid).exists();
    }
  }

  private static boolean isNumber(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }
}
