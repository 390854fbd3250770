package dev.holdfast.core.observe;

/** ISO 8601 in UTC, without {@code java.time}: that loads a hundred classes for one line. */
final class UtcTime {
  private static final long DAY_MILLIS = 86_400_000L;

  private UtcTime() {}

  /** {@code 2026-11-21T15:04:05.678Z}; {@code millis} since the epoch, from 1970 to 9999. */
  static String of(long millis) {
    long days = millis / DAY_MILLIS;
    int ofDay = (int) (millis % DAY_MILLIS);
    StringBuilder text = new StringBuilder(24);
    appendDate(text, days);
    text.append('T');
    appendPadded(text, ofDay / 3_600_000, 2).append(':');
    appendPadded(text, ofDay / 60_000 % 60, 2).append(':');
    appendPadded(text, ofDay / 1000 % 60, 2).append('.');
    return appendPadded(text, ofDay % 1000, 3).append('Z').toString();
  }

  /** In years that begin in March, the leap day is the last; 400 of them have 146,097 days. */
  private static void appendDate(StringBuilder text, long days) {
    long shifted = days + 719_468; // since 0000-03-01
    long era = shifted / 146_097;
    long ofEra = shifted % 146_097;
    long yearOfEra = (ofEra - ofEra / 1460 + ofEra / 36_524 - ofEra / 146_096) / 365;
    long ofYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
    long monthFromMarch = (5 * ofYear + 2) / 153;
    long day = ofYear - (153 * monthFromMarch + 2) / 5 + 1;
    long month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
    long year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
    appendPadded(text, (int) year, 4).append('-');
    appendPadded(text, (int) month, 2).append('-');
    appendPadded(text, (int) day, 2);
  }

  private static StringBuilder appendPadded(StringBuilder text, int number, int digits) {
    String plain = Integer.toString(number);
    for (int i = plain.length(); i < digits; i++) {
      text.append('0');
    }
    return text.append(plain);
  }
}
