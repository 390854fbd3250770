package dev.holdfast.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the short way takes is the same tree the long way, to the index. */
class PlainYamlTest {
  private static final String[] LINES = {
    "holdfast: 1",
    "mode: protect",
    "mode:protect",
    "rules:",
    "defaults: {}",
    "defaults:",
    "# c",
    "quiet: \"true\"",
    "quiet: 'a # b'",
    "- name: a b",
    "- paths: [\"/a/**\", 'b', c]",
    "- x",
    "- \"x\"",
    "-",
    "- - x",
    "paths:",
    "paths: [ ]",
    "paths: [a,b, ]",
    "paths: [a b , c]",
    "paths: [/a/{b,c}]",
    "a: b: c",
    "a: b #c",
    "a: b#c",
    "a: ${X}/b",
    "a: [${X}]",
    "",
    "  ",
    "---",
    "...",
    "a: |",
    "a: *b",
    "a: &b c",
    "a: !b c",
    "a: \"x",
    "a: 'it''s'",
    "a: \"\\n\"",
    "a : b",
    "\"a\": b",
    "? a",
    "a: {b: c}",
    "a: {above: 200KB, below: 1/16}",
    "a: { b: c , d: \"e\", } # f",
    "a: {b: }",
    "a: {b: c, d}",
    "a: {b:c}",
    "a: {b: {}}",
    "a: {b: [c]}",
    "a: {b: c",
    "a: {}x",
    "- {b: c}",
    "{b: c}",
    "a: [b: c]",
    "a: [b",
    "c]",
    "a: -",
    "a: - b",
    "a: 1/16",
    "a:  b ",
    "a: [b]#c",
    "a: [b] # c",
    "a: \"b\"#c",
    "a: ''",
    "a: ~",
    "a: [,]",
    "-a: b",
    "%YAML 1.2",
    "a:"
  };

  private final long seed = Long.getLong("holdfast.seed", System.nanoTime());
  private final Random random = new Random(seed);

  private static String show(YamlNode node) {
    if (node.kind == YamlNode.Kind.SCALAR) {
      return "<" + node.text + ">@" + node.index;
    }
    StringBuilder all = new StringBuilder(node.kind + "@" + node.index + "(");
    for (YamlNode child : node.children) {
      all.append(show(child)).append(' ');
    }
    return all + ")";
  }

  private static String shownByFull(String text) {
    SourceText source = new SourceText("x", text);
    try {
      return show(FullYaml.parse(source, new Problems(source)));
    } catch (ConfigurationException wrong) {
      return wrong.getMessage();
    }
  }

  private String someText() {
    StringBuilder text = new StringBuilder();
    for (int lines = 1 + random.nextInt(6); lines > 0; lines--) {
      for (int indent = random.nextInt(3); indent > 0; indent--) {
        text.append("  ");
      }
      text.append(LINES[random.nextInt(LINES.length)]).append(lines == 1 ? "" : "\n");
    }
    return text.toString();
  }

  @Test
  void takesNothingThatFullYamlReadsOtherwise() {
    System.out.println("seed " + seed);
    int taken = 0;
    for (int i = 0; i < 40_000; i++) {
      String text = someText();
      YamlNode plain = PlainYaml.parseOrNull(text);
      if (plain != null) {
        taken++;
        assertThat(show(plain)).as("seed %s\n%s", seed, text).isEqualTo(shownByFull(text));
      }
    }
    assertThat(taken).as("taken, seed %s", seed).isGreaterThan(1_000);
  }

  /** One character changed, put in or left out of a usual file. */
  @Test
  void takesNoTypoThatFullYamlReadsOtherwise() {
    System.out.println("seed " + seed);
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder(USUAL);
      for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
        int at = random.nextInt(text.length());
        char c = " \n-:#[]{},'\"a/*&!|>%@`?\t\\".charAt(random.nextInt(25));
        switch (random.nextInt(3)) {
          case 0 -> text.setCharAt(at, c);
          case 1 -> text.insert(at, c);
          default -> text.deleteCharAt(at);
        }
      }
      YamlNode plain = PlainYaml.parseOrNull(text.toString());
      if (plain != null) {
        assertThat(show(plain))
            .as("seed %s\n%s", seed, text)
            .isEqualTo(shownByFull(text.toString()));
      }
    }
  }

  private static final String USUAL =
      """
      # Protects the application's state.
      holdfast: 1   # format
      mode: protect
      quiet: false

      defaults:
        rename: harden
      rules:
        - name: application state
          paths: ["/srv/app/data/**/*.json", "${APP_HOME}/conf/**"]
          exclude:
            - "**/*.log"
            - '/srv/app/data/cache/**'
        # another
        - paths: [conf/app.xml]
          append: passthrough
          shrink-guard: {above: 200KB, below: 1/16}
          end-of-input: [java.io.EOFException, org.example.Feed$End]
      """;

  @ParameterizedTest
  @ValueSource(
      strings = {USUAL, "holdfast: 1\nrules:\n- paths:\n  - /a/b\n", "holdfast: 1\nrules:"})
  void takesWhatConfigurationsLookLike(String text) {
    assertThat(show(PlainYaml.parseOrNull(text))).isEqualTo(shownByFull(text));
  }
}
