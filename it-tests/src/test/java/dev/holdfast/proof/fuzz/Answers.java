package dev.holdfast.proof.fuzz;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What {@link samples.fuzz.Fuzz} has printed in one JVM. */
final class Answers {
  /** What a JVM holds after a part of its programs. */
  record Resources(int descriptors, int threads, long heap) {}

  /** By program: all that it has answered, as one number. */
  private final Map<String, String> sums = new LinkedHashMap<>();

  private final Map<String, List<String>> lines = new LinkedHashMap<>();
  private final Map<String, Long> figures = new LinkedHashMap<>();
  private final List<Resources> resources = new ArrayList<>();
  private String status = "{}";

  private Answers() {}

  static Answers parse(List<String> printed) {
    Answers answers = new Answers();
    List<String> current = new ArrayList<>();
    for (String line : printed) {
      String[] words = line.split(" ", 4);
      switch (words[0]) {
        case "sum" -> {
          current = new ArrayList<>();
          answers.sums.put(words[1], words[2]);
          answers.lines.put(words[1], current);
        }
        case "figure" -> answers.figures.put(words[1], Long.parseLong(words[2]));
        case "resources" ->
            answers.resources.add(
                new Resources(
                    Integer.parseInt(words[1]),
                    Integer.parseInt(words[2]),
                    Long.parseLong(words[3])));
        case "status" -> answers.status = line.substring("status ".length());
        default -> current.add(line);
      }
    }
    return answers;
  }

  Map<String, String> sums() {
    return sums;
  }

  List<String> lines(String program) {
    return lines.getOrDefault(program, List.of());
  }

  Map<String, Long> figures() {
    return figures;
  }

  long figure(String name) {
    return figures.getOrDefault(name, 0L);
  }

  List<Resources> resources() {
    return resources;
  }

  String status() {
    return status;
  }
}
