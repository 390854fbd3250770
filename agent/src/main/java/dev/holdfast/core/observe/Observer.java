package dev.holdfast.core.observe;

import dev.holdfast.boot.LastWords;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** Counts events, in all and by rule, and tells the operator of each cause once. */
public class Observer {
  /** More causes than this are counted, but no longer told one by one. */
  private static final int CAUSES_MAX = 200;

  private final Counts all = new Counts();
  private final Map<String, Counts> ofRules = new ConcurrentHashMap<>();
  private final Latencies latencies = new Latencies();

  /** Null: nobody keeps one. */
  private volatile Journal journal;

  private final Set<String> told = Collections.newSetFromMap(new ConcurrentHashMap<>());

  /** Counts one {@code event} that no rule has to do with. */
  public void count(Event event) {
    all.count(event);
  }

  /** Counts one {@code event} of a file that {@code rule} protects. */
  public void count(Event event, String rule) {
    all.count(event);
    Counts counts = ofRules.get(rule);
    if (counts == null) {
      Counts fresh = new Counts();
      Counts another = ofRules.putIfAbsent(rule, fresh);
      counts = another == null ? fresh : another;
    }
    counts.count(event);
  }

  /** From now on {@code next} is told of each event, too; null: nobody. */
  public void keep(Journal next) {
    journal = next;
  }

  /** A save of {@code target} is durable now, in the way that {@code event} says. */
  public void saved(Event event, String rule, Object target, Timing timing) {
    timing.end();
    latencies.record(timing);
    happened(event, rule, target, "", timing);
  }

  /**
   * Counts one {@code event}, and has it journalled.
   *
   * @param target a path
   * @param reason in words
   * @param timingOrNull of the save
   */
  public void happened(
      Event event, String rule, Object target, String reason, Timing timingOrNull) {
    if (rule.isEmpty()) {
      count(event);
    } else {
      count(event, rule);
    }
    Journal current = journal;
    if (current == null) {
      return;
    }
    try {
      current.record(event, target, rule, reason, timingOrNull);
    } catch (RuntimeException | Error failure) {
      journal = null; // the save goes on as it would without
      tellOnce("journal", "events are only counted from now on: " + failure);
    }
  }

  /** How often {@code event} has happened. */
  public long countOf(Event event) {
    return all.of(event);
  }

  /** How often {@code event} has happened to the files of {@code rule}. */
  public long countOf(Event event, String rule) {
    Counts counts = ofRules.get(rule);
    return counts == null ? 0 : counts.of(event);
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

  /** Fields of the status, a JSON object: {@code events}, {@code rules}, {@code latencies}. */
  public String statusFields() {
    return "\"events\":"
        + toJson()
        + ",\"rules\":"
        + rulesToJson()
        + ",\"latencies\":"
        + latenciesToJson();
  }

  /** How long the saves took that became durable: one JSON object, microseconds. */
  public String latenciesToJson() {
    return latencies.toJson();
  }

  /** The counters as fields of a JSON object, in the order of {@link Event}. */
  public String toJson() {
    StringBuilder json = new StringBuilder("{");
    all.appendAll(json);
    return json.append('}').toString();
  }

  /**
   * A JSON array: of each rule that something happened to, the counters that a reader looks for,
   * and those that are not zero.
   */
  public String rulesToJson() {
    StringBuilder json = new StringBuilder("[");
    for (Map.Entry<String, Counts> rule : new TreeMap<>(ofRules).entrySet()) {
      json.append(json.length() > 1 ? "," : "").append("{\"rule\":");
      JsonText.append(json, rule.getKey());
      json.append(',');
      rule.getValue().appendNotable(json);
      json.append('}');
    }
    return json.append(']').toString();
  }
}
