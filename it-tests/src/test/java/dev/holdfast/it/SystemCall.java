package dev.holdfast.it;

import java.util.ArrayList;
import java.util.List;

/**
 * One system call as strace saw it.
 *
 * @param thread the kernel's number of the thread
 * @param start place in the trace where it was entered; no two calls share a place
 * @param end place where it returned, after {@code start}
 * @param arguments as printed, descriptors with their path: {@code 4</tmp/a>}
 * @param result what it returned; -1 if it failed
 * @param resultText the result as printed, from the value on: {@code 4</tmp/a>}, {@code -1 EIO
 *     (...)}
 */
public record SystemCall(
    int thread,
    int start,
    int end,
    String name,
    List<String> arguments,
    long result,
    String resultText) {

  public boolean succeeded() {
    return result >= 0;
  }

  public String argument(int index) {
    return index < arguments.size() ? arguments.get(index) : "";
  }

  /** The number of the descriptor in {@code text}; -1 if there is none. */
  public static int descriptor(String text) {
    int end = 0;
    while (end < text.length() && Character.isDigit(text.charAt(end))) {
      end++;
    }
    return end == 0 ? -1 : Integer.parseInt(text.substring(0, end));
  }

  /** The path that strace's {@code -y} printed for a descriptor; null if it printed none. */
  public static String annotatedPathOrNull(String text) {
    int open = text.indexOf('<');
    int close = text.lastIndexOf('>');
    return open >= 0 && close > open ? text.substring(open + 1, close) : null;
  }

  /** The path {@code name}, an argument, in the folder of {@code folder}, an argument as well. */
  public static String resolve(String folder, String name) {
    String bare = unquote(name);
    if (bare.startsWith("/")) {
      return bare;
    }
    String parent = annotatedPathOrNull(folder);
    return parent == null ? bare : parent + "/" + bare;
  }

  public static String unquote(String text) {
    int from = text.indexOf('"');
    int to = text.lastIndexOf('"');
    return from >= 0 && to > from ? text.substring(from + 1, to) : text;
  }

  /** As in {@code [0] => [6]}: what stood there before, and after. */
  private static boolean isArrow(String text, int end) {
    return end > 0 && text.startsWith("=>", end - 1);
  }

  /** Splits what stands between the brackets of a call, at the commas of the outermost level. */
  public static List<String> splitArguments(String text) {
    List<String> parts = new ArrayList<>();
    int depth = 0;
    boolean quoted = false;
    int from = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quoted) {
        if (c == '\\') {
          i++;
        } else if (c == '"') {
          quoted = false;
        }
      } else if (c == '"') {
        quoted = true;
      } else if ("([{<".indexOf(c) >= 0) {
        depth++;
      } else if (")]}>".indexOf(c) >= 0 && !isArrow(text, i)) {
        depth--;
      } else if (c == ',' && depth == 0) {
        parts.add(text.substring(from, i).trim());
        from = i + 1;
      }
    }
    if (!text.substring(from).isBlank()) {
      parts.add(text.substring(from).trim());
    }
    return parts;
  }
}
