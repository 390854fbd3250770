package dev.holdfast.core.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class HistogramTest {
  private final Histogram histogram = new Histogram();

  private void record(long micros) {
    histogram.record(micros * 1000);
  }

  @Test
  void everyBucketBeginsWhereTheOneBeforeEnds() {
    for (int bucket = 0; bucket < Histogram.bucketOf(Long.MAX_VALUE); bucket++) {
      long most = Histogram.mostOf(bucket);
      assertThat(Histogram.bucketOf(most)).as("%s", most).isEqualTo(bucket);
      assertThat(Histogram.bucketOf(most + 1)).as("%s", most + 1).isEqualTo(bucket + 1);
    }
  }

  @Test
  void noBucketIsWiderThanAFourthOfWhatItBeginsWith() {
    for (int bucket = 4; bucket < Histogram.bucketOf(Long.MAX_VALUE); bucket++) {
      long least = Histogram.mostOf(bucket - 1) + 1;
      assertThat(Histogram.mostOf(bucket) - least).isLessThanOrEqualTo(least / 4);
    }
  }

  @Test
  void percentilesAreThoseOfTheSortedValuesOrAFourthMore() {
    Random random = new Random(7);
    long[] values = new long[10_000];
    for (int i = 0; i < values.length; i++) {
      values[i] = (long) Math.exp(random.nextDouble() * 16);
      record(values[i]);
    }
    java.util.Arrays.sort(values);
    for (int percent : new int[] {1, 50, 90, 99, 100}) {
      long exact = values[values.length * percent / 100 - 1];
      assertThat(histogram.percentile(percent)).isBetween(exact, exact + exact / 4);
    }
    assertThat(histogram.count()).isEqualTo(values.length);
  }

  @Test
  void nothingIsLargerThanTheLargest() {
    record(5000);

    assertThat(json())
        .isEqualTo("{\"count\":1,\"p50\":5000,\"p90\":5000,\"p99\":5000,\"max\":5000}");
  }

  @Test
  void oneInAHundredIsInTheMaximumOnly() {
    for (int i = 0; i < 99; i++) {
      record(3);
    }
    record(1_000_000);

    assertThat(json()).isEqualTo("{\"count\":100,\"p50\":3,\"p90\":3,\"p99\":3,\"max\":1000000}");
  }

  @Test
  void ofNothingAllIsZero() {
    assertThat(json()).isEqualTo("{\"count\":0,\"p50\":0,\"p90\":0,\"p99\":0,\"max\":0}");
  }

  @Test
  void whatNoClockShouldGiveIsTakenAllTheSame() {
    histogram.record(-5_000_000);
    histogram.record(Long.MAX_VALUE);

    assertThat(histogram.count()).isEqualTo(2);
    assertThat(histogram.percentile(50)).isZero();
    assertThat(histogram.percentile(99))
        .isEqualTo(Histogram.mostOf(Histogram.bucketOf(Long.MAX_VALUE)));
  }

  private String json() {
    StringBuilder json = new StringBuilder();
    histogram.append(json);
    return json.toString();
  }
}
