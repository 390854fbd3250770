package dev.holdfast.core.config;

import java.util.HashMap;
import java.util.Map;

/** The words chosen for the keys of a rule. */
final class RuleValues {
  /** No EnumMap: it asks for its constants by reflection, which a cold JVM pays dearly for. */
  private final Map<Key, String> chosen;

  private RuleValues(Map<Key, String> chosen) {
    this.chosen = chosen;
  }

  /** What every key means when it is absent. */
  static RuleValues whenAbsent() {
    return new RuleValues(new HashMap<>());
  }

  /** The same values, to be overridden by a rule. */
  RuleValues copy() {
    return new RuleValues(new HashMap<>(chosen));
  }

  void set(Key key, String word) {
    chosen.put(key, word);
  }

  /** That of {@code constants}, which are in the order of {@link Key#words}, that was chosen. */
  <E> E get(Key key, E[] constants) {
    String word = chosen.get(key);
    return constants[key.words.indexOf(word == null ? key.absent : word)];
  }
}
