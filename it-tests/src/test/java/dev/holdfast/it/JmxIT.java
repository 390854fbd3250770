package dev.holdfast.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import samples.Obeys;

/** The MBean: where the application uses the platform's server, or the configuration says so. */
class JmxIT {
  private static final String NAME = "dev.holdfast:type=Holdfast";

  private Path folder;
  private Path file;

  static Stream<Jdk> jdks() {
    return Jvms.matrix();
  }

  @BeforeEach
  void folders() throws IOException {
    folder = Files.createDirectory(Memory.folder().resolve("data"));
    file = folder.resolve("file");
  }

  @AfterEach
  void remove() {
    Memory.remove(folder.getParent());
  }

  private ChildJvm child(Jdk jdk, String line) {
    Path rules =
        Configuration.file("holdfast: 1\n" + line + "\nrules: [{paths: [\"" + folder + "/**\"]}]");
    return ChildJvm.on(jdk).withAgent(rules).option("-verbose:class");
  }

  /** No class of management or logging, of what the JVM says it has loaded. */
  private static void assertUntouched(ChildJvm.Running running) {
    assertThat(running.outSoFar().lines())
        .filteredOn(line -> line.startsWith("["))
        .isNotEmpty()
        .noneMatch(line -> line.contains("javax.management"))
        .noneMatch(line -> line.contains("java.lang.management"))
        .noneMatch(line -> line.contains("java.util.logging"))
        .noneMatch(line -> line.contains("com.sun.jmx"))
        .noneMatch(line -> line.contains("dev.holdfast.core.jmx"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jdks")
  void itIsThereOnceTheApplicationUsesTheServerAndNothingIsTouchedBefore(Jdk jdk) throws Exception {
    try (ChildJvm.Running running = child(jdk, "quiet: false").start(Obeys.class, List.of())) {
      Talk talk = new Talk(running);
      assertThat(talk.ask("save " + file + " 1")).isEqualTo("done");
      assertThat(talk.ask("wait 2500")).isEqualTo("done"); // ticks of the agent's meanwhile
      assertUntouched(running);

      talk.ask("beans"); // the application makes the server
      talk.await("the bean", () -> talk.ask("beans").contains(NAME));

      assertThat(talk.ask("beans"))
          .contains("Committed=1,", "Failed=0,", "State=active,", "Configuration=/")
          .contains("\"latencies\":{\"write\":{\"count\":1,");
      running.end();
      assertThat(running.await().exit()).isZero();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jdks")
  void onIsWithoutTheApplication(Jdk jdk) throws Exception {
    try (ChildJvm.Running running = child(jdk, "jmx: on").start(Obeys.class, List.of())) {
      Talk talk = new Talk(running);
      talk.await("the bean", () -> running.outSoFar().contains("core.jmx.HoldfastBean"));
      talk.await("the server", () -> talk.ask("beans").contains(NAME));
      running.end();
      assertThat(running.await().exit()).isZero();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jdks")
  void offIsNeverAlsoWithTheServer(Jdk jdk) throws Exception {
    try (ChildJvm.Running running = child(jdk, "jmx: off").start(Obeys.class, List.of())) {
      Talk talk = new Talk(running);
      talk.ask("beans");
      talk.ask("wait 2500");
      assertThat(talk.ask("beans")).isEqualTo("[]");
      running.end();
      assertThat(running.await().exit()).isZero();
    }
  }
}
