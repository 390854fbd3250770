package dev.holdfast.proof.fuzz;

import java.util.ArrayList;
import java.util.List;

/** A program's answers side by side, for people. */
final class Difference {
  private Difference() {}

  /** All lines; where they differ, "-" without and "+" with the agent. */
  static List<String> of(List<String> without, List<String> with) {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < Math.max(without.size(), with.size()); i++) {
      String one = i < without.size() ? without.get(i) : "(nothing)";
      String other = i < with.size() ? with.get(i) : "(nothing)";
      if (one.equals(other)) {
        lines.add("  " + one);
      } else {
        lines.add("- " + one);
        lines.add("+ " + other);
      }
    }
    return lines;
  }

  /** The first line that differs, both ways. */
  static String first(List<String> without, List<String> with) {
    List<String> lines =
        of(without, with).stream().filter(line -> !line.startsWith("  ")).limit(2).toList();
    return String.join("  ", lines);
  }
}
