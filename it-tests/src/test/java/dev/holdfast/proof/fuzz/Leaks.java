package dev.holdfast.proof.fuzz;

import java.util.ArrayList;
import java.util.List;

/** Whether a JVM holds more after its last programs than after its first ones. */
final class Leaks {
  private Leaks() {}

  /** {@code growth}: bytes of heap that are none. */
  static List<String> in(List<Answers.Resources> parts, long growth) {
    List<String> complaints = new ArrayList<>();
    if (parts.size() < 2) {
      complaints.add("nothing is known of what the JVM holds");
      return complaints;
    }
    Answers.Resources first = parts.get(0);
    Answers.Resources last = parts.get(parts.size() - 1);
    if (last.descriptors() > first.descriptors()) {
      complaints.add("descriptors: " + parts);
    }
    if (last.threads() > first.threads()) {
      complaints.add("threads: " + parts);
    }
    if (last.heap() > first.heap() + growth) {
      complaints.add("heap: " + parts);
    }
    return complaints;
  }
}
