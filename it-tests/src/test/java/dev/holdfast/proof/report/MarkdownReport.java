package dev.holdfast.proof.report;

import dev.holdfast.proof.Engine;
import dev.holdfast.proof.Layer;
import dev.holdfast.proof.Row;
import dev.holdfast.proof.Run;
import dev.holdfast.proof.Tally;
import dev.holdfast.proof.Verdict;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The report as Markdown: sums for each layer, and everything that is not as expected. */
final class MarkdownReport {
  private final Run run;
  private final List<Layer> layers;
  private final StringBuilder out = new StringBuilder();

  MarkdownReport(Run run, List<Layer> layers) {
    this.run = run;
    this.layers = layers;
  }

  String text() {
    line("# Proof: " + run.depth().name().toLowerCase(java.util.Locale.ROOT) + " run");
    line("");
    line("**" + Headline.of(run) + "**");
    line("");
    Machine.facts().forEach((name, value) -> line("- " + name + ": " + value));
    line("- seed: " + run.seed());
    leftOut();
    for (Layer layer : layers) {
      layer(layer);
    }
    list("Figures", run.figures());
    unexpected();
    return out.toString();
  }

  private void leftOut() {
    list("Left out", run.leftOut());
  }

  private void list(String heading, List<String> sentences) {
    if (!sentences.isEmpty()) {
      line("");
      line("## " + heading);
      line("");
      sentences.forEach(each -> line("- " + each));
    }
  }

  private void layer(Layer layer) {
    List<Row> rows = Sums.only(run.rows(), row -> row.layer().equals(layer.name()));
    if (rows.isEmpty()) {
      return;
    }
    line("");
    line("## " + layer.name());
    line("");
    line(layer.sentence());
    line("");
    List<Verdict> verdicts = Sums.given(rows);
    line(
        "| saved by | where | cells | states | "
            + verdicts.stream().map(Verdict::heading).collect(Collectors.joining(" | "))
            + " |");
    line("|---|---|" + "--:|".repeat(verdicts.size() + 2));
    record Group(Engine engine, String place) {}
    for (Map.Entry<Group, Tally> sum :
        Sums.by(rows, row -> new Group(row.engine(), row.place())).entrySet()) {
      Group group = sum.getKey();
      long cells =
          rows.stream().filter(row -> new Group(row.engine(), row.place()).equals(group)).count();
      line(
          "| "
              + group.engine.name()
              + " | "
              + group.place
              + " | "
              + Sums.number(cells)
              + " | "
              + Sums.number(sum.getValue().all())
              + " | "
              + verdicts.stream()
                  .map(verdict -> Sums.number(sum.getValue().of(verdict)))
                  .collect(Collectors.joining(" | "))
              + " |");
    }
  }

  private void unexpected() {
    List<Row> failures = run.failures();
    list(
        "Not as expected",
        failures.stream().map(row -> describe(row) + ": " + row.tally()).toList());
    list(
        "Findings",
        run.findings().stream()
            .filter(each -> failures.contains(each.row()))
            .map(each -> describe(each.row()) + ": " + each.what() + " (" + each.replay() + ")")
            .toList());
    list(
        "Proves nothing: without the agent no damage either",
        Sums.of(run.rows(), Engine.STOCK).stream()
            .filter(row -> !row.isAsExpected())
            .map(row -> describe(row) + ": " + Sums.number(row.tally().all()) + " states")
            .toList());
  }

  private static String describe(Row row) {
    return row.layer()
        + ", "
        + row.shape()
        + ", "
        + row.jvm()
        + ", "
        + row.place()
        + ", "
        + row.engine().name();
  }

  private void line(String text) {
    out.append(text).append('\n');
  }
}
