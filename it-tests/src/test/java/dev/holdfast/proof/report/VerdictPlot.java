package dev.holdfast.proof.report;

import dev.holdfast.proof.Engine;
import dev.holdfast.proof.Row;
import dev.holdfast.proof.Tally;
import dev.holdfast.proof.Verdict;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A picture of a layer: for each shape two bars, without and with the agent, divided by how often
 * each verdict was given.
 */
final class VerdictPlot {
  private static final int LABEL = 470;
  private static final int WIDTH = 440;
  private static final int BAR = 9;
  private static final int SHAPE = 24;
  private static final int MARGIN = 14;

  private static final Map<Verdict, String> COLOURS =
      Map.of(
          Verdict.GOOD, "#3a8f5c",
          Verdict.TORN, "#c0392b",
          Verdict.EMPTY, "#7d1f14",
          Verdict.MISSING, "#4a1c40",
          Verdict.LOST, "#e08e2b",
          Verdict.INVENTED, "#8e44ad",
          Verdict.DISHONEST, "#2c3e80",
          Verdict.LEFTOVER, "#b5a642",
          Verdict.UNSOUND, "#777777",
          Verdict.DIFFERENT, "#d35a8b");

  private final List<Row> rows;

  VerdictPlot(List<Row> rows) {
    this.rows = rows;
  }

  /** An SVG element; empty where there is nothing to compare. */
  String svg() {
    Map<String, List<Row>> shapes =
        rows.stream()
            .filter(row -> !row.engine().isSeeded())
            .collect(
                Collectors.groupingBy(
                    Row::shape, java.util.LinkedHashMap::new, Collectors.toList()));
    if (shapes.isEmpty()) {
      return "";
    }
    int height = MARGIN + shapes.size() * SHAPE;
    StringBuilder out = new StringBuilder();
    out.append(
        String.format(
            Locale.ROOT,
            "<svg viewBox='0 0 %d %d' width='%d' height='%d' role='img'>%n",
            LABEL + WIDTH + MARGIN,
            height,
            LABEL + WIDTH + MARGIN,
            height));
    int y = MARGIN / 2;
    for (Map.Entry<String, List<Row>> shape : shapes.entrySet()) {
      out.append(
          String.format(
              Locale.ROOT,
              "<text x='%d' y='%d' text-anchor='end'>%s</text>%n",
              LABEL - 8,
              y + BAR + 4,
              Html.escape(shape.getKey())));
      bar(out, y, Sums.of(Sums.of(shape.getValue(), Engine.STOCK)), "without the agent");
      bar(out, y + BAR + 1, Sums.of(Sums.of(shape.getValue(), Engine.HOLDFAST)), "with the agent");
      y += SHAPE;
    }
    return out.append("</svg>\n").toString();
  }

  private static void bar(StringBuilder out, int y, Tally tally, String who) {
    double x = LABEL;
    for (Verdict verdict : Verdict.values()) {
      long count = tally.of(verdict);
      if (count > 0) {
        double width = (double) WIDTH * count / tally.all();
        out.append(
            String.format(
                Locale.ROOT,
                "<rect x='%.1f' y='%d' width='%.1f' height='%d' fill='%s'>"
                    + "<title>%s: %s %s of %s</title></rect>%n",
                x,
                y,
                Math.max(width, 1),
                BAR,
                COLOURS.get(verdict),
                who,
                Sums.number(count),
                verdict.heading(),
                Sums.number(tally.all())));
        x += width;
      }
    }
  }

  /** What the colours mean, for the verdicts given. */
  String legend() {
    return Sums.given(rows).stream()
        .map(
            verdict ->
                "<span class='key' style='background:"
                    + COLOURS.get(verdict)
                    + "'></span>"
                    + verdict.heading())
        .collect(Collectors.joining(" &nbsp; "));
  }
}
