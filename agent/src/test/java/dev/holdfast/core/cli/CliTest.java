package dev.holdfast.core.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CliTest {
  @TempDir Path folder;

  @Test
  void withoutACommandTheUsageIsAnError() {
    Run run = Run.of();

    assertThat(run.status).isEqualTo(2);
    assertThat(run.out).isEmpty();
    assertThat(run.err)
        .startsWith("Usage: java -jar holdfast.jar")
        .contains("check", "doctor", "verify")
        .doesNotContain("self-test");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-h", "--help"})
  void theUsageAskedForIsNone(String option) {
    Run run = Run.of(option);

    assertThat(run.status).isZero();
    assertThat(run.err).isEmpty();
    assertThat(run.out)
        .startsWith("Usage: java -jar holdfast.jar")
        .contains("78 wrong configuration");
  }

  @Test
  void foldersToRecoverAreLookedAtBeforeAnythingIsDone() {
    Run run = Run.of("recover", "/nowhere", "/etc/passwd");

    assertThat(run.status).isEqualTo(1);
    assertThat(run.out).isEmpty();
    assertThat(run.err)
        .contains("/nowhere isn't there")
        .contains("/etc/passwd is not a folder; name the folder it is in");
  }

  @Test
  void anUnknownCommandIsWrongUsageWithTheNearest() {
    Run run = Run.of("docter", "x");

    assertThat(run.status).isEqualTo(2);
    assertThat(run.out).isEmpty();
    assertThat(run.err).contains("holdfast: Unmatched argument", "docter").contains("doctor");
  }

  @Test
  void aMissingArgumentIsNamedWithWhereToLook() {
    Run run = Run.of("doctor");

    assertThat(run.status).isEqualTo(2);
    assertThat(run.err)
        .contains("Missing required parameter: 'DIR'")
        .contains("Try 'java -jar holdfast.jar doctor --help'.");
  }

  @Test
  void anUnknownOptionIsWrongUsage() {
    Run run = Run.of("check", "file.yaml", "--explian", "x");

    assertThat(run.status).isEqualTo(2);
    assertThat(run.err).contains("--explian").contains("--explain");
  }

  static Stream<String> commands() {
    return Cli.commands().stream();
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyCommandHasHelpWithExamplesAndItsExitStatus(String command) {
    Run run = Run.of(command, "--help");

    assertThat(run.status).isZero();
    assertThat(run.out)
        .startsWith("Usage: java -jar holdfast.jar " + command)
        .contains("Exit status", "Examples:\n  ");
  }

  @Test
  void theVersionIsTheJars() throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.IMPLEMENTATION_VERSION, "9.8.7");
    File jar = folder.resolve("some.jar").toFile();
    try (OutputStream file = Files.newOutputStream(jar.toPath())) {
      new JarOutputStream(file, manifest).close();
    }

    Run run = Run.ofJar(jar, "--version");

    assertThat(run.status).isZero();
    assertThat(run.out).startsWith("holdfast 9.8.7 (Java ").endsWith(")\n");
  }

  @Test
  void aVersionThatIsNotKnownIsNotMadeUp() {
    assertThat(Run.of("--version").out).startsWith("holdfast unknown (");
  }

  @Test
  void outputThatCannotBeWrittenIsAFailure() throws IOException {
    StringWriter err = new StringWriter();
    try (PrintWriter out = new PrintWriter("/dev/full", "UTF-8")) {
      int status = Cli.run(new File("none"), new String[] {"--help"}, out, new PrintWriter(err));

      assertThat(status).isEqualTo(1);
    }
    assertThat(err).hasToString("holdfast: standard output can't be written\n");
  }

  @Test
  void withoutATerminalNothingIsColoured() {
    assertThat(Run.of("doctor", folder.toString()).out).doesNotContain("\u001b");
    assertThat(Run.of("--help").out).doesNotContain("\u001b");
  }
}
