package dev.holdfast.core.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UtcTimeTest {
  private static final DateTimeFormatter ISO =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1970-01-01T00:00:00.000Z",
        "2000-02-29T23:59:59.999Z",
        "2024-02-29T12:00:00.001Z",
        "2024-03-01T00:00:00.000Z",
        "2026-12-31T23:59:59.999Z",
        "2100-02-28T23:59:59.999Z",
        "2100-03-01T00:00:00.000Z"
      })
  void itIsAsTheJdkWritesIt(String text) {
    assertThat(UtcTime.of(Instant.parse(text).toEpochMilli())).isEqualTo(text);
  }

  @Test
  void atAnyTimeUpTo2200() {
    Random random = new Random(11);
    for (int i = 0; i < 10_000; i++) {
      long millis = (long) (random.nextDouble() * 7_258_118_400_000L);
      assertThat(UtcTime.of(millis)).isEqualTo(ISO.format(Instant.ofEpochMilli(millis)));
    }
  }
}
