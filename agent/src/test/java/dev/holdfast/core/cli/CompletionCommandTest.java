package dev.holdfast.core.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompletionCommandTest {
  @TempDir Path folder;

  /** In a real bash, as when Tab is pressed behind these words. */
  @Test
  void bashCompletesCommandsAndOptions() throws Exception {
    assertThat(completed("holdfast", "")).containsAll(Cli.commands()).doesNotContain("self-test");
    assertThat(completed("holdfast", "do")).containsExactly("doctor");
    assertThat(completed("holdfast", "check", "--e")).containsExactly("--explain");
    Path file = Files.createFile(folder.resolve("some.yaml"));
    assertThat(completed("holdfast", "check", folder + "/some")).containsExactly(file.toString());
    assertThat(completed("holdfast", "check", "x", "--explain", folder + "/some"))
        .containsExactly(file.toString());
    assertThat(completed("holdfast", "doctor", folder + "/some")).containsExactly(file.toString());
    assertThat(completed("holdfast", "completion", "z")).containsExactly("zsh");
  }

  @Test
  void zshGetsTheSameAndItsAliases() {
    Run bash = Run.of("completion", "bash");
    Run zsh = Run.of("completion", "zsh");

    assertThat(bash.status).isZero();
    assertThat(zsh.status).isZero();
    assertThat(zsh.out).isEqualTo(bash.out + "setopt completealiases\n").contains("bashcompinit");
  }

  @Test
  void anotherShellIsWrongUsageWithThoseThereAre() {
    Run run = Run.of("completion", "fish");

    assertThat(run.status).isEqualTo(2);
    assertThat(run.err).contains("'fish'", "bash", "zsh");
  }

  private List<String> completed(String... words) throws Exception {
    Path script = folder.resolve("script");
    Files.writeString(script, Run.of("completion", "bash").out);
    String line =
        "COMP_WORDS=('" + String.join("' '", words) + "'); COMP_CWORD=" + (words.length - 1);
    Process bash =
        new ProcessBuilder(
                "bash",
                "-c",
                "compopt() { :; }; source '"
                    + script
                    + "'; "
                    + line
                    // Bash has it only while it completes.
                    + "; compopt() { :; }; COMP_LINE=\"${COMP_WORDS[*]}\"; _complete_holdfast holdfast;"
                    + " printf '%s\\n' \"${COMPREPLY[@]}\"")
            .redirectErrorStream(true)
            .start();
    String out = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(bash.waitFor()).as(out).isZero();
    return out.lines().map(String::trim).filter(word -> !word.isEmpty()).toList();
  }
}
