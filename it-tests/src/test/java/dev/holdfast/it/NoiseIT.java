package dev.holdfast.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import samples.Hello;

/** What the agent says, and does not say, at start. */
class NoiseIT {
  private static final String WRONG = "holdfast: 1\nrules:\n  - path: [\"/srv/**\"]\n";

  @TempDir private Path temporary;

  static Stream<Jdk> jdks() {
    return Jvms.matrix();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jdks")
  void oneLineOnStandardErrorAndNothingElse(Jdk jdk) {
    ChildJvm.Result result =
        ChildJvm.on(jdk).withAgent(Configuration.protecting(temporary)).run(Hello.class);

    assertThat(result.out()).isEqualTo("hello\n");
    assertThat(result.errLines()).singleElement().asString().startsWith("holdfast: active, ");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jdks")
  void quietMeansNoLine(Jdk jdk) {
    Path quiet =
        Configuration.file(
            Configuration.rule("", temporary + "/**").replace("rules:", "quiet: true\nrules:"));

    ChildJvm.Result result = ChildJvm.on(jdk).withAgent(quiet).run(Hello.class);

    assertThat(result.out()).isEqualTo("hello\n");
    assertThat(result.err()).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jdks")
  void theShortFormsAndTheOtherPlacesOfAConfigurationWork(Jdk jdk) {
    String file = Configuration.protecting(temporary).toString();
    List<ChildJvm> forms =
        List.of(
            ChildJvm.on(jdk).withAgentArguments(file),
            ChildJvm.on(jdk).withAgentArguments("protect=" + temporary + "/**"),
            ChildJvm.on(jdk).withAgentArguments("").option("-Dholdfast.config=" + file),
            ChildJvm.on(jdk).withAgentArguments("").environment("HOLDFAST_CONFIG", file));

    assertThat(forms.stream().map(child -> child.run(Hello.class)).toList())
        .allSatisfy(
            result -> {
              assertThat(result.exit()).as(result::toString).isZero();
              assertThat(result.errLines())
                  .singleElement()
                  .asString()
                  .startsWith("holdfast: active, ");
            });
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jdks")
  void aWrongConfigurationEndsTheJvmBeforeMain(Jdk jdk) {
    Path wrong = Configuration.file(WRONG);

    ChildJvm.Result result = ChildJvm.on(jdk).withAgent(wrong).run(Hello.class);

    assertThat(result.exit()).as(result::toString).isEqualTo(78);
    assertThat(result.out()).isEmpty();
    assertThat(result.err()).contains(wrong + ":3:5:", "path", "paths");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jdks")
  void onRequestTheApplicationRunsUnprotectedAndIsTold(Jdk jdk) {
    Path wrong = Configuration.file("on-start-failure: continue\n" + WRONG);

    ChildJvm.Result result = ChildJvm.on(jdk).withAgent(wrong).run(Hello.class);

    assertThat(result.exit()).as(result::toString).isZero();
    assertThat(result.out()).isEqualTo("hello\n");
    assertThat(result.err()).contains(wrong + ":4:5:").containsIgnoringCase("not protected");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jdks")
  void aMissingConfigurationEndsTheJvmToo(Jdk jdk) {
    Path missing = temporary.resolve("missing.yaml");

    ChildJvm.Result result = ChildJvm.on(jdk).withAgent(missing).run(Hello.class);

    assertThat(result.exit()).as(result::toString).isEqualTo(78);
    assertThat(result.out()).isEmpty();
    assertThat(result.err()).contains(missing.toString());
    assertThat(Files.exists(missing)).isFalse();
  }
}
