package dev.holdfast.core.attach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From a JVM that listens to the proof, and what is never loaded into which JVM. */
class AttachmentTest {
  @TempDir Path folder;
  private Given given;
  private final Properties properties = new Properties();
  private final Properties afterLoad = new Properties();
  private final List<String> loads = new ArrayList<>();
  private String options = "-Xmx1g";
  private Exception answerToLoad;
  private IOException answerToProperties;
  private boolean closed;

  @BeforeEach
  void aJvm() throws IOException {
    given = new Given(folder);
    given.configuration = configuration("holdfast: 1\nrules:\n  - paths: ['/srv/**']\n");
    properties.setProperty("java.specification.version", "17");
    properties.setProperty("user.dir", "/srv");
    afterLoad.setProperty("holdfast.state", "active");
    afterLoad.setProperty("holdfast.self-test", "passed");
    afterLoad.setProperty("holdfast.rules", "1");
    afterLoad.setProperty("holdfast.hooks", "42");
    afterLoad.setProperty("holdfast.configuration", given.configuration);
  }

  private String configuration(String text) throws IOException {
    return Files.writeString(folder.resolve("holdfast.yaml"), text).toString();
  }

  private void wasThere(String state, String configuration) {
    properties.setProperty("holdfast.state", state);
    properties.setProperty("holdfast.version", "1.2.3");
    properties.setProperty("holdfast.jar", "/jdk/release");
    properties.setProperty("holdfast.configuration", configuration);
  }

  private final class Listening implements AttachedJvm {
    @Override
    public Properties systemProperties() throws IOException {
      if (answerToProperties != null) {
        throw answerToProperties;
      }
      if (!loads.isEmpty()) {
        properties.putAll(afterLoad);
      }
      return properties;
    }

    @Override
    public Properties agentProperties() {
      Properties about = new Properties();
      about.setProperty("sun.jvm.args", options);
      return about;
    }

    @Override
    public void load(String jar, String argument) throws IOException {
      loads.add(jar + "=" + argument);
      if (answerToLoad instanceof IOException) {
        throw (IOException) answerToLoad;
      } else if (answerToLoad != null) {
        throw (RuntimeException) answerToLoad;
      }
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  private Attachment make() throws Exception {
    return Attachment.make(given.plan(), new Listening());
  }

  private Refusal refusal() {
    Refusal refusal = catchThrowableOfType(Refusal.class, this::make);
    assertThat(refusal).isNotNull();
    assertThat(closed).isTrue();
    return refusal;
  }

  @Test
  void loadedOnceAndProved() throws Exception {
    Attachment attachment = make();

    assertThat(loads).containsExactly("/h/holdfast.jar=config=" + given.configuration);
    assertThat(attachment.isNew()).isTrue();
    assertThat(attachment.hasWarned()).isFalse();
    assertThat(attachment.presence())
        .hasToString("active, 1 rule of " + given.configuration + ", 42 hooks, self-test passed");
    assertThat(closed).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Non-numeric value found - int expected", "0"})
  void whatAnotherJavasAnswerSeemsToBeIsNoFailure(String message) throws Exception {
    answerToLoad = new IOException(message);
    assertThat(make().isNew()).isTrue();
  }

  @Test
  void anEmulationsWordsAreNoFailureEither() throws Exception {
    answerToLoad = new IllegalStateException("0");
    assertThat(make().isNew()).isTrue();
  }

  @Test
  void offAsTheConfigurationSays() throws Exception {
    afterLoad.clear();
    afterLoad.setProperty("holdfast.state", "off");

    assertThat(make().presence())
        .hasToString("off, as the configuration says; nothing is protected");
  }

  @Test
  void loadedAndNotActive() {
    afterLoad.clear();
    afterLoad.setProperty("holdfast.state", "failed");
    afterLoad.setProperty("holdfast.failure", "java.lang.IllegalStateException: no room");

    assertThat(refusal())
        .hasMessage(
            """
            the agent was loaded and is NOT active (failed): java.lang.IllegalStateException: no room
              remedy: look at the application's standard error; it runs on as before, unprotected""");
  }

  @Test
  void loadedAndNothingCameOfIt() {
    afterLoad.clear();
    answerToLoad = new IOException("Agent JAR not found or no Agent-Class attribute");

    assertThat(refusal().getMessage())
        .startsWith(
            "the agent was loaded and is NOT active: Agent JAR not found or no Agent-Class");
  }

  @Test
  void activeWithoutASelfTestIsNoProof() {
    afterLoad.remove("holdfast.self-test");

    assertThat(refusal().getMessage())
        .startsWith("the agent was loaded and is NOT active (active)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"active", "off"})
  void theSameConfigurationAgainIsHarmless(String state) throws Exception {
    wasThere(state, given.configuration);

    assertThat(make().isNew()).isFalse();
    assertThat(loads).isEmpty();
  }

  @Test
  void anotherConfiguration() {
    wasThere("active", "/etc/other.yaml");

    assertThat(refusal())
        .hasMessage(
            """
            Holdfast is active there already, with another configuration: /etc/other.yaml
              remedy: change that file and run reload 50, or run detach 50 first""");
    assertThat(loads).isEmpty();
  }

  @Test
  void anotherVersionCameBefore() {
    wasThere("detached", "");
    properties.setProperty("holdfast.version", "1.2.2");

    assertThat(refusal())
        .hasMessage(
            "Holdfast 1.2.2 (/jdk/release) came there before this version, 1.2.3; a JVM keeps the"
                + " first one's classes\n  remedy: use that jar for this JVM, or restart the"
                + " application with -javaagent:/h/holdfast.jar=config="
                + given.configuration);
    assertThat(loads).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"starting", "detaching"})
  void justNow(String state) {
    wasThere(state, "");

    assertThat(refusal())
        .hasMessage("Holdfast is " + state + " there just now\n  remedy: try again in a moment");
    assertThat(loads).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"detached", "failed"})
  void againAfterItHasGone(String state) throws Exception {
    wasThere(state, "");

    assertThat(make().isNew()).isTrue();
  }

  @Test
  void againButItsJarHasGone() {
    wasThere("detached", "");
    properties.setProperty("holdfast.jar", "/gone.jar");

    assertThat(refusal().getMessage())
        .startsWith("the jar that came there before is gone: /gone.jar");
    assertThat(loads).isEmpty();
  }

  @Test
  void theConfigurationIsReadAsTheTargetWill() throws Exception {
    given.configuration =
        configuration("holdfast: 1\nrules:\n  - paths: ['${A}/**', '${b}/**', 'c/${user.dir}']\n");
    given.target.environment("A=/a");
    properties.setProperty("b", "/b");
    assertThat(make().isNew()).isTrue();

    loads.clear();
    given.target.environment("B=/a");
    Refusal refusal = refusal();
    assertThat(refusal.kind()).isEqualTo(Refusal.Kind.CONFIGURATION);
    assertThat(refusal.getMessage()).startsWith(given.configuration + ":3:").contains("A");
    assertThat(loads).isEmpty();
  }

  @Test
  void optionsThatOnlyTheJvmItselfKnows() {
    options = "-Xmx1g -XX:-EnableDynamicAgentLoading -Da=b";

    assertThat(refusal().getMessage()).contains("-XX:-EnableDynamicAgentLoading");
    assertThat(loads).isEmpty();
  }

  @Test
  void aJavaThatOnlyTheJvmItselfKnows() {
    properties.setProperty("java.specification.version", "27");

    assertThat(refusal().getMessage()).startsWith("it runs on Java 27,");
    assertThat(loads).isEmpty();
  }

  @Test
  void whoIsWarned() throws Exception {
    properties.setProperty("java.specification.version", "21");
    assertThat(make().hasWarned()).isTrue();

    loads.clear();
    properties.remove("holdfast.state");
    options = "-XX:+EnableDynamicAgentLoading";
    assertThat(make().hasWarned()).isFalse();
  }

  @Test
  void endedMeanwhile() throws IOException {
    Plan plan = given.plan();
    given.target.cannotRead("stat");
    answerToProperties = new IOException("Connection refused");

    Refusal refusal =
        catchThrowableOfType(Refusal.class, () -> Attachment.make(plan, new Listening()));

    assertThat(refusal.getMessage()).startsWith("it has ended meanwhile");
  }
}
