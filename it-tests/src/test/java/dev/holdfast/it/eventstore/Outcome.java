package dev.holdfast.it.eventstore;

import dev.holdfast.it.eventstore.Offence.Kind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What came of many crashes. Thread-safe. */
final class Outcome {
  private final List<Offence> offences = new ArrayList<>();
  private final Map<Kind, Integer> crashesWith = new EnumMap<>(Kind.class);
  private final Map<Kind, String> firstOf = new EnumMap<>(Kind.class);
  private int crashes;
  private long acknowledged;

  /** One more crash, before which {@code more} commands were acknowledged. */
  synchronized void crash(String where, long more, List<Offence> found) {
    crashes++;
    acknowledged += more;
    for (Kind kind : found.stream().map(Offence::kind).collect(Collectors.toSet())) {
      crashesWith.merge(kind, 1, Integer::sum);
    }
    for (Offence offence : found) {
      String told = where + ": " + offence.kind() + ", " + offence.what();
      offences.add(new Offence(offence.kind(), told));
      firstOf.putIfAbsent(offence.kind(), told);
    }
  }

  /** Whether there was damage of each of {@code kinds}. */
  synchronized boolean has(Set<Kind> kinds) {
    return crashesWith.keySet().containsAll(kinds);
  }

  synchronized int crashes() {
    return crashes;
  }

  /** All but those of {@code tolerated} kinds. */
  synchronized List<String> offencesBut(Set<Kind> tolerated) {
    return offences.stream()
        .filter(offence -> !tolerated.contains(offence.kind()))
        .map(Offence::what)
        .toList();
  }

  @Override
  public synchronized String toString() {
    return crashes
        + " crashes, "
        + acknowledged
        + " commands acknowledged, crashes with damage of each kind "
        + crashesWith
        + String.join("", firstOf.values().stream().map(first -> "\n  " + first).toList());
  }
}
