package dev.holdfast.core.guard;

import static dev.holdfast.core.guard.Bytes.whyNot;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
  private static final String SAMPLE =
      "{\"a\": [1, -2.5e+3, \"x\\u00fc\\n\\\"\", true, null, {}], \"\u00fc\": {\"b\": [[]]}}\n";

  @ParameterizedTest
  @ValueSource(
      strings = {
        SAMPLE,
        "1",
        "\"x\"",
        "null",
        "-0.1e-7",
        " [ ] \r\n",
        "\uFEFF{}",
        "{\"a\":1,\"a\":2}",
        "\"\uD83D\uDE00\"",
        "[1e999999, 123456789012345678901234567890]"
      })
  void isValid(String text) {
    assertThat(whyNot(Format.JSON, text)).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{`|line 1, column 2: |end-of-input",
        "` `|line 1, column 1: no value|",
        "{\"a\":1}{\"a\":2}|line 1, column 8: more than one value|",
        "{} x|line 1, column 4: |Unrecognized token 'x'",
        "{'a':1}|line 1, column 2: |double-quote",
        "{a:1}|line 1, column 2: |double-quote",
        "[1,]|line 1, column 4: |expected",
        "[1 2]|line 1, column 4: |comma",
        "{\"a\":1]|line 1, column 7: |close marker ']'",
        "[01]|line 1, column 3: |Leading zeroes",
        "[NaN]|line 1, column 5: |NaN",
        "[tru]|line 1, column |token 'tru'",
        "[1] // c|line 1, column 5: |comment",
        "<html>|line 1, column 1: |('<' (code 60))",
        "[\"\\x\"]|line 1, column 4: |escape",
      })
  void isNot(String text, String place, String words) {
    String given = text.endsWith("`") ? text.substring(0, text.length() - 1) : text;
    assertThat(whyNot(Format.JSON, given)).startsWith(place).contains(words == null ? "" : words);
  }

  @Test
  void linesAreCounted() {
    assertThat(whyNot(Format.JSON, "{\n  \"a\": 1,\r\n  \"b\": }\n"))
        .startsWith("line 3, column 8: ")
        .contains("'}'");
  }

  @Test
  void everyCutIsSeen() {
    Bytes whole = Bytes.of(SAMPLE.trim(), UTF_8);
    Bytes list = Bytes.of("[" + SAMPLE + "]", UTF_8);
    for (Bytes sample : new Bytes[] {whole, list}) {
      assertThat(whyNot(Format.JSON, sample)).isNull();
      for (int length = 0; length < sample.size(); length++) {
        assertThat(whyNot(Format.JSON, sample.cutTo(length))).as("cut to %s", length).isNotNull();
      }
    }
  }

  @Test
  void unicodeIsReadAsRfc4627FindsIt() {
    Charset utf32 = Charset.forName("UTF-32BE");
    for (Charset charset : new Charset[] {UTF_16BE, UTF_16LE, utf32}) {
      assertThat(whyNot(Format.JSON, Bytes.of(SAMPLE, charset))).as("%s", charset).isNull();
      assertThat(whyNot(Format.JSON, Bytes.of("\uFEFF" + SAMPLE, charset))).isNull();
      assertThat(whyNot(Format.JSON, Bytes.of("{\n  \"a\": }", charset)))
          .startsWith("line 2, column 8: ");
    }
    assertThat(whyNot(Format.JSON, Bytes.of("[\"\u00fc\"]", ISO_8859_1)))
        .startsWith("line 1, column ")
        .contains("UTF-8");
  }

  @Test
  void zerosAreNoJson() {
    assertThat(whyNot(Format.JSON, "\0\0\0\0\0\0\0\0")).startsWith("line 1, column 2: ");
    assertThat(whyNot(Format.JSON, "{}\0")).startsWith("line 1, column 4: ");
  }

  @Test
  void nestingIsGenerousAndHasAnEnd() {
    assertThat(whyNot(Format.JSON, "[".repeat(10_000) + "]".repeat(10_000))).isNull();
    assertThat(whyNot(Format.JSON, "[".repeat(10_001) + "]".repeat(10_001)))
        .startsWith("line 1, column 1000")
        .contains("10000");
    assertThat(whyNot(Format.JSON, "[".repeat(10_000_000))).startsWith("line 1, column 1000");
  }

  @Test
  void longPiecesAreValid() {
    assertThat(whyNot(Format.JSON, "[\"" + "x".repeat(20_000_000) + "\"]")).isNull();
    assertThat(whyNot(Format.JSON, "[" + "7".repeat(100_000) + "]")).isNull();
    assertThat(whyNot(Format.JSON, "{\"" + "k".repeat(40_000) + "\": 1}")).isNull();
  }

  @Test
  void aMessageShowsLittleOfTheText() {
    assertThat(whyNot(Format.JSON, "{\"password\": hunter2isnotshortatallbutlong}"))
        .doesNotContain("butlong")
        .doesNotContain("Source")
        .doesNotContain("\n");
  }
}
