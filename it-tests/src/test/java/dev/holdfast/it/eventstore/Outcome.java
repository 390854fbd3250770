package dev.holdfast.it.eventstore;

import dev.holdfast.it.eventstore.Offence.Kind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What came of many crashes. */
final class Outcome {
  private final List<String> offences = new ArrayList<>();
  private final Map<Kind, Integer> crashesWith = new EnumMap<>(Kind.class);
  private int crashes;
  private long acknowledged;

  /** One more crash, before which {@code more} commands were acknowledged. */
  void crash(String where, long more, List<Offence> found) {
    crashes++;
    acknowledged += more;
    for (Kind kind : found.stream().map(Offence::kind).collect(Collectors.toSet())) {
      crashesWith.merge(kind, 1, Integer::sum);
    }
    for (Offence offence : found) {
      offences.add(where + ": " + offence.kind() + ", " + offence.what());
    }
  }

  void add(Outcome other) {
    crashes += other.crashes;
    acknowledged += other.acknowledged;
    offences.addAll(other.offences);
    other.crashesWith.forEach((kind, many) -> crashesWith.merge(kind, many, Integer::sum));
  }

  int crashes() {
    return crashes;
  }

  List<String> offences() {
    return offences;
  }

  Set<Kind> kinds() {
    return crashesWith.keySet();
  }

  @Override
  public String toString() {
    return crashes
        + " crashes, "
        + acknowledged
        + " commands acknowledged, crashes with damage of each kind "
        + crashesWith;
  }
}
