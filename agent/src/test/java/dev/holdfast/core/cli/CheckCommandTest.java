package dev.holdfast.core.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckCommandTest {
  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void realNames() throws IOException {
    folder = folder.toRealPath();
    file = folder.resolve("holdfast.yaml");
  }

  @Test
  void aRightConfigurationIsSummarised() throws IOException {
    write(
        """
        holdfast: 1
        rules:
          - name: application state
            paths: ["data/**/*.json", "/etc/app/*"]
            exclude: ["**/*.log"]
          - paths: ["other/*"]
        """);

    Run run = Run.of("check", file.toString());

    assertThat(run.status).isZero();
    assertThat(run.err).isEmpty();
    assertThat(run.out)
        .isEqualTo(
            """
            %1$s: 2 rules
              'application state' (%1$s:3)
                protects  data/**/*.json
                protects  /etc/app/*
                but not   **/*.log
              'rule 2' (%1$s:6)
                protects  other/*
            """
                .formatted(file));
  }

  @Test
  void onlyWhatDiffersFromTheDefaultsIsPrinted() throws IOException {
    write(
        """
        holdfast: 1
        mode: off
        on-start-failure: continue
        quiet: true
        jmx: on
        log: {file: logs/holdfast.log, keep: 7}
        rules:
          - paths: ["data/*"]
            on-exit: discard
            rename: passthrough
            survive: power-loss
        """);

    assertThat(Run.of("check", file.toString()).out)
        .isEqualTo(
            """
            %1$s: 1 rule
              mode: off
              on-start-failure: continue
              quiet: true
              jmx: on
              log: {file: %2$s/logs/holdfast.log, limit: 1MB, keep: 7}
              'rule 1' (%1$s:8)
                protects  data/*
                with      on-exit: discard
                with      rename: passthrough
            """
                .formatted(file, folder));
  }

  @Test
  void theGuardsOfARuleAreShownWithItAndWithAPathItWins() throws IOException {
    write(
        """
        holdfast: 1
        defaults: {validate: json, keep-previous: 2}
        rules:
          - paths: ["data/*"]
            on-exception: commit
            end-of-input: [a.B, c.D$E]
            shrink-guard: {above: 204800, below: 1/16}
            validate: xml
          - paths: ["other/*"]
        """);

    String out = Run.of("check", file.toString(), "--explain", folder + "/data/x").out;

    assertThat(out)
        .contains(
            """
                protects  data/*
                with      on-exception: commit
                with      end-of-input: [a.B, c.D$E]
                with      shrink-guard: {above: 200KB, below: 1/16}
                with      validate: xml
                with      keep-previous: 2
            """,
            """
                protects  other/*
                with      validate: json
                with      keep-previous: 2
            """)
        .endsWith(
            """
              with on-exception: commit
              with end-of-input: [a.B, c.D$E]
              with shrink-guard: {above: 200KB, below: 1/16}
              with validate: xml
              with keep-previous: 2
            """);
  }

  @Test
  void aWrongConfigurationIsAllOnStandardErrorWithItsStatus() throws IOException {
    write("holdfast: 1\nrules:\n  - pahts: ['x/*']\n");

    Run run = Run.of("check", file.toString(), "--explain", "x/y");

    assertThat(run.status).isEqualTo(78);
    assertThat(run.out).isEmpty();
    assertThat(run.err).startsWith(file + ":3:5: ").contains("pahts", "paths", "\n");
  }

  @Test
  void aMissingFileIsAWrongConfiguration() {
    Run run = Run.of("check", file.toString());

    assertThat(run.status).isEqualTo(78);
    assertThat(run.out).isEmpty();
    assertThat(run.err).contains(file.toString());
  }

  @Test
  void pathsAreExplainedInTheOrderAsked() throws IOException {
    write(
        """
        holdfast: 1
        rules:
          - name: all
            paths: ["data/**"]
            exclude: ["data/*.log"]
          - name: some
            paths: ["data/*.json"]
        """);

    Run run =
        Run.of(
            "check",
            file.toString(),
            "--explain",
            folder + "/data/x.json",
            "--explain=" + folder + "/data/../data/y",
            "--explain",
            folder + "/data/z.log");

    assertThat(run.status).isZero();
    assertThat(run.out)
        .containsSubsequence(
            folder + "/data/x.json: protected by 'some' (" + file + ":6), glob data/*.json\n",
            folder + "/data/y: protected by 'all' (" + file + ":3), glob data/**\n",
            folder + "/data/z.log: not protected\n");
  }

  @Test
  void aRuleSwitchedOffProtectsNothing() throws IOException {
    write("holdfast: 1\nmode: off\nrules:\n  - paths: ['data/*']\n");

    assertThat(Run.of("check", file.toString(), "--explain", folder + "/data/x").out)
        .contains(folder + "/data/x: not protected (mode), else by 'rule 1'");
  }

  @Test
  void nothingIsWritten() throws IOException {
    write("holdfast: 1\nrules:\n  - paths: ['data/**']\n");

    Run.of("check", file.toString(), "--explain", folder + "/data/x/y");

    assertThat(folder).isDirectoryNotContaining(path -> !path.equals(file));
  }

  private void write(String yaml) throws IOException {
    Files.writeString(file, yaml);
  }
}
