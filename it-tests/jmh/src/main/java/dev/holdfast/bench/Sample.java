package dev.holdfast.bench;

import java.util.Arrays;

/** Measured values of one thing, in one unit. Medians and quartiles: the machines are noisy. */
final class Sample {
  private double[] values = new double[0];

  void add(double value) {
    values = Arrays.copyOf(values, values.length + 1);
    values[values.length - 1] = value;
  }

  double median() {
    return quantile(0.5);
  }

  /** {@code share} 0 to 1, interpolated; NaN if there is no value. */
  double quantile(double share) {
    if (values.length == 0) {
      return Double.NaN;
    }
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    double place = share * (sorted.length - 1);
    int below = (int) place;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  }

  /** {@code median (first quartile to third)}, each with {@code format}. */
  String withSpread(String format) {
    return String.format(
        format + " (" + format + " to " + format + ")", median(), quantile(0.25), quantile(0.75));
  }
}
