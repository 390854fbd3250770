package dev.holdfast.core.start;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.core.config.Environment;
import dev.holdfast.core.observe.Observer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OffSwitchTest {
  @TempDir Path folder;

  private final List<String> said = new ArrayList<>();
  private final Observer observer =
      new Observer() {
        @Override
        protected void say(String line) {
          said.add(line);
        }
      };
  private String property;
  private SecurityException refusal;
  private OffSwitch offSwitch;

  @BeforeEach
  void switchInTheFolder() {
    Environment env =
        new Environment() {
          @Override
          public String propertyOrNull(String name) {
            if (refusal != null) {
              throw refusal;
            }
            return name.equals("holdfast.off") ? property : null;
          }

          @Override
          public String variableOrNull(String name) {
            return null;
          }

          @Override
          public String startFolder() {
            return "/none";
          }
        };
    offSwitch =
        new OffSwitch(folder.toString(), env, observer) {
          @Override
          void say(String line) {
            said.add(line);
          }
        };
  }

  @Test
  void itIsOnUntilSomebodyTurnsIt() {
    assertThat(offSwitch.isOff()).isFalse();
    assertThat(said).isEmpty();
  }

  @Test
  void theFileTurnsItAtOnceAndIsToldOnceAChange() throws IOException {
    Path file = folder.resolve("holdfast.off");
    for (int round = 0; round < 2; round++) {
      Files.createFile(file);
      assertThat(offSwitch.isOff()).isTrue();
      assertThat(offSwitch.isOff()).isTrue();
      Files.delete(file);
      assertThat(offSwitch.isOff()).isFalse();
      assertThat(offSwitch.isOff()).isFalse();
    }
    String off = "off since now, because " + file + " exists; saves are NOT protected";
    String on = "on again, saves are protected";
    assertThat(said).containsExactly(off, on, off, on);
  }

  @Test
  void thePropertyTurnsItUnlessItIsFalse() {
    for (String value : new String[] {"", "true", "yes", "FALSE"}) {
      property = value;
      assertThat(offSwitch.isOff()).as(value).isTrue();
    }
    assertThat(said)
        .containsExactly(
            "off since now, because the system property holdfast.off is set;"
                + " saves are NOT protected");
    property = "false";
    assertThat(offSwitch.isOff()).isFalse();
    assertThat(said).hasSize(2);
  }

  /** The property that says no doesn't overrule the file. */
  @Test
  void eitherIsEnough() throws IOException {
    Files.createFile(folder.resolve("holdfast.off"));
    property = "false";
    assertThat(offSwitch.isOff()).isTrue();
  }

  @Test
  void whoMayNotLookIsOnAndToldOnce() {
    refusal = new SecurityException("access denied");
    assertThat(offSwitch.isOff()).isFalse();
    assertThat(offSwitch.isOff()).isFalse();
    assertThat(said)
        .singleElement()
        .asString()
        .startsWith("a security manager keeps Holdfast from seeing whether it is switched off")
        .contains("access denied", "holdfast.off", folder.toString());
  }

  @Test
  void lookingTellsAtTheStart() throws IOException {
    Files.createFile(folder.resolve("holdfast.off"));
    assertThat(offSwitch.look()).endsWith("holdfast.off exists");
    assertThat(said).hasSize(1);
  }
}
