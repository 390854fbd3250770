package dev.holdfast.it;

import dev.holdfast.it.ShapesRun.Line;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Shapes x compilers x JDKs, in Markdown. Thread-safe. */
final class ShapesTable {
  private final Set<String> compilers = new LinkedHashSet<>();
  private final Map<String, String> rights = new LinkedHashMap<>();
  private final Map<String, Set<Integer>> runs = new LinkedHashMap<>();
  private final Map<String, Set<Integer>> wrong = new LinkedHashMap<>();
  private final Map<String, Set<Integer>> uncovered = new LinkedHashMap<>();

  synchronized void add(ShapeCompiler compiler, Jdk jdk, ShapesRun run) {
    compilers.add(compiler.name());
    for (Line line : run.lines()) {
      String cell = line.shape() + "|" + compiler.name();
      boolean isInTrouble = line.course().equals("IN_TROUBLE");
      if (isInTrouble) {
        rights.putIfAbsent(line.shape(), line.right());
      }
      at(runs, cell).add(jdk.feature());
      if (!line.isRight(compiler)) {
        at(wrong, cell).add(jdk.feature());
      } else if (isInTrouble && line.ending().equals("PART")) {
        at(uncovered, cell).add(jdk.feature());
      }
    }
  }

  private static Set<Integer> at(Map<String, Set<Integer>> cells, String cell) {
    return cells.computeIfAbsent(cell, unused -> new TreeSet<>());
  }

  synchronized String toMarkdown() {
    StringBuilder text = new StringBuilder("| shape | in trouble |");
    StringBuilder rule = new StringBuilder("|---|---|");
    for (String compiler : compilers) {
      text.append(' ').append(compiler).append(" |");
      rule.append("---|");
    }
    text.append('\n').append(rule).append('\n');
    rights.forEach(
        (shape, right) -> {
          text.append("| ").append(shape).append(" | ").append(words(right)).append(" |");
          for (String compiler : compilers) {
            text.append(' ').append(cell(shape + "|" + compiler)).append(" |");
          }
          text.append('\n');
        });
    return text.toString();
  }

  private String cell(String cell) {
    if (!runs.containsKey(cell)) {
      return "";
    }
    List<String> words = new ArrayList<>();
    if (wrong.containsKey(cell)) {
      words.add("**wrong** on " + wrong.get(cell));
    }
    if (uncovered.containsKey(cell)) {
      words.add("not covered");
    }
    return words.isEmpty() ? "ok" : String.join(", ", words);
  }

  private static String words(String ending) {
    return switch (ending) {
      case "OLD" -> "old version";
      case "KEPT" -> "old version, new one kept aside";
      case "NEW" -> "new version";
      default -> "as without the agent";
    };
  }
}
