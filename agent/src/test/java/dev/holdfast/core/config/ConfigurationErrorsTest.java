package dev.holdfast.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigurationErrorsTest {
  private static final String HEAD = "holdfast: 1\nrules:\n  - paths: [\"/a/*\"]\n    ";

  @TempDir Path folder;

  private String messageOf(String text) {
    Given env = new Given(folder.toString());
    env.properties.put("empty", "");
    env.properties.put("star", "/a/*");
    Given.file(folder, text);
    try {
      ConfigurationReader.read("holdfast.yaml", env);
    } catch (ConfigurationException wrong) {
      return wrong.getMessage();
    }
    return "nothing wrong";
  }

  @Test
  void theMessageShowsThePlaceAndWhatIsAllowed() {
    assertThat(messageOf(HEAD + "apend: sync"))
        .isEqualTo(
            """
            holdfast.yaml:4:5: unknown key 'apend' in a rule
                    apend: sync
                    ^
              did you mean 'append'?
              allowed: name, paths, exclude, survive, on-exception, end-of-input, on-exit, append,\
             in-place, rename, fallback, shrink-guard, validate, keep-previous""");
  }

  @Test
  void allThatIsWrongIsToldInTheOrderOfTheText() {
    String message = messageOf("holdfast: 1\nrules: [{paths: []}, {}, {paths: ['[']}]\nmode: on");
    assertThat(message.split("\n\n"))
        .satisfiesExactly(
            first -> assertThat(first).startsWith("holdfast.yaml:2:17: 'paths' is empty"),
            second -> assertThat(second).startsWith("holdfast.yaml:2:22: this rule has no 'paths'"),
            third -> assertThat(third).startsWith("holdfast.yaml:2:36: bad glob '['"),
            last -> assertThat(last).startsWith("holdfast.yaml:3:7: 'on' is no value of 'mode'"));
  }

  @Test
  void tenProblemsAreTold() {
    StringBuilder text = new StringBuilder("holdfast: 1\nrules: [{paths: [x]}]\n");
    for (int i = 0; i < 13; i++) {
      text.append("k").append(i).append(": 1\n");
    }
    assertThat(messageOf(text.toString()))
        .contains("holdfast.yaml:12:1:")
        .doesNotContain("holdfast.yaml:13:1:")
        .endsWith("and 3 more");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | 1:1: the configuration is empty | its first line is: holdfast: 1",
        "'# x' | 1:1: the configuration is empty | its first line is: holdfast: 1",
        "'- x' | 1:1: a configuration must be keys and values | begin with holdfast: 1",
        "'rules: []' | 1:1: 'holdfast', the format version, is missing | reads format 1: holdfast: 1",
        "'holdfast: 2\\nx: 1' | 1:11: '2' is no format that is known | reads format 1",
        "'holdfast:' | 1:10: this is no format that is known | reads format 1",
        "'holdfast: 1' | 1:1: 'rules' is missing | write rules:",
        "'holdfast: 1\\nrules:' | 2:7: 'rules' is empty | write rules:",
        "'holdfast: 1\\nrules: []' | 2:8: 'rules' is empty | write rules:",
        "'holdfast: 1\\nrules: {a: b}' | 2:8: 'rules' must be a list | begin each rule with",
        "'holdfast: 1\\nrules: [x]' | 2:9: a rule must be keys and values | allowed: name, paths",
        "'holdfast: 1\\nrules: [{name: x}]' | 2:9: this rule has no 'paths' | write paths:",
        "'holdfast: 1\\nrules: [{paths: }]' | 2:16: 'paths' is empty | write paths:",
        "'holdfast: 1\\nrules: [{paths: /a/b}]' | 2:17: 'paths' must be a list | write paths: [\"/a/b\"]",
        "'holdfast: 1\\nrules: [{paths: [[x]]}]' | 2:18: a glob must be a text | quotes",
        "'holdfast: 1\\nmode: off\\nmode: off\\nrules: [{paths: [x]}]' | 3:1: 'mode' is given twice | leave",
        "'holdfast: 1\\nsurvive: x\\nrules: [{paths: [x]}]' | 2:1: 'survive' does not belong in the configuration | it stands in a rule or under 'defaults'",
        "'holdfast: 1\\ndefaults: {paths: [x]}\\nrules: [{paths: [x]}]' | 2:12: 'paths' does not belong in 'defaults' | it stands in a rule",
        "'holdfast: 1\\ndefaults: x\\nrules: [{paths: [x]}]' | 2:11: 'defaults' must be keys and values | allowed: survive",
        "'holdfast: 1\\n? [a]\\n: b\\nrules: [{paths: [x]}]' | 2:3: a key must be a word | allowed: holdfast",
        "'holdfast: 1\\nquiet: yes\\nrules: [{paths: [x]}]' | 2:8: 'yes' is no value of 'quiet' | allowed: false, true",
        "'holdfast: 1\\nmode: observe\\nrules: [{paths: [x]}]' | 2:7: 'mode: observe' is not yet supported | allowed now: protect, off",
        "'holdfast: 1\\nrules: [{paths: [x], name: [a]}]' | 2:28: 'name' must be a text | leave",
      })
  void theFileAroundTheRules(String text, String what, String remedy) {
    assertThat(messageOf(text.replace("\\n", "\n")))
        .startsWith("holdfast.yaml:" + what)
        .contains(remedy);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "survive: | 4:13: 'survive' has no value | allowed: power-loss, process-crash",
        "survive: power-los | 4:14: 'power-los' is no value of 'survive' | did you mean 'power-loss'?",
        "survive: [a] | 4:14: 'survive' must be one word | allowed: power-loss",
        "survive: process | 4:14: 'process' is no value of 'survive' | allowed: power-loss, process-crash",
        "on-exception: abort | 4:19: 'abort' is no value of 'on-exception' | allowed: discard, commit",
        "append: atomc | 4:13: 'atomc' is no value of 'append' | did you mean 'atomic'?",
        "fallback: undo | 4:15: 'undo' is no value of 'fallback' | allowed: journal, in-place, refuse",
        "validate: jsn | 4:15: 'jsn' is no value of 'validate' | did you mean 'json'?",
        "keep-previous: -1 | 4:20: '-1' is no value of 'keep-previous' | a whole number, 0 to 1000",
        "keep-previous: 1001 | 4:20: '1001' is no value | a whole number, 0 to 1000",
        "keep-previous: [] | 4:20: 'keep-previous' has no number | a whole number",
        "'shrink-guard: {above: 1KB, below: }' | 4:38: 'below' has no number | a fraction below 1",
        "'shrink-guard: {above: 1KB, above: 2KB, below: 1/2}' | 4:32: unknown or repeated key 'above' | once each",
        "end-of-input: java.io.EOFException | 4:19: 'end-of-input' must be a list of class names | write end-of-input: [java.io.EOFException]",
        "end-of-input: | 4:18: 'end-of-input' must be a list of class names | write",
        "'end-of-input: [[x]]' | 4:20: a class name must be a text | as in java.io.EOFException",
        "'end-of-input: [java.io.EOFException, java/io/EOFException]' | 4:42: 'java/io/EOFException' is no name of a Java class | org.example.Outer$Inner",
        "'end-of-input: [a..b]' | 4:20: 'a..b' is no name of a Java class | ''",
        "'end-of-input: [a.]' | 4:20: 'a.' is no name of a Java class | ''",
        "'end-of-input: [a b]' | 4:20: 'a b' is no name of a Java class | ''",
        "'end-of-input: [a.1b]' | 4:20: 'a.1b' is no name of a Java class | ''",
        "'shrink-guard: {above: 200kb, below: 1/16}' | 4:27: '200kb' is no value of 'above' | KB, MB or GB",
        "'shrink-guard: {above: 1KB, below: 16/16}' | 4:39: '16/16' is no value of 'below' | a fraction below 1",
        "'shrink-guard: {above: 1KB, below: 5%}' | 4:39: '5%' is no value of 'below' | a fraction below 1",
        "'shrink-guard: {above: 1KB}' | 4:19: 'shrink-guard' needs both | {above: 200KB, below: 1/16}",
        "'shrink-guard: {abve: 1KB, below: 1/2}' | 4:20: unknown or repeated key 'abve' | allowed: above, below",
        "shrink-guard: on | 4:19: 'on' is no value of 'shrink-guard' | allowed: off, {above",
        "'exclude: [\"[z-a]\"]' | 4:17: bad glob '[z-a]': Invalid range | ''",
        "'exclude: [\"/x/{a\"]' | 4:20: bad glob '/x/{a': Missing '} | ''",
        "'exclude: [\"/x/[a\"]' | 4:20: bad glob '/x/[a': Missing '] | ''",
        "'exclude: [\"~/x\"]' | 4:16: bad glob '~/x': '~' is not the home folder here | write ${user.home}",
        "'exclude: [\"${nope}/x\"]' | 4:16: 'nope' is not defined | -Dnope=...",
        "'exclude: [\"/x/${nope\"]' | 4:19: '${' without '}' | write ${NAME}",
        "'exclude: [\"/x/${}\"]' | 4:19: '${}' names no variable | write ${NAME}",
        "'exclude: [\"/x/${empty}\"]' | 4:19: the system property 'empty' is empty | set it",
        "'exclude: [\"x${star}\"]' | 4:17: the system property 'star' is '/a/*', which holds a glob's '*' | plain text",
        "'exclude: [*.log]' | 4:16: not YAML: | put globs in quotes",
        "'exclude: [**/*.log]' | 4:1 | put globs in quotes",
        "'exclude: [x{a,b}]' | 4:1 | ''",
        "'exclude: &a [x]' | 4:14: an anchor (&NAME) | use 'defaults'",
        "'exclude: !!set [x]' | 4:14: a tag (!NAME) | leave it out",
        "'name: x: y' | 4:1 | ''",
        "'name: \"x' | 4:11: not YAML: found unexpected end of stream | while scanning a quoted scalar",
      })
  void aRule(String line, String what, String remedy) {
    assertThat(messageOf(HEAD + line)).startsWith("holdfast.yaml:" + what).contains(remedy);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "jmx: maybe | 3:6: 'maybe' is no value of 'jmx' | allowed: auto, on, off",
        "log: | 3:5: 'log' names no file | write a path, or {file: PATH, limit: 1MB, keep: 3}",
        "log: [x] | 3:6: 'log' names no file | write a path",
        "log: /var/log/ | 3:6: '/var/log/' is a folder, not a file | name the file in it",
        "'log: {limit: 1MB}' | 3:6: 'log' needs a 'file' | write log: {file: PATH",
        "'log: {file: x, size: 1MB}' | 3:16: unknown or repeated key 'size' in 'log' | file, limit, keep",
        "'log: {file: x, file: y}' | 3:16: unknown or repeated key 'file' in 'log' | once each",
        "'log: {file: [x]}' | 3:13: 'file' names no file | write a path",
        "'log: {file: \"${nope}/x\"}' | 3:14: 'nope' is not defined | -Dnope=...",
        "'log: {file: x, limit: 1023}' | 3:23: '1023' is no value of 'limit' | at least 1KB",
        "'log: {file: x, limit: big}' | 3:23: 'big' is no value of 'limit' | KB, MB or GB",
        "'log: {file: x, keep: 0}' | 3:22: '0' is no value of 'keep' | a whole number, 1 to 100",
        "'log: {file: x, keep: 101}' | 3:22: '101' is no value of 'keep' | 1 to 100",
        "'log: {file: x, keep: }' | 3:21: 'keep' has no number | 1 to 100",
      })
  void whatOthersSee(String line, String what, String remedy) {
    assertThat(messageOf("holdfast: 1\nrules: [{paths: [x]}]\n" + line))
        .startsWith("holdfast.yaml:" + what)
        .contains(remedy);
  }

  @Test
  void yamlThatIsNoConfigurationIsToldByItsPlace() {
    assertThat(messageOf("holdfast: 1\nrules:\n\t- paths: [x]"))
        .startsWith("holdfast.yaml:3:1: a tab where YAML wants spaces\n    \t- paths: [x]\n    ^");
    assertThat(messageOf("holdfast: 1\n---\nholdfast: 1"))
        .startsWith("holdfast.yaml:3:1: a second document");
    assertThat(messageOf("holdfast: 1\nx: \u0007"))
        .startsWith("holdfast.yaml:2:4: the character U+0007 may not be in YAML");
    assertThat(messageOf("a: *b")).contains("an alias (*NAME)");
    String deep = new String(new char[40]).replace("\0", "[");
    assertThat(messageOf("holdfast: " + deep)).contains("more than 16 levels deep");
    String deeper = new String(new char[100_000]).replace("\0", "[");
    assertThat(messageOf("holdfast: " + deeper)).contains("more than 16 levels deep");
  }

  @Test
  void linesEndAsYamlHasThem() {
    assertThat(messageOf("holdfast: 1\r\n# \u00fc\rmode: on\nrules: [{paths: [x]}]"))
        .startsWith("holdfast.yaml:3:7:");
    assertThat(messageOf("holdfast: 1\nrules: [{paths: [x], name: \"\uD83D\uDE00\", x: y}]"))
        .startsWith("holdfast.yaml:2:33: unknown key 'x'");
  }

  @Test
  void aLongLineIsShownAroundThePlace() {
    String name = new String(new char[1000]).replace("\0", "n");
    assertThat(messageOf("holdfast: 1\nrules: [{paths: [x], name: " + name + ", x: y}]"))
        .startsWith("holdfast.yaml:2:1030: unknown key 'x' in a rule\n    nnnnnnn");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "protect= | 1:9: an empty glob | write protect=GLOB",
        "protect=/a: | 1:12: an empty glob | write protect=GLOB",
        "protect=/a:/b/[ | 1:15: bad glob '/b/[': Missing '] | ''",
        "protect=/${nope}:/b | 1:10: 'nope' is not defined | -Dnope=",
        "config= | 1:8: 'config=' names no file | write config=FILE",
        "confg=/a | 1:1: unknown key 'confg' | did you mean 'config'?",
        "mode=off | 1:1: unknown key 'mode' | allowed: config=FILE, FILE, protect=GLOB[:GLOB...]"
      })
  void theAgentArgument(String argument, String what, String remedy) {
    assertThatThrownBy(() -> ConfigurationReader.fromAgentArgument(argument, new Given("/start")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith("agent argument:" + what)
        .hasMessageContaining(remedy)
        .hasMessageContaining("\n    " + argument + "\n");
  }

  @Test
  void noConfigurationAtAllSaysWhatToDo() {
    assertThatThrownBy(() -> ConfigurationReader.fromAgentArgument("", new Given("/start")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith("agent argument: no configuration given\n")
        .hasMessageContaining("config=FILE")
        .hasMessageContaining("protect=GLOB[:GLOB...]")
        .hasMessageContaining("-Dholdfast.config=FILE")
        .hasMessageContaining("HOLDFAST_CONFIG");
  }
}
