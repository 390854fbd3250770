package dev.holdfast.proof.trace;

import dev.holdfast.it.SystemCall;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Bytes as strace prints them: as they are, as {@code \n} and the like, or as {@code \x41}. */
final class Printed {
  private static final Pattern HEX_BYTES = Pattern.compile("(?:\\\\x\\p{XDigit}{2})++");
  private static final Pattern BASE = Pattern.compile("iov_base=\"([^\"]*)\"");
  private static final int SHORT = 200;

  private Printed() {}

  /** The bytes between the quotes of {@code argument}. */
  static byte[] bytes(String argument) {
    return decode(SystemCall.unquote(argument));
  }

  /** The bytes of all parts of a writev(2). */
  static byte[] gathered(String argument) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    Matcher part = BASE.matcher(argument);
    while (part.find()) {
      all.writeBytes(decode(part.group(1)));
    }
    return all.toByteArray();
  }

  /** A path that is an argument, quoted. */
  static String path(String argument) {
    return text(SystemCall.unquote(argument));
  }

  /** The path that strace gives for a descriptor; null if it gives none. */
  static String pathOfDescriptorOrNull(String argument) {
    String printed = SystemCall.annotatedPathOrNull(argument);
    return printed == null ? null : text(printed);
  }

  private static String text(String printed) {
    return new String(decode(printed), StandardCharsets.UTF_8);
  }

  /**
   * The same line with its bytes as readable as strace makes them without {@code -xx}, long ones
   * cut: what the order lint reads.
   */
  static String readable(String line) {
    Matcher hex = HEX_BYTES.matcher(line);
    return hex.replaceAll(match -> Matcher.quoteReplacement(escaped(match.group())));
  }

  private static String escaped(String hex) {
    byte[] bytes = decode(hex.substring(0, Math.min(hex.length(), SHORT * 4)));
    StringBuilder text = new StringBuilder();
    for (byte each : bytes) {
      char c = (char) (each & 0xFF);
      if (c == '\n') {
        text.append("\\n");
      } else if (c == '"' || c == '\\') {
        text.append('\\').append(c);
      } else {
        text.append(c < ' ' || c > '~' ? '?' : c);
      }
    }
    return text.toString();
  }

  /** {@code text} as strace prints it with {@code -xx}. */
  static String hex(String text) {
    StringBuilder hex = new StringBuilder();
    for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
      hex.append(String.format("\\x%02x", each));
    }
    return hex.toString();
  }

  private static byte[] decode(String printed) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(printed.length() / 4 + 1);
    int i = 0;
    while (i < printed.length()) {
      char c = printed.charAt(i);
      if (c != '\\') {
        bytes.write(c);
        i++;
      } else if (printed.charAt(i + 1) == 'x') {
        int high = Character.digit(printed.charAt(i + 2), 16);
        bytes.write(high * 16 + Character.digit(printed.charAt(i + 3), 16));
        i += 4;
      } else {
        bytes.write(unescaped(printed.charAt(i + 1)));
        i += 2;
      }
    }
    return bytes.toByteArray();
  }

  private static char unescaped(char c) {
    return switch (c) {
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case '0' -> '\0';
      default -> c;
    };
  }
}
