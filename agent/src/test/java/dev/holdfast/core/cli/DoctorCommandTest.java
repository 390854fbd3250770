package dev.holdfast.core.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorCommandTest {
  @TempDir Path folder;

  @Test
  void aGoodFolderGetsASentenceForEachFindingAndNothingIsLeft() throws IOException {
    Run run = Run.of("doctor", folder.toString());

    assertThat(run.status).isZero();
    assertThat(run.err).isEmpty();
    assertThat(run.out)
        .startsWith("OK    folder: " + folder.toRealPath() + "\n")
        .contains("file system: ", "OK    writable: ", "OK    force file: ", "OK    rename: ")
        .contains("OK    force folder: ", "  space: ", "The promise can be kept in " + folder);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void asJsonItIsOneObjectWithTheSameFindings() throws IOException {
    Run lines = Run.of("doctor", folder.toString());
    Run json = Run.of("doctor", "--json", folder.toString());

    assertThat(json.status).isZero();
    assertThat(json.err).isEmpty();
    assertThat(json.out.lines()).hasSize(1);
    assertThat(json.out)
        .startsWith(
            "{\"folder\":\"" + folder + "\",\"promise\":true,\"findings\":[{\"word\":\"OK\",")
        .contains(
            "{\"word\":\"OK\",\"subject\":\"rename\",\"sentence\":\"replaces a file in one step\"}")
        .endsWith("]}\n");
    assertThat(json.out.split("\"word\"", -1).length - 1)
        .isEqualTo((int) lines.out.lines().takeWhile(line -> !line.isEmpty()).count());
  }

  @Test
  void asJsonAFailureIsTold() {
    Run run = Run.of("doctor", "--json", folder.resolve("a \"name\"").toString());

    assertThat(run.status).isEqualTo(1);
    assertThat(run.out).contains("a \\\"name\\\"", "\"promise\":false", "\"word\":\"FAIL\"");
  }

  @Test
  void copiesAndTheDiskHaveTheirSentences() {
    assertThat(Run.of("doctor", folder.toString()).out).containsPattern("(?m)^OK    reflink: ");
    assertThat(Run.of("doctor", "/sys").out).doesNotContain("disk cache");
  }

  @Test
  void aMissingFolderFails() {
    Path missing = folder.resolve("missing");

    Run run = Run.of("doctor", missing.toString());

    assertThat(run.status).isEqualTo(1);
    assertThat(run.out)
        .isEqualTo(
            "FAIL  folder: %s isn't there; remedy: create it, or name another%n%nThe promise can't be kept in %s.%n"
                .formatted(missing, missing));
    assertThat(missing).doesNotExist();
  }

  @Test
  void aFileFails() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));

    Run run = Run.of("doctor", file.toString());

    assertThat(run.status).isEqualTo(1);
    assertThat(run.out).startsWith("FAIL  folder: " + file + " is not a folder");
  }

  @Test
  void aFolderThatCannotBeWrittenFails() {
    // Nobody, not even root, creates files there.
    Run run = Run.of("doctor", "/proc/self/fd");

    assertThat(run.status).isEqualTo(1);
    assertThat(run.out)
        .contains("FAIL  writable: ")
        .contains("let this user write here")
        .doesNotContain("force file")
        .endsWith("The promise can't be kept in /proc/self/fd.\n");
  }

  @Test
  void aNameThatNoSystemHasFails() {
    Run run = Run.of("doctor", "a\0b");

    assertThat(run.status).isEqualTo(1);
    assertThat(run.out).startsWith("FAIL  folder: ").contains("Nul character");
  }

  @Test
  void aNameThatLooksLikeMarkupIsPrintedAsItIs() throws IOException {
    Path odd = Files.createDirectory(folder.resolve("@|red odd|@ %s"));

    assertThat(Run.of("doctor", odd.toString()).out).contains("@|red odd|@ %s");
  }
}
