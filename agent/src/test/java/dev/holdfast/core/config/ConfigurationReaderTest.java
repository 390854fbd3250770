package dev.holdfast.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationReaderTest {
  @TempDir Path folder;
  private Given env;

  @BeforeEach
  void startInTheFolder() {
    env = new Given(folder.toString());
  }

  private Configuration read(String... lines) throws ConfigurationException {
    return ConfigurationReader.read(Given.file(folder, lines), env);
  }

  @Test
  void anAbsentKeyMeansWhatThisVersionDoes() throws ConfigurationException {
    Configuration least = read("holdfast: 1", "rules:", "  - paths: [\"*.json\"]");
    assertThat(least.mode()).isEqualTo(Mode.PROTECT);
    assertThat(least.onStartFailure()).isEqualTo(StartFailure.HALT);
    assertThat(least.quiet()).isFalse();
    assertThat(least.reload()).isEqualTo(Reload.MANUAL);
    assertThat(least.source()).isEqualTo(folder.resolve("holdfast.yaml").toString());
    assertThat(least.fileOrNull()).isEqualTo(folder.resolve("holdfast.yaml").toString());
    Rule rule = least.rules().get(0);
    assertThat(least.rules()).hasSize(1);
    assertThat(rule.name()).isEqualTo("rule 1");
    assertThat(rule.where()).isEqualTo(folder.resolve("holdfast.yaml") + ":3");
    assertThat(rule.survive()).isEqualTo(Survive.POWER_LOSS);
    assertThat(rule.onException()).isEqualTo(OnException.DISCARD);
    assertThat(rule.endOfInputOrNull()).isNull();
    assertThat(rule.shrink()).isSameAs(Shrink.OFF);
    assertThat(rule.validate()).isEqualTo(Validate.NONE);
    assertThat(rule.previous()).isZero();
    assertThat(rule.onExit()).isEqualTo(OnExit.AUTO);
    assertThat(rule.append()).isEqualTo(Append.SYNC);
    assertThat(rule.inPlace()).isEqualTo(InPlace.SYNC);
    assertThat(rule.rename()).isEqualTo(Rename.HARDEN);
    assertThat(rule.fallback()).isEqualTo(Fallback.JOURNAL);
    assertThat(rule.roots()).hasToString("[" + folder + "]");
  }

  @Test
  void everyKeyIsRead() throws ConfigurationException {
    Configuration all =
        read(
            "holdfast: 1",
            "mode: off",
            "on-start-failure: continue",
            "quiet: true",
            "reload: auto",
            "defaults: {on-exit: discard, rename: passthrough}",
            "rules:",
            "  - name: first one",
            "    paths: [\"/a/**\", '/b/*']",
            "    exclude: [\"**/*.log\"]",
            "    survive: power-loss",
            "    on-exception: commit",
            "    on-exit: commit",
            "    append: passthrough",
            "    in-place: passthrough",
            "    fallback: in-place",
            "    shrink-guard: off",
            "    validate: none",
            "    keep-previous: 0",
            "  - paths: [c]");
    assertThat(all.mode()).isEqualTo(Mode.OFF);
    assertThat(all.onStartFailure()).isEqualTo(StartFailure.CONTINUE);
    assertThat(all.quiet()).isTrue();
    assertThat(all.reload()).isEqualTo(Reload.AUTO);
    Rule first = all.rules().get(0);
    Rule second = all.rules().get(1);
    assertThat(first.name()).isEqualTo("first one");
    assertThat(first.globs()).hasToString("[/a/**, /b/*]");
    assertThat(first.excludes()).hasToString("[**/*.log]");
    assertThat(List.of(first.onExit(), second.onExit()))
        .containsExactly(OnExit.COMMIT, OnExit.DISCARD);
    assertThat(List.of(first.rename(), second.rename()))
        .containsExactly(Rename.PASSTHROUGH, Rename.PASSTHROUGH);
    assertThat(second).hasToString("'rule 2' (" + folder.resolve("holdfast.yaml") + ":20)");
    assertThat(second.roots()).hasToString("[" + folder + "]");
  }

  @Test
  void whatOthersSeeIsRead() throws ConfigurationException {
    String[] rules = {"holdfast: 1", "rules: [{paths: [x]}]", ""};
    Configuration least = read(rules);
    assertThat(least.jmx()).isEqualTo(Jmx.AUTO);
    assertThat(least.log().isOn()).isFalse();

    rules[2] = "jmx: off\nlog: logs/../x.log";
    assertThat(read(rules).jmx()).isEqualTo(Jmx.OFF);
    assertThat(read(rules).log())
        .hasToString("{file: " + folder.resolve("x.log") + ", limit: 1MB, keep: 3}");

    rules[2] = "jmx: on\nlog: {keep: 9, limit: 5000, file: /var/log/x}";
    assertThat(read(rules).jmx()).isEqualTo(Jmx.ON);
    Log log = read(rules).log();
    assertThat(log.file()).isEqualTo("/var/log/x");
    assertThat(log.limit()).isEqualTo(5000);
    assertThat(log.keep()).isEqualTo(9);

    rules[2] = "log: off";
    assertThat(read(rules).log()).isSameAs(Log.OFF);
  }

  @Test
  void whatARuleAsksOfANewVersionIsRead() throws ConfigurationException {
    env.properties.put("SIZE", "3 MB");
    Configuration read =
        read(
            "holdfast: 1",
            "defaults:",
            "  shrink-guard: {above: 200KB, below: 1/16}",
            "  validate: json",
            "  keep-previous: 3",
            "  on-exception: commit",
            "  end-of-input: [java.io.EOFException, org.example.Feed$End, Bare]",
            "rules:",
            "  - paths: [a]",
            "  - paths: [b]",
            "    shrink-guard: {below: 2/3, above: \"${SIZE}\"}",
            "    validate: non-empty",
            "    keep-previous: 1000",
            "    on-exception: discard",
            "    end-of-input: []",
            "  - paths: [c]",
            "    shrink-guard: off",
            "    keep-previous: 0");
    Rule defaults = read.rules().get(0);
    Rule own = read.rules().get(1);
    Rule off = read.rules().get(2);
    assertThat(defaults.shrink()).hasToString("{above: 200KB, below: 1/16}");
    assertThat(defaults.shrink().above()).isEqualTo(200 << 10);
    assertThat(defaults.shrink().part()).isEqualTo(1);
    assertThat(defaults.shrink().whole()).isEqualTo(16);
    assertThat(defaults.validate()).isEqualTo(Validate.JSON);
    assertThat(defaults.previous()).isEqualTo(3);
    assertThat(defaults.onException()).isEqualTo(OnException.COMMIT);
    assertThat(defaults.endOfInputOrNull())
        .containsExactly("java.io.EOFException", "org.example.Feed$End", "Bare");
    assertThat(own.shrink()).hasToString("{above: 3MB, below: 2/3}");
    assertThat(own.validate()).isEqualTo(Validate.NON_EMPTY);
    assertThat(own.previous()).isEqualTo(1000);
    assertThat(own.onException()).isEqualTo(OnException.DISCARD);
    assertThat(own.endOfInputOrNull()).isEmpty();
    assertThat(off.shrink()).isSameAs(Shrink.OFF).hasToString("off");
    assertThat(off.previous()).isZero();
    assertThat(off.validate()).isEqualTo(Validate.JSON);
  }

  @Test
  void allOfYamlIsRead() throws ConfigurationException {
    Configuration flow =
        read(
            "\uFEFF%YAML 1.2",
            "---",
            "{\"holdfast\": 1, rules: [{name: \"\\u00fcber\",",
            "  paths: [\"/a/*\",",
            "          \"/\\u00fc/*\"]}]}",
            "...");
    assertThat(flow.rules()).hasToString("['über' (" + folder.resolve("holdfast.yaml") + ":3)]");
    assertThat(flow.paths().ruleForOrNull("/ü/x")).isNotNull();
  }

  @Test
  void variablesArePropertiesFirstThenTheEnvironment() throws ConfigurationException {
    env.properties.put("a.home", "/prop");
    env.variables.put("a.home", "/env");
    env.variables.put("B", "sub");
    env.variables.put("MODE", "off");
    Configuration read =
        read(
            "holdfast: 1",
            "mode: ${MODE}",
            "rules:",
            "  - name: of ${B}",
            "    paths: [\"${a.home}/${B}/*\", \"${B}/x\"]");
    assertThat(read.mode()).isEqualTo(Mode.OFF);
    assertThat(read.rules().get(0).name()).isEqualTo("of sub");
    assertThat(read.paths().ruleForOrNull("/prop/sub/a")).isNotNull();
    assertThat(read.paths().ruleForOrNull("sub/x")).isNotNull();
    assertThat(read.paths().ruleForOrNull("/env/sub/a")).isNull();
  }

  @Test
  void relativeGlobsStartAtTheFilesFolderAndPathsAtTheStartFolder()
      throws ConfigurationException, IOException {
    Files.createDirectory(folder.resolve("etc"));
    Given.file(folder.resolve("etc"), "holdfast: 1", "rules: [{paths: [\"a/*\"]}]");
    Configuration read = ConfigurationReader.read("x/../etc/holdfast.yaml", env);
    assertThat(read.source()).isEqualTo("x/../etc/holdfast.yaml");
    assertThat(read.folder()).isEqualTo(folder.resolve("etc").toString());
    assertThat(read.rules().get(0).where()).isEqualTo("x/../etc/holdfast.yaml:2");
    assertThat(read.paths().ruleForOrNull("etc/a/b")).isNotNull();
    assertThat(read.paths().ruleForOrNull("a/b")).isNull();
  }

  @Test
  void argumentThenPropertyThenEnvironmentNameTheFile() throws ConfigurationException {
    String file = Given.file(folder, "holdfast: 1", "rules: [{paths: [x]}]");
    env.variables.put("HOLDFAST_CONFIG", file);
    assertThat(ConfigurationReader.fromAgentArgument(null, env).source()).isEqualTo(file);
    env.properties.put("holdfast.config", "./holdfast.yaml");
    assertThat(ConfigurationReader.fromAgentArgument("", env).source())
        .isEqualTo("./holdfast.yaml");
    assertThat(ConfigurationReader.fromAgentArgument("holdfast.yaml", env).source())
        .isEqualTo("holdfast.yaml");
    assertThat(ConfigurationReader.fromAgentArgument("config=" + file, env).source())
        .isEqualTo(file);
  }

  @Test
  void globsOfTheArgumentStartAtTheStartFolder() throws ConfigurationException {
    env.properties.put("home", "/h");
    Configuration read =
        ConfigurationReader.fromAgentArgument("protect=a/*.{x,y}:${home}/**:/c=d", env);
    assertThat(read.source()).isEqualTo("agent argument");
    assertThat(read.folder()).isEqualTo(folder.toString());
    assertThat(read.mode()).isEqualTo(Mode.PROTECT);
    assertThat(read.rules()).hasToString("['rule 1' (agent argument)]");
    assertThat(read.paths().ruleForOrNull(folder + "/a/b.y")).isNotNull();
    assertThat(read.paths().ruleForOrNull("a/b.x")).isNotNull();
    assertThat(read.paths().ruleForOrNull("/h/x")).isNotNull();
    assertThat(read.paths().ruleForOrNull("/c=d")).isNotNull();
    assertThat(read.rules().get(0).onExit()).isEqualTo(OnExit.AUTO);
  }

  @Test
  void aWrongFileStillSaysWhatToDoAtAFailedStart() {
    assertThatThrownBy(
            () -> read("holdfast: 1", "on-start-failure: continue", "rules: [{paths: []}]"))
        .isInstanceOfSatisfying(
            ConfigurationException.class,
            wrong -> assertThat(wrong.onStartFailure()).isEqualTo(StartFailure.CONTINUE));
    assertThatThrownBy(() -> read("holdfast: 1", "rules: [{paths: []}]"))
        .isInstanceOfSatisfying(
            ConfigurationException.class,
            wrong -> assertThat(wrong.onStartFailure()).isEqualTo(StartFailure.HALT));
  }

  @Test
  void aFileThatIsNotUtf8IsToldAtItsByte() throws IOException {
    Path file = folder.resolve("latin1.yaml");
    Files.write(file, "holdfast: 1\nname: \u00fcber\n".getBytes(StandardCharsets.ISO_8859_1));
    assertThatThrownBy(() -> ConfigurationReader.read("latin1.yaml", env))
        .hasMessage(
            """
            latin1.yaml:2:7: not UTF-8: byte 0xfc
                name:\s
                      ^
              save the file as UTF-8""");
    Files.write(file, new byte[] {'a', ':', ' ', (byte) 0xc3});
    assertThatThrownBy(() -> ConfigurationReader.read("latin1.yaml", env))
        .hasMessageContaining("latin1.yaml:1:4: not UTF-8: byte 0xc3");
  }

  @Test
  void filesThatCannotBeReadAreTold() throws IOException {
    assertThatThrownBy(() -> ConfigurationReader.fromAgentArgument("none.yaml", env))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage("none.yaml: no such file\n  it was looked for as " + folder + "/none.yaml");
    assertThatThrownBy(() -> ConfigurationReader.fromAgentArgument("/none/*.json", env))
        .hasMessageEndingWith("to protect files by a glob, write protect=/none/*.json");
    assertThatThrownBy(() -> ConfigurationReader.read(folder.toString(), env))
        .hasMessageStartingWith(folder + ": is a folder, not a file");
    env.properties.put("holdfast.config", "/none");
    assertThatThrownBy(() -> ConfigurationReader.fromAgentArgument(null, env))
        .hasMessage("/none: no such file\n  it is named by the system property holdfast.config");
    Path big = folder.resolve("big.yaml");
    Files.write(big, new byte[(1 << 20) + 1]);
    assertThatThrownBy(() -> ConfigurationReader.read("big.yaml", env))
        .hasMessageStartingWith("big.yaml: more than 1048576 bytes");
    // /proc/self/mem exists, and reading it at 0 fails for every user, root too.
    assertThatThrownBy(() -> ConfigurationReader.read("/proc/self/mem", env))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith("/proc/self/mem: cannot be read: ");
  }
}
