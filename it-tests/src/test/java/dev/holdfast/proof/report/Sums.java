package dev.holdfast.proof.report;

import dev.holdfast.proof.Engine;
import dev.holdfast.proof.Row;
import dev.holdfast.proof.Tally;
import dev.holdfast.proof.Verdict;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

/** Rows taken together. */
final class Sums {
  private Sums() {}

  /** One tally for each {@code key}, in the order in which they come first. */
  static <K> Map<K, Tally> by(Collection<Row> rows, Function<Row, K> key) {
    Map<K, Tally> sums = new LinkedHashMap<>();
    for (Row row : rows) {
      sums.computeIfAbsent(key.apply(row), first -> new Tally()).addAll(row.tally());
    }
    return sums;
  }

  static Tally of(Collection<Row> rows) {
    Tally sum = new Tally();
    rows.forEach(row -> sum.addAll(row.tally()));
    return sum;
  }

  static List<Row> only(Collection<Row> rows, Predicate<Row> wanted) {
    return rows.stream().filter(wanted).toList();
  }

  static List<Row> of(Collection<Row> rows, Engine engine) {
    return only(rows, row -> row.engine().equals(engine));
  }

  /** The verdicts that were given at all, {@link Verdict#GOOD} always among them. */
  static List<Verdict> given(Collection<Row> rows) {
    Tally sum = of(rows);
    return java.util.Arrays.stream(Verdict.values())
        .filter(verdict -> verdict == Verdict.GOOD || sum.of(verdict) > 0)
        .toList();
  }

  /** "0", "3 %", "0.02 %": how much of {@code all} is {@code part}. */
  static String share(long part, long all) {
    if (part == 0 || all == 0) {
      return "0";
    }
    double percent = 100.0 * part / all;
    return percent >= 10
        ? Math.round(percent) + " %"
        : String.format(java.util.Locale.ROOT, percent >= 1 ? "%.1f %%" : "%.2f %%", percent);
  }

  /** With a comma at each thousand. */
  static String number(long count) {
    return String.format(java.util.Locale.ROOT, "%,d", count);
  }
}
