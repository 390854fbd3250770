package dev.holdfast.core.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What needs no jar; the rest is an integration test. */
class VerifyCommandTest {
  @TempDir Path folder;

  @Test
  void theChildHasTheAgentAndTheSameJava() {
    List<String> command =
        VerifyCommand.command(new File("/x/h.jar"), Path.of("/t/c.yaml"), Path.of("/t/saves"));

    assertThat(command)
        .containsExactly(
            System.getProperty("java.home") + "/bin/java",
            "-javaagent:/x/h.jar=config=/t/c.yaml",
            "-cp",
            "/x/h.jar",
            "dev.holdfast.HoldfastAgent",
            "self-test",
            "/t/saves");
  }

  @Test
  void withoutAJarItFailsWithTheRemedy() {
    Run run = Run.of("verify");

    assertThat(run.status).isEqualTo(1);
    assertThat(run.err)
        .isEqualTo("holdfast: verify needs the jar, no-jar is none; remedy: java -jar\n");
  }

  @Test
  void theSelfTestInAJvmWithoutTheAgentFails() {
    Run run = Run.of("self-test", folder.toString());

    assertThat(run.status).isEqualTo(1);
    assertThat(run.out.lines().limit(EveryApi.ways().size()))
        .allSatisfy(line -> assertThat(line).startsWith("FAIL").endsWith("not protected"));
    // Other tests of this JVM let hooks fail: then one line more says so, above the empty one.
    assertThat(run.out.lines().dropWhile(line -> !line.isEmpty()).skip(1))
        .hasSizeGreaterThan(15)
        .allSatisfy(line -> assertThat(line).contains("not fired"));
  }
}
