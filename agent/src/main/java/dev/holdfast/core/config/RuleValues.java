package dev.holdfast.core.config;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What was chosen for the keys of a rule. */
final class RuleValues {
  /** No EnumMap: it asks for its constants by reflection, which a cold JVM pays dearly for. */
  private final Map<Key, String> chosen;

  /** {@link Key#SHRINK_GUARD}. */
  Shrink shrink = Shrink.OFF;

  /** {@link Key#KEEP_PREVIOUS}. */
  int previous;

  /** {@link Key#END_OF_INPUT}; null: not given. */
  List<String> endOfInputOrNull;

  private RuleValues(Map<Key, String> chosen) {
    this.chosen = chosen;
  }

  /** What every key means when it is absent. */
  static RuleValues whenAbsent() {
    return new RuleValues(new HashMap<>());
  }

  /** The same values, to be overridden by a rule. */
  RuleValues copy() {
    RuleValues copy = new RuleValues(new HashMap<>(chosen));
    copy.shrink = shrink;
    copy.previous = previous;
    copy.endOfInputOrNull = endOfInputOrNull;
    return copy;
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
