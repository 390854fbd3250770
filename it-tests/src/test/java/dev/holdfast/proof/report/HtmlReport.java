package dev.holdfast.proof.report;

import dev.holdfast.proof.Layer;
import dev.holdfast.proof.Row;
import dev.holdfast.proof.Run;
import dev.holdfast.proof.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The report as one page that needs nothing else: every row, a picture for each layer. */
final class HtmlReport {
  private static final String STYLE =
      """
      body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 62rem; padding: 0 1rem;
             color: #222; background: #fff }
      h1 { font-size: 1.5rem } h2 { font-size: 1.15rem; margin-top: 2.2rem }
      .verdict { padding: .8rem 1rem; border-left: 6px solid #3a8f5c; background: #eef7f1 }
      .verdict.bad, .left-out { border-left: 6px solid #c0392b; background: #fbeeec; padding: .8rem 1rem }
      table { border-collapse: collapse; font-variant-numeric: tabular-nums; font-size: 13px }
      th, td { padding: .15rem .6rem; border-bottom: 1px solid #ddd; text-align: left }
      td:nth-child(n+5), th:nth-child(n+5) { text-align: right }
      tr.unexpected { background: #fbeeec }
      svg text { font: 12px system-ui, sans-serif; fill: #333 }
      svg { max-width: 100%; height: auto }
      .key { display: inline-block; width: .8em; height: .8em; margin-right: .3em }
      summary { cursor: pointer; margin: .6rem 0 }
      dt { float: left; width: 7rem; color: #666 } dd { margin-left: 7rem }
      """;

  private final Run run;
  private final List<Layer> layers;
  private final StringBuilder out = new StringBuilder();

  HtmlReport(Run run, List<Layer> layers) {
    this.run = run;
    this.layers = layers;
  }

  String text() {
    String title = "Holdfast: proof, " + run.depth().name().toLowerCase(Locale.ROOT) + " run";
    out.append("<!doctype html>\n<html lang='en'><head><meta charset='utf-8'><title>")
        .append(title)
        .append("</title>\n<style>\n")
        .append(STYLE)
        .append("</style></head><body>\n<h1>")
        .append(title)
        .append("</h1>\n<p class='verdict")
        .append(Headline.isClean(run) ? "'>" : " bad'>")
        .append(Html.escape(Headline.of(run)))
        .append("</p>\n<dl>\n");
    Machine.facts().forEach(this::fact);
    fact("seed", Long.toString(run.seed()));
    out.append("</dl>\n");
    if (!run.leftOut().isEmpty()) {
      out.append("<div class='left-out'><b>Left out</b>\n")
          .append(Html.list(run.leftOut()))
          .append("</div>\n");
    }
    layers.forEach(this::layer);
    section("Figures", run.figures());
    section(
        "Findings",
        run.findings().stream()
            .filter(each -> run.failures().contains(each.row()))
            .map(each -> each.row() + ": " + each.what() + " (" + each.replay() + ")")
            .toList());
    return out.append("</body></html>\n").toString();
  }

  private void fact(String name, String value) {
    out.append("<dt>")
        .append(name)
        .append("</dt><dd>")
        .append(Html.escape(value))
        .append("</dd>\n");
  }

  private void section(String heading, List<String> sentences) {
    if (!sentences.isEmpty()) {
      out.append("<h2>").append(heading).append("</h2>\n").append(Html.list(sentences));
    }
  }

  private void layer(Layer layer) {
    List<Row> rows = Sums.only(run.rows(), row -> row.layer().equals(layer.name()));
    if (rows.isEmpty()) {
      return;
    }
    VerdictPlot plot = new VerdictPlot(rows);
    out.append("<h2>")
        .append(layer.name())
        .append("</h2>\n<p>")
        .append(Html.escape(layer.sentence()))
        .append("</p>\n<p>Of each pair of bars the upper is without the agent, the lower with it. ")
        .append(plot.legend())
        .append("</p>\n")
        .append(plot.svg())
        .append("<details><summary>All ")
        .append(rows.size())
        .append(" rows</summary>\n<table>\n");
    List<Verdict> verdicts = Sums.given(rows);
    List<String> headings = new ArrayList<>(List.of("saved by", "JVM", "where", "shape", "states"));
    verdicts.forEach(verdict -> headings.add(verdict.heading()));
    out.append(Html.cells("th", headings));
    rows.forEach(row -> row(row, verdicts));
    out.append("</table></details>\n");
  }

  private void row(Row row, List<Verdict> verdicts) {
    List<String> cells =
        new ArrayList<>(
            List.of(
                row.engine().name(),
                row.jvm(),
                row.place(),
                row.shape(),
                Sums.number(row.tally().all())));
    verdicts.forEach(verdict -> cells.add(Sums.number(row.tally().of(verdict))));
    String html = Html.cells("td", cells);
    out.append(row.isAsExpected() ? html : html.replaceFirst("<tr>", "<tr class='unexpected'>"));
  }
}
