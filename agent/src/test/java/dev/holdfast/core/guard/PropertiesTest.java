package dev.holdfast.core.guard;

import static dev.holdfast.core.guard.Bytes.whyNot;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Properties;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PropertiesTest {
  private static final String MALFORMED = "a backslash and 'u' without four hexadecimal digits";

  private final long seed = Long.getLong("holdfast.seed", System.nanoTime());
  private final Random random = new Random(seed);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a=\\u12g4|line 1, column 7",
        "a=1{n}b=\\u123{n}c=1|line 2, column 8",
        "a=1{r}{n}b=\\u123{r}{n}|line 2, column 8",
        "a=1{r}b=\\u|line 2, column 5",
        "\\u00=41|line 1, column 5",
        "a=\\u00\\{n}  zz|line 2, column 3",
        "a=\\u00\\u0041|line 1, column 8",
      })
  void isNot(String text, String place) {
    String given = text.replace("{n}", "\n").replace("{r}", "\r");
    assertThat(whyNot(Format.PROPERTIES, given)).isEqualTo(place + ": " + MALFORMED);
    assertThat(loads(given)).isFalse();
  }

  @Test
  void zerosAreNoText() {
    assertThat(whyNot(Format.PROPERTIES, "\0\0")).isEqualTo("line 1, column 1: a zero byte");
    assertThat(whyNot(Format.PROPERTIES, "a=b\n#\0")).isEqualTo("line 2, column 2: a zero byte");
  }

  private static boolean loads(String text) {
    try {
      new Properties().load(new ByteArrayInputStream(text.getBytes(ISO_8859_1)));
      return true;
    } catch (IllegalArgumentException malformed) {
      return false;
    } catch (IOException impossible) {
      throw new AssertionError(impossible);
    }
  }

  private static String escaped(CharSequence text) {
    StringBuilder escaped = new StringBuilder();
    text.chars().forEach(c -> escaped.append(c > ' ' ? "" + (char) c : "<" + c + ">"));
    return escaped.toString();
  }

  /** Whatever it says, java.util.Properties says the same. */
  @Test
  void isValidWhereJavaLoadsIt() {
    System.out.println("seed " + seed);
    String[] pieces = {
      "\\u", "\\", "00e", "4", "u", "g", "\n", "\r", "\r\n", " ", "\t", "\f", "#", "!", "=", ":",
      "a", "\u00fc", "\\u0041", "\\\n", "\\\r\n", "\\\\"
    };
    int refused = 0;
    for (int i = 0; i < 60_000; i++) {
      StringBuilder text = new StringBuilder("k");
      for (int n = random.nextInt(12); n >= 0; n--) {
        text.append(pieces[random.nextInt(pieces.length)]);
      }
      boolean loads = loads(text.toString());
      refused += loads ? 0 : 1;
      assertThat(whyNot(Format.PROPERTIES, Bytes.of(text.toString(), ISO_8859_1)) == null)
          .as("seed %s: %s", seed, escaped(text))
          .isEqualTo(loads);
    }
    assertThat(refused).isBetween(2_000, 58_000);
  }
}
