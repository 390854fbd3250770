package samples.fuzz;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/** What is done with one operation. The JVM without the agent decides, both obey. */
final class Gate {
  enum Way {
    /** Its answer counts. */
    RUN,
    /** It runs; its answer doesn't count. */
    MASK,
    /** It would make a lasting difference: it does not run. */
    SKIP,
    /** It runs; what it leaves at its path is removed afterwards. */
    HEAL
  }

  static final Gate RUN = new Gate(Way.RUN, null, Collections.<String>emptySet());

  final Way way;
  final Explanation why;

  /** For a check: names that are left out. Every one of them has a save open. */
  final Set<String> masked;

  private Gate(Way way, Explanation why, Set<String> masked) {
    this.way = way;
    this.why = why;
    this.masked = masked;
  }

  static Gate mask(Explanation why) {
    return new Gate(Way.MASK, why, Collections.<String>emptySet());
  }

  static Gate skip(Explanation why) {
    return new Gate(Way.SKIP, why, Collections.<String>emptySet());
  }

  static Gate heal(Explanation why) {
    return new Gate(Way.HEAL, why, Collections.<String>emptySet());
  }

  /** A check while saves are open. */
  static Gate without(Set<String> names) {
    return new Gate(Way.RUN, Explanation.OLD_VERSION, names);
  }

  /** One word, without blanks. */
  String word() {
    if (why == null) {
      return ".";
    }
    return way + ":" + why + (masked.isEmpty() ? "" : ":" + String.join(",", masked));
  }

  static Gate parse(String word) {
    if (word.equals(".")) {
      return RUN;
    }
    String[] parts = word.split(":");
    Set<String> masked = new TreeSet<>();
    if (parts.length > 2) {
      Collections.addAll(masked, parts[2].split(","));
    }
    return new Gate(Way.valueOf(parts[0]), Explanation.valueOf(parts[1]), masked);
  }
}
