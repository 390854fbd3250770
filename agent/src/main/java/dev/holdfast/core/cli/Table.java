package dev.holdfast.core.cli;

import java.util.ArrayList;
import java.util.List;

/** Rows of words, the columns below one another. */
final class Table {
  private static final int GAP = 3;

  private final List<String[]> rows = new ArrayList<>();

  /** Each row has as many cells as the first. */
  void add(String... cells) {
    rows.add(cells);
  }

  /** No blanks at their ends. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (String[] row : rows) {
      StringBuilder line = new StringBuilder();
      for (int column = 0; column < row.length; column++) {
        line.append(row[column]);
        for (int i = row[column].length(); i < width(column) + GAP; i++) {
          line.append(' ');
        }
      }
      lines.add(line.toString().replaceAll(" +$", ""));
    }
    return lines;
  }

  private int width(int column) {
    int width = 0;
    for (String[] row : rows) {
      width = Math.max(width, row[column].length());
    }
    return width;
  }
}
