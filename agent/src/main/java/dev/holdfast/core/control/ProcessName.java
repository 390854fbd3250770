package dev.holdfast.core.control;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * {@code PID-START}: a process, also where its number is used again. START is when it began, in
 * clock ticks since boot (proc(5), stat, field 22).
 */
public final class ProcessName {
  private static final int STAT_MAX = 1024;
  private static final int START_FIELD = 22;

  private ProcessName() {}

  /** The name of this process, with its number in its own pid namespace. */
  public static String ofThis() throws IOException {
    String stat = stat("self");
    return stat.substring(0, stat.indexOf(' ')) + "-" + start(stat);
  }

  /** Whether {@code name} is one, of a process that has certainly ended, as far as /proc shows. */
  static boolean hasEnded(String name) {
    int end = name.indexOf('-');
    String pid = end < 0 ? "" : name.substring(0, end);
    if (!pid.matches("[0-9]+")) {
      return false;
    }
    try {
      return !start(stat(pid)).equals(name.substring(end + 1));
    } catch (IOException unread) {
      return !new File("/proc/" + pid).exists();
    }
  }

  private static String start(String stat) {
    // The program's name before may hold spaces and brackets.
    String rest = stat.substring(stat.lastIndexOf(')') + 2);
    return rest.split(" ")[START_FIELD - 3];
  }

  private static String stat(String process) throws IOException {
    byte[] buffer = new byte[STAT_MAX];
    try (InputStream in = new FileInputStream("/proc/" + process + "/stat")) {
      int count = Math.max(0, in.read(buffer));
      return new String(buffer, 0, count, StandardCharsets.ISO_8859_1);
    }
  }
}
