package dev.holdfast.core.config;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class KeyTest {
  record Values(Key key, List<? extends Enum<?>> constants) {}

  static List<Values> values() {
    return List.of(
        new Values(Key.MODE, List.of(Mode.values())),
        new Values(Key.ON_START_FAILURE, List.of(StartFailure.values())),
        new Values(Key.JMX, List.of(Jmx.values())),
        new Values(Key.SURVIVE, List.of(Survive.values())),
        new Values(Key.ON_EXCEPTION, List.of(OnException.values())),
        new Values(Key.ON_EXIT, List.of(OnExit.values())),
        new Values(Key.APPEND, List.of(Append.values())),
        new Values(Key.IN_PLACE, List.of(InPlace.values())),
        new Values(Key.RENAME, List.of(Rename.values())),
        new Values(Key.FALLBACK, List.of(Fallback.values())),
        new Values(Key.VALIDATE, List.of(Validate.values())));
  }

  @ParameterizedTest
  @MethodSource("values")
  void theConstantsAreTheWordsInTheirOrder(Values values) {
    assertThat(values.key.words)
        .isEqualTo(
            values.constants.stream()
                .map(c -> c.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .toList());
  }

  @ParameterizedTest
  @EnumSource(Key.class)
  void whatItMeansWhenAbsentIsSupported(Key key) {
    if (!key.words.isEmpty() && !key.absent.isEmpty()) {
      assertThat(key.wordsNow()).contains(key.absent);
    }
    assertThat(key.words).containsAll(key.wordsNow());
    assertThat(key.summary).endsWith(".").hasSizeLessThan(100);
    assertThat(Key.forTextOrNull(key.text)).isSameAs(key);
  }

  /** A row of the table in docs/configuration.md. */
  private static String row(Key key) {
    StringBuilder words = new StringBuilder();
    for (String word : key.words) {
      words.append(words.length() == 0 ? "" : ", ").append('`').append(word).append('`');
      words.append(key.isLater(word) ? " *later*" : "");
    }
    return String.format(
        "| `%s` | %s | %s | %s | %s | %s |",
        key.text,
        key.place.words,
        words,
        key.absent.isEmpty() ? "an error" : "`" + key.absent + "`",
        key.since(),
        key.summary.replace("**", "`**`"));
  }

  @Test
  void theDocumentedTableIsThisTable() throws IOException {
    String page = Files.readString(Path.of("..", "docs", "configuration.md"));
    String expected = Arrays.stream(Key.values()).map(k -> row(k) + "\n").collect(joining());
    String head = "|---|---|---|---|---|---|\n";
    int start = page.indexOf(head) + head.length();
    assertThat(page.substring(start, page.indexOf("<!-- end of keys -->"))).isEqualTo(expected);
  }
}
