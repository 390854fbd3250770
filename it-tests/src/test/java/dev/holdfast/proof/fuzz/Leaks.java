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
    if (isGrowing(parts)) {
      complaints.add("threads: " + parts);
    }
    if (last.heap() > first.heap() + growth) {
      complaints.add("heap: " + parts);
    }
    return complaints;
  }

  /**
   * Whether there are more threads after each part than after the one before. The JDK starts one
   * more of its own (a pool's second, a cleaner) when it comes to it, once; a leak goes on.
   */
  private static boolean isGrowing(List<Answers.Resources> parts) {
    for (int i = 1; i < parts.size(); i++) {
      if (parts.get(i).threads() <= parts.get(i - 1).threads()) {
        return false;
      }
    }
    return true;
  }
}
