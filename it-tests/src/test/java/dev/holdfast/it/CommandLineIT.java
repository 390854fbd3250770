package dev.holdfast.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The command line as users type it, out of the jar. */
class CommandLineIT {
  @TempDir private Path temporary;

  static Stream<Jdk> jdks() {
    return Jvms.matrix();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jdks")
  void verifyFindsEveryHookAndEveryApiProtected(Jdk jdk) throws Exception {
    Typed typed =
        type(jdk, List.of("-Djava.io.tmpdir=" + temporary, "-jar", jar()), List.of("verify"));

    assertThat(typed.status).as(typed.text()).isZero();
    assertThat(typed.out)
        .as(typed.text())
        .contains("OK    new FileOutputStream(File): protected")
        .contains("OK    File.renameTo: protected")
        .containsPattern("OK {4}java\\.io\\.FileOutputStream\\.open\\(.*: woven, fired")
        .contains("Every way of saving a whole file is protected on this JVM.")
        .doesNotContain("FAIL", "WARN");
    assertThat(typed.err.lines()).singleElement().asString().startsWith("holdfast: active, ");
    assertThat(temporary).isEmptyDirectory();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jdks")
  void theSelfTestFailsInAJvmWithoutTheAgent(Jdk jdk) throws Exception {
    Path folder = Files.createDirectory(temporary.resolve("saves"));

    Typed typed =
        type(
            jdk,
            List.of("-cp", jar(), "dev.holdfast.HoldfastAgent"),
            List.of("self-test", folder.toString()));

    assertThat(typed.status).as(typed.text()).isEqualTo(1);
    assertThat(typed.out).doesNotContain("OK ");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jdks")
  void eachExitStatusAndNothingButTheMessage(Jdk jdk) throws Exception {
    Path wrong = Files.writeString(temporary.resolve("wrong.yaml"), "holdfast: 2\n");

    Typed usage = type(jdk, List.of("-jar", jar()), List.of());
    Typed check = type(jdk, List.of("-jar", jar()), List.of("check", wrong.toString()));
    Typed sick = type(jdk, List.of("-jar", jar()), List.of("doctor", temporary + "/missing"));
    Typed well = type(jdk, List.of("-jar", jar()), List.of("doctor", temporary.toString()));

    assertThat(usage.status).isEqualTo(2);
    assertThat(usage.out).isEmpty();
    assertThat(usage.err).startsWith("Usage: java -jar holdfast.jar");
    assertThat(check.status).isEqualTo(78);
    assertThat(check.out).isEmpty();
    assertThat(check.err).startsWith(wrong + ":1:");
    assertThat(sick.status).isEqualTo(1);
    assertThat(sick.out).startsWith("FAIL  folder: ");
    assertThat(sick.err).isEmpty();
    assertThat(well.status).as(well.text()).isZero();
    assertThat(well.err).isEmpty();
  }

  private static String jar() {
    return ChildJvm.agentJar().toString();
  }

  private Typed type(Jdk jdk, List<String> before, List<String> arguments)
      throws IOException, InterruptedException {
    Jvms.require(jdk);
    List<String> command = new ArrayList<>(List.of(jdk.java().toString()));
    command.addAll(before);
    command.addAll(arguments);
    Path out = Files.createTempFile("typed", ".out");
    Path err = Files.createTempFile("typed", ".err");
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectOutput(out.toFile())
              .redirectError(err.toFile())
              .start();
      if (!process.waitFor(180, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError("still running: " + command);
      }
      return new Typed(process.exitValue(), read(out), read(err));
    } finally {
      Files.delete(out);
      Files.delete(err);
    }
  }

  private static String read(Path file) throws IOException {
    return Files.readString(file, StandardCharsets.UTF_8);
  }

  private record Typed(int status, String out, String err) {
    String text() {
      return "status " + status + "\n" + out + err;
    }
  }
}
