package dev.holdfast.core.guard;

import static dev.holdfast.core.guard.Bytes.whyNot;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class YamlTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "a: b\nc: [d, {e: f}]\ng: |\n  text\n  more\n",
        "x",
        "# nothing\n",
        "--- a\n--- b\n...\n",
        "a: &x 1\nb: *x\n",
        "a: !!str 1\nb: !own {c: d}\n",
        "%YAML 1.2\n---\na: \"\\u00fc\"\n",
        "\uFEFFa: \u00fc\n",
        "{\"json\": [1, true]}",
        "a: 1\na: 2\n"
      })
  void isValid(String text) {
    assertThat(whyNot(Format.YAML, text)).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a: [b|line 1, column |flow sequence",
        "a: \"b|line 1, column |end of stream",
        "a: b: c|line 1, column 5: |mapping values are not allowed",
        "a: b\\n- c|line 2, column 1: |expected",
        "a:\\n\\tb: c|line 2, column 1: |cannot start",
        "a: @b|line 1, column 4: |@",
        "a: *b|line 1, column 4: |'*b' has no anchor before it",
        "--- &a x\\n--- *a|line 2, column 5: |'*a' has no anchor before it",
        "a: !x!y z|line 1, column 4: |tag handle",
        "a: {b: c}}|line 1, column 10: |",
      })
  void isNot(String text, String place, String words) {
    assertThat(whyNot(Format.YAML, text.replace("\\n", "\n").replace("\\t", "\t")))
        .startsWith(place)
        .contains(words == null ? "" : words)
        .doesNotContain("\n");
  }

  @Test
  void theEncodingIsUnicode() {
    assertThat(whyNot(Format.YAML, Bytes.of("\uFEFFa: \u00fc", UTF_16BE))).isNull();
    assertThat(whyNot(Format.YAML, Bytes.of("a: \u00fc\n", ISO_8859_1)))
        .startsWith("line 1, column ");
  }

  @Test
  void aCharacterThatMayNotBeIsFoundWhereItIs() {
    assertThat(whyNot(Format.YAML, "\0\0\0\0"))
        .isEqualTo("line 1, column 1: the character U+0000 may not be");
    assertThat(whyNot(Format.YAML, "a: b\r\n\uD83D\uDE00: \u0007"))
        .isEqualTo("line 2, column 4: the character U+0007 may not be");
    String lines = "key: value\n".repeat(50_000);
    assertThat(whyNot(Format.YAML, lines + "k: \0"))
        .isEqualTo("line 50001, column 4: the character U+0000 may not be");
    String unmarked = "key: value\n".repeat(500_000);
    assertThat(whyNot(Format.YAML, unmarked + "k: \0"))
        .isEqualTo("line 500001, column 4: the character U+0000 may not be");
    assertThat(whyNot(Format.YAML, unmarked + "k: @\n")).startsWith("line 500001, column 4: ");
  }

  @Test
  void nestingIsGenerousAndHasAnEnd() {
    assertThat(whyNot(Format.YAML, "[".repeat(10_000) + "]".repeat(10_000))).isNull();
    assertThat(whyNot(Format.YAML, "[".repeat(10_001) + "]".repeat(10_001)))
        .isEqualTo("line 1, column 10001: more than 10000 levels deep");
    assertThat(whyNot(Format.YAML, "- ".repeat(2_000_000) + "x")).startsWith("line 1, column ");
  }

  /** Aliases of aliases are never followed. */
  @Test
  void aBombOfAliasesStaysSmall() {
    StringBuilder bomb = new StringBuilder("a0: &a0 lol\n");
    for (int i = 1; i < 30; i++) {
      bomb.append("a").append(i).append(": &a").append(i).append(" [");
      bomb.append(("*a" + (i - 1) + ", ").repeat(10)).append("]\n");
    }
    assertThat(whyNot(Format.YAML, bomb.toString())).isNull();
  }

  @Test
  void longPiecesAreValidUpToALimit() {
    assertThat(whyNot(Format.YAML, "a: " + "x".repeat(1_000_000))).isNull();
    assertThat(whyNot(Format.YAML, "a: |\n" + "  a line of text\n".repeat(200_000))).isNull();
    assertThat(whyNot(Format.YAML, "a: |\n" + "  a line of text\n".repeat(1_000_000)))
        .startsWith("line ")
        .endsWith(": a piece of more than 4 MB");
  }

  @Test
  void manyAnchorsAreNoError() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 10_001; i++) {
      text.append("- &a").append(i).append(" x\n");
    }
    assertThat(whyNot(Format.YAML, text + "- *a10000\n- *unknown\n")).isNull();
  }
}
