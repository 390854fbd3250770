package dev.holdfast.core.observe;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/** One counter for each {@link Event}. */
final class Counts {
  /** Told also where they are zero: what became of the saves. */
  private static final Set<Event> ENDS =
      EnumSet.of(Event.COMMITTED, Event.FAILED, Event.DISCARDED, Event.REFUSED, Event.SET_ASIDE);

  private final Map<Event, AtomicLong> counts = new EnumMap<>(Event.class);

  Counts() {
    for (Event event : Event.values()) {
      counts.put(event, new AtomicLong());
    }
  }

  void count(Event event) {
    counts.get(event).incrementAndGet();
  }

  long of(Event event) {
    return counts.get(event).get();
  }

  /** Fields of a JSON object: all, in the order of {@link Event}. */
  void appendAll(StringBuilder json) {
    append(json, EnumSet.allOf(Event.class));
  }

  /** The same of how saves ended, and of what is not zero. */
  void appendNotable(StringBuilder json) {
    Set<Event> notable = EnumSet.copyOf(ENDS);
    for (Event event : Event.values()) {
      if (of(event) != 0) {
        notable.add(event);
      }
    }
    append(json, notable);
  }

  private void append(StringBuilder json, Set<Event> events) {
    String comma = "";
    for (Event event : events) {
      String name = event.name().toLowerCase(Locale.ROOT).replace('_', '-');
      json.append(comma).append('"').append(name).append("\":").append(of(event));
      comma = ",";
    }
  }
}
