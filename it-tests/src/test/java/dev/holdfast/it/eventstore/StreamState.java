package dev.holdfast.it.eventstore;

import dev.holdfast.it.eventstore.Offence.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A stream, as far as it is known or found. */
record StreamState(long lastSeq, List<Event> events) {
  static final StreamState NONE = new StreamState(0, List.of());

  record Event(long seq, String data) {
    /** Of an answer's line. */
    static Event of(String line) {
      int blank = line.indexOf(' ');
      return new Event(Long.parseLong(line.substring(0, blank)), line.substring(blank + 1));
    }

    @Override
    public String toString() {
      return seq + " " + Payload.told(data);
    }
  }

  /** A number was taken, and its event did not come. */
  StreamState numbered() {
    return new StreamState(lastSeq + 1, events);
  }

  StreamState appended(String data) {
    List<Event> more = new ArrayList<>(events);
    more.add(new Event(lastSeq + 1, data));
    return new StreamState(lastSeq + 1, more);
  }

  StreamState truncated(int kept) {
    return new StreamState(
        lastSeq, List.copyOf(events.subList(Math.max(0, events.size() - kept), events.size())));
  }

  /** What is wrong with {@code found}, where each of {@code allowed} would be right. */
  static List<Offence> judge(String name, List<StreamState> allowed, StreamState found) {
    if (allowed.contains(found)) {
      return List.of();
    }
    List<Offence> offences = new ArrayList<>();
    long least = allowed.stream().mapToLong(StreamState::lastSeq).min().getAsLong();
    if (found.lastSeq < least) {
      offences.add(
          new Offence(Kind.WENT_BACK, name + ": last-seq " + found.lastSeq + " after " + least));
    }
    Set<Event> known = new HashSet<>();
    Set<Event> required = new HashSet<>(allowed.get(0).events);
    for (StreamState each : allowed) {
      known.addAll(each.events);
      required.retainAll(new HashSet<>(each.events));
    }
    for (Event event : found.events) {
      if (!known.contains(event)) {
        Kind kind = Payload.isWhole(event.data) ? Kind.UNDONE : Kind.TORN_EVENT;
        offences.add(new Offence(kind, name + ": " + event));
      }
    }
    required.removeAll(new HashSet<>(found.events));
    if (!required.isEmpty()) {
      offences.add(
          new Offence(
              Kind.LOST,
              name + ": " + required.size() + " events, such as " + required.iterator().next()));
    }
    if (offences.isEmpty()) {
      offences.add(new Offence(Kind.DIVERGED, name + ": " + found + ", allowed " + allowed));
    }
    return offences;
  }
}
