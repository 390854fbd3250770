package dev.holdfast.proof.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.proof.Depth;
import dev.holdfast.proof.Engine;
import dev.holdfast.proof.Layer;
import dev.holdfast.proof.Row;
import dev.holdfast.proof.Run;
import dev.holdfast.proof.Tally;
import dev.holdfast.proof.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
  private static final Layer LAYER = new NamedLayer();

  @TempDir Path folder;
  private Run run;

  @BeforeEach
  void aRun() {
    run = new Run(Depth.QUICK, 1, folder, folder);
  }

  @Test
  void aCleanRunSaysHowMuchWasTried() throws IOException {
    row(Engine.STOCK, "FileOutputStream", Verdict.TORN, 3);
    row(Engine.HOLDFAST, "FileOutputStream", Verdict.GOOD, 1_200);

    assertThat(Report.isClean(run)).isTrue();
    assertThat(markdown())
        .contains("**Clean. With the agent 0 bad of 1,200 states; without it 3 of 3 (100 %).**")
        .contains("| stock | ext4 | 1 | 3 | 0 | 3 |")
        .contains("| holdfast | ext4 | 1 | 1,200 | 1,200 | 0 |")
        .doesNotContain("Not as expected", "Proves nothing", "Left out");
    assertThat(page()).contains("class='verdict'").contains("with the agent: 1,200 good of 1,200");
  }

  @Test
  void oneBadStateWithTheAgentIsNotClean() throws IOException {
    row(Engine.HOLDFAST, "Files.write", Verdict.GOOD, 1_000_000);
    Row bad = row(Engine.HOLDFAST, "Files.move", Verdict.LOST, 1);
    run.finding(bad, "record 17: version 3, acknowledged 4", "prove replay blocks.log 17");

    assertThat(Report.isClean(run)).isFalse();
    assertThat(markdown())
        .contains("NOT CLEAN. With the agent 1 bad of 1,000,001 states")
        .contains("- one, Files.move, JDK 17, ext4, holdfast: {LOST=1}")
        .contains("record 17: version 3, acknowledged 4 (prove replay blocks.log 17)");
    assertThat(page()).contains("class='verdict bad'").contains("<tr class='unexpected'>");
  }

  @Test
  void aRowThatTriedNothingIsNotClean() {
    run.row(new Row("one", Engine.HOLDFAST, "JDK 17", "ext4", "Files.write", new Tally()));

    assertThat(Report.isClean(run)).isFalse();
  }

  @Test
  void aRunWithoutRowsIsNotClean() {
    assertThat(Report.isClean(run)).isFalse();
  }

  @Test
  void whatShowsNoDamageWithoutTheAgentProvesNothing() throws IOException {
    row(Engine.STOCK, "Files.write", Verdict.GOOD, 40);
    row(Engine.HOLDFAST, "Files.write", Verdict.GOOD, 40);

    assertThat(Report.isClean(run)).isTrue();
    assertThat(markdown())
        .contains("## Proves nothing: without the agent no damage either")
        .contains("- one, Files.write, JDK 17, ext4, stock: 40 states");
  }

  @Test
  void aSeededFaultIsFoundIfOneRowShowsIt() throws IOException {
    Engine fault = Engine.seeded("no file force");
    row(fault, "kills", Verdict.GOOD, 5);

    assertThat(run.failures()).hasSize(1);
    assertThat(markdown()).contains("Faults seeded to test the bench: 0 of 1 found.");

    row(fault, "cuts", Verdict.TORN, 1);

    assertThat(run.failures()).isEmpty();
    assertThat(markdown()).contains("Faults seeded to test the bench: 1 of 1 found.");
  }

  @Test
  void aLayerThatDidNotComeToItsEndCountsAgainstTheRun() throws IOException {
    row(Engine.HOLDFAST, "Files.write", Verdict.GOOD, 1);
    run.broke("cuts did not come to its end: java.io.IOException: busy");

    assertThat(Report.isClean(run)).isFalse();
    assertThat(markdown()).contains("BROKEN: cuts did not come to its end");
  }

  @Test
  void whatWasLeftOutIsSaidFirst() throws IOException {
    row(Engine.HOLDFAST, "Files.write", Verdict.GOOD, 1);
    run.leaveOut("cuts: it mounts file systems: run it as root");

    assertThat(markdown()).contains("1 parts were left out").contains("- cuts: it mounts");
    assertThat(page()).contains("class='left-out'");
  }

  @Test
  void textOfTheRunIsNoHtml() throws IOException {
    row(Engine.HOLDFAST, "<b>&", Verdict.GOOD, 1);

    assertThat(page()).contains("&lt;b&gt;&amp;").doesNotContain("<b>&");
  }

  private Row row(Engine engine, String shape, Verdict verdict, long times) {
    Tally tally = new Tally();
    tally.add(verdict, times);
    return run.row(new Row("one", engine, "JDK 17", "ext4", shape, tally));
  }

  private String markdown() throws IOException {
    Report.write(run, List.of(LAYER), folder);
    return Files.readString(folder.resolve("report.md"));
  }

  private String page() throws IOException {
    Report.write(run, List.of(LAYER), folder);
    return Files.readString(folder.resolve("report.html"));
  }

  private static final class NamedLayer implements Layer {
    @Override
    public String name() {
      return "one";
    }

    @Override
    public String sentence() {
      return "Looks.";
    }

    @Override
    public String missingOrNull(Run run) {
      return null;
    }

    @Override
    public void run(Run run) {
      throw new AssertionError("not run here");
    }
  }
}
