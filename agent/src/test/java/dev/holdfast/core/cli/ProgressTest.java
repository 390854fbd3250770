package dev.holdfast.core.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgressTest {
  private static final String WIPE = "\r\u001b[K";

  @TempDir Path folder;

  private final StringWriter screen = new StringWriter();
  private final PrintWriter terminal = new PrintWriter(screen);

  @Test
  void aBarShowsWhatIsDoneOfWhat() {
    assertThat(Progress.text("verify", "saving", 14, 28, 3))
        .isEqualTo("verify: [##########..........] 14/28 saving, 3 s");
    assertThat(Progress.text("verify", "saving", 0, 28, 1)).contains("[....................] 0/28");
    assertThat(Progress.text("verify", "saving", 50, 28, 1)).contains("[####################]");
  }

  @Test
  void withoutATotalThereIsNoBar() {
    assertThat(Progress.text("attach", "loading the agent", 0, 0, 2))
        .isEqualTo("attach: loading the agent, 2 s");
  }

  @Test
  void itIsDrawnAgainAndAgainAndTakenAwayAtTheEnd() {
    try (Progress progress = Progress.on(terminal, "detach", 0)) {
      progress.now("waiting for 2 saves");
      await().until(() -> screen.toString().contains(WIPE + "detach: waiting for 2 saves, 0 s"));
      progress.now("waiting for 1 save");
      await().until(() -> screen.toString().contains("1 save, 0 s"));
    }
    assertThat(screen.toString()).endsWith(WIPE);
  }

  @Test
  void linesOfTheCommandStandAloneAboveIt() {
    try (Progress progress = Progress.on(terminal, "verify", 0)) {
      progress.now("saving");
      await().until(() -> screen.toString().endsWith("saving, 0 s"));
      progress.print(terminal, "OK    something");
      assertThat(screen.toString()).contains("saving, 0 s" + WIPE + "OK    something\n");
      await().until(() -> screen.toString().endsWith("saving, 0 s"));
    }
  }

  @Test
  void whatEndsSoonerNeedsNone() {
    try (Progress progress = Progress.on(terminal, "verify", 60_000)) {
      progress.now("saving");
      await().during(Duration.ofMillis(300)).until(() -> screen.toString().isEmpty());
      progress.print(terminal, "OK    something");
    }
    assertThat(screen.toString()).isEqualTo("OK    something\n");
  }

  /** As in this test: surefire's standard error is a pipe. */
  @Test
  void whereNobodyLooksNothingIsDrawn() {
    try (Progress progress = Progress.of("verify", terminal)) {
      progress.now("saving");
      progress.print(terminal, "OK    something");
    }
    assertThat(screen.toString()).isEqualTo("OK    something\n");
  }

  @Test
  void aTerminalIsToldByWhatTheDescriptorLinksTo() throws IOException {
    assertThat(Terminal.isTerminal(link("pts", "/dev/pts/3"))).isTrue();
    assertThat(Terminal.isTerminal(link("tty", "/dev/tty1"))).isTrue();
    assertThat(Terminal.isTerminal(link("console", "/dev/console"))).isTrue();
    assertThat(Terminal.isTerminal(link("pipe", "pipe:[123]"))).isFalse();
    assertThat(Terminal.isTerminal(link("null", "/dev/null"))).isFalse();
    assertThat(Terminal.isTerminal(folder.resolve("missing"))).isFalse();
  }

  private Path link(String name, String to) throws IOException {
    return Files.createSymbolicLink(folder.resolve(name), Path.of(to));
  }
}
