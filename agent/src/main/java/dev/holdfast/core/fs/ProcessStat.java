package dev.holdfast.core.fs;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** A process as its file {@code stat} tells of it: proc(5). */
public final class ProcessStat {
  private static final int LENGTH_MAX = 1024;
  private static final int THIRD_FIELD = 3;
  private static final int START_FIELD = 22;

  private final String text;

  private ProcessStat(String text) {
    this.text = text;
  }

  /** {@code process}: its number, or "self". Throws {@code IOException} where /proc has none. */
  public static ProcessStat of(String process) throws IOException {
    byte[] buffer = new byte[LENGTH_MAX];
    try (InputStream in = new FileInputStream("/proc/" + process + "/stat")) {
      int count = Math.max(0, in.read(buffer));
      return new ProcessStat(new String(buffer, 0, count, StandardCharsets.ISO_8859_1));
    }
  }

  /** Its number, decimal, in the pid namespace that /proc shows. */
  public String number() {
    return text.substring(0, text.indexOf(' '));
  }

  /** Clock ticks between boot and its start, decimal. */
  public String start() {
    // The program's name before may hold spaces and brackets.
    String rest = text.substring(text.lastIndexOf(')') + 2);
    int begin = 0;
    for (int field = THIRD_FIELD; field < START_FIELD; field++) {
      begin = rest.indexOf(' ', begin) + 1;
    }
    return rest.substring(begin, rest.indexOf(' ', begin));
  }
}
