package dev.holdfast.it.eventstore;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Data that shows whether it is whole: {@code OWNER:NUMBER:LETTERS:abc...}. */
final class Payload {
  private static final Pattern FORM = Pattern.compile("([a-z0-9-]+):(\\d{1,9}):(\\d{1,9}):[a-z]*");

  private Payload() {}

  /** With {@code letters} letters, others for each owner and number. */
  static String of(String owner, int number, int letters) {
    StringBuilder data = new StringBuilder(owner.length() + letters + 24);
    data.append(owner).append(':').append(number).append(':').append(letters).append(':');
    int state = owner.hashCode() * 31 + number;
    for (int i = 0; i < letters; i++) {
      state = state * 1103515245 + 12345;
      data.append((char) ('a' + (state >>> 16) % 26));
    }
    return data.toString();
  }

  static boolean isWhole(String data) {
    Matcher form = FORM.matcher(data);
    return form.matches()
        && data.equals(
            of(form.group(1), Integer.parseInt(form.group(2)), Integer.parseInt(form.group(3))));
  }

  /** In short, for people. */
  static String told(String data) {
    return data.substring(0, Math.min(30, data.length()))
        + "... ("
        + data.length()
        + " characters)";
  }

  static String sha256(String data) {
    try {
      byte[] bytes = data.getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException cause) {
      throw new AssertionError(cause);
    }
  }
}
