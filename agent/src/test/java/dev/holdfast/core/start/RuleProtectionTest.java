package dev.holdfast.core.start;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.core.config.ConfigurationException;
import dev.holdfast.core.config.ConfigurationReader;
import dev.holdfast.core.config.Environment;
import dev.holdfast.core.config.Validate;
import dev.holdfast.core.guard.EndOfInput;
import dev.holdfast.core.guard.Format;
import dev.holdfast.core.observe.Event;
import dev.holdfast.core.observe.Observer;
import dev.holdfast.core.save.Policy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RuleProtectionTest {
  @TempDir Path folder;

  private final Observer observer = new Observer();
  private int looked;
  private boolean off;

  private RuleProtection protection(String keys) throws IOException, ConfigurationException {
    Path file = folder.resolve("holdfast.yaml");
    Files.writeString(file, "holdfast: 1\nrules: [{paths: [/a/b]" + keys + "}]\n");
    OffSwitch given =
        new OffSwitch(folder.toString(), Environment.ofThisProcess(), observer) {
          @Override
          boolean isOff() {
            looked++;
            return off;
          }
        };
    return new RuleProtection(
        ConfigurationReader.read(file.toString(), Environment.ofThisProcess()), given, observer);
  }

  private Policy policyOf(String keys) throws IOException, ConfigurationException {
    return protection(keys).policyOrNull("/a/b");
  }

  @Test
  void aRuleWithoutKeysDiscardsAndAsksNothing() throws Exception {
    Policy policy = policyOf("");
    assertThat(policy.onException()).isEqualTo(Policy.OnException.DISCARD);
    assertThat(EndOfInput.DEFAULT).allMatch(policy.endOfInput()::isOne);
    assertThat(policy.guards().shrinkGuard().refuses(Long.MAX_VALUE - 1, 0)).isFalse();
    assertThat(policy.guards().format()).isEqualTo(Format.NONE);
    assertThat(policy.guards().previous()).isZero();
  }

  @Test
  void whatARuleSaysIsWhatTheEngineIsTold() throws Exception {
    Policy policy =
        policyOf(
            ", on-exception: commit, end-of-input: [a.B], keep-previous: 4, validate: non-empty,"
                + " shrink-guard: {above: 16KB, below: 1/4}");
    assertThat(policy.onException()).isEqualTo(Policy.OnException.COMMIT);
    assertThat(policy.endOfInput().isOne("a.B")).isTrue();
    assertThat(policy.endOfInput().isOne("java.io.EOFException")).isFalse();
    assertThat(policy.guards().shrinkGuard().refuses(16385, 4096)).isTrue();
    assertThat(policy.guards().shrinkGuard().refuses(16385, 4097)).isFalse();
    assertThat(policy.guards().shrinkGuard().refuses(16384, 0)).isFalse();
    assertThat(policy.guards().format()).isEqualTo(Format.NON_EMPTY);
    assertThat(policy.guards().previous()).isEqualTo(4);
  }

  @Test
  void theWordsOfValidateAreTheFormats() {
    assertThat(Arrays.stream(Validate.values()).map(Enum::name))
        .containsExactlyElementsOf(Arrays.stream(Format.values()).map(Enum::name).toList());
  }

  @Test
  void aPathThatNoRuleMatchesHasNoPolicyAndDoesNotAskTheSwitch() throws Exception {
    assertThat(protection("").policyOrNull("/a/c")).isNull();
    assertThat(looked).isZero();
  }

  @Test
  void switchedOffThereIsNoPolicyAndEachPassIsCounted() throws Exception {
    RuleProtection protection = protection(", name: mine");
    off = true;
    assertThat(protection.policyOrNull("/a/b")).isNull();
    assertThat(protection.policyOrNull("/a/b")).isNull();
    String rule = "'mine' (" + folder.resolve("holdfast.yaml") + ":2)";
    assertThat(observer.countOf(Event.PASSED_OFF, rule)).isEqualTo(2);
    off = false;
    assertThat(protection.policyOrNull("/a/b")).hasToString(rule);
    assertThat(observer.countOf(Event.PASSED_OFF)).isEqualTo(2);
  }

  @Test
  void anotherConfigurationHoldsFromTheNextSaveOn() throws Exception {
    RuleProtection protection = protection("");
    Path other = folder.resolve("other.yaml");
    Files.writeString(other, "holdfast: 1\nrules: [{paths: [/a/c]}]\n");

    protection.take(ConfigurationReader.read(other.toString(), Environment.ofThisProcess()));

    assertThat(protection.policyOrNull("/a/b")).isNull();
    assertThat(protection.policyOrNull("/a/c")).isNotNull();
  }

  @Test
  void modeOffProtectsNothingAndCanBeTakenBack() throws Exception {
    RuleProtection protection = protection("");
    Path other = folder.resolve("other.yaml");
    Files.writeString(other, "holdfast: 1\nmode: off\nrules: [{paths: [/a/b]}]\n");
    protection.take(ConfigurationReader.read(other.toString(), Environment.ofThisProcess()));
    assertThat(protection.policyOrNull("/a/b")).isNull();

    Files.writeString(other, "holdfast: 1\nrules: [{paths: [/a/b]}]\n");
    protection.take(ConfigurationReader.read(other.toString(), Environment.ofThisProcess()));

    assertThat(protection.policyOrNull("/a/b")).isNotNull();
  }

  @Test
  void afterTheEndNothingIsProtected() throws Exception {
    RuleProtection protection = protection("");
    assertThat(protection.hasEnded()).isFalse();

    protection.end();

    assertThat(protection.hasEnded()).isTrue();
    assertThat(protection.policyOrNull("/a/b")).isNull();
  }
}
