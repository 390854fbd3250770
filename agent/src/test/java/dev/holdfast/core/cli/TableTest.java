package dev.holdfast.core.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TableTest {
  @Test
  void columnsAreAlignedAndLinesEndWithTheirText() {
    Table table = new Table();
    table.add("PID", "MAIN", "X");
    table.add("123456", "a", "");
    table.add("1", "long.name", "yes");

    assertThat(table.lines())
        .containsExactly(
            "PID      MAIN        X", //
            "123456   a",
            "1        long.name   yes");
  }
}
