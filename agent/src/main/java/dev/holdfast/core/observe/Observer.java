package dev.holdfast.core.observe;

import dev.holdfast.boot.LastWords;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Counts events, and tells the operator of each cause once. */
public class Observer {
  /** More causes than this are counted, but no longer told one by one. */
  private static final int CAUSES_MAX = 200;

  private final Map<Event, AtomicLong> counts = new EnumMap<>(Event.class);
  private final Set<String> told = Collections.newSetFromMap(new ConcurrentHashMap<>());

  public Observer() {
    for (Event event : Event.values()) {
      counts.put(event, new AtomicLong());
    }
  }

  /** Counts one {@code event}. */
  public void count(Event event) {
    counts.get(event).incrementAndGet();
  }

  /** How often {@code event} has happened. */
  public long countOf(Event event) {
    return counts.get(event).get();
  }

  /**
   * Says {@code line} on standard error, unless this {@code cause} has been told before. The line
   * names file, rule and remedy.
   */
  public void tellOnce(String cause, String line) {
    if (told.size() < CAUSES_MAX) {
      if (told.add(cause)) {
        say(line);
      }
    } else if (told.add("")) {
      say("more than " + CAUSES_MAX + " causes told; from now on they are only counted");
    }
  }

  /** Where the lines go: standard error, unless somebody else listens. */
  protected void say(String line) {
    LastWords.say(line);
  }

  /** The counters as fields of a JSON object, in the order of {@link Event}. */
  public String toJson() {
    StringBuilder json = new StringBuilder("{");
    for (Event event : Event.values()) {
      if (json.length() > 1) {
        json.append(',');
      }
      String name = event.name().toLowerCase(Locale.ROOT).replace('_', '-');
      json.append('"').append(name).append("\":").append(counts.get(event));
    }
    return json.append('}').toString();
  }
}
