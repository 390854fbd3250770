package dev.holdfast.core.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A status, for a person. */
final class StatusReport {
  private static final String[] STEPS = {"write", "force", "rename", "commit"};

  /** Counters that say how protected saves ended. */
  private static final String[] ENDS = {"committed", "failed", "discarded", "refused", "set-aside"};

  private final Map<String, Object> status;
  private final List<String> lines = new ArrayList<>();

  /** {@code status}: the agent's answer. */
  StatusReport(Map<String, Object> status) {
    this.status = status;
  }

  @Override
  public String toString() {
    Map<String, Object> saves = object(status, "saves");
    lines.add(status.get("state") + ", started " + status.get("started"));
    add("agent", status.get("version") + ", " + status.get("jar"));
    add("configuration", status.get("configuration") + ", reload: " + status.get("reload"));
    add("hooks", hooks());
    add("saves", counters(object(saves, "events"), ENDS));
    others(object(saves, "events"));
    add("hook failures", saves.get("hook-failures"));
    open();
    rules(list(saves, "rules"));
    latencies(object(saves, "latencies"));
    return String.join("\n", lines);
  }

  private void add(String name, Object value) {
    StringBuilder line = new StringBuilder("  ").append(name);
    while (line.length() < 17) {
      line.append(' ');
    }
    lines.add(line.append(value).toString());
  }

  private String hooks() {
    StringBuilder text = new StringBuilder().append(status.get("hooks")).append(" in place");
    append(text, list(status, "hooks-waiting"), " waiting for their classes to be loaded");
    append(text, list(status, "hooks-missing"), " that this JDK does not have");
    return text.toString();
  }

  private static void append(StringBuilder text, List<?> hooks, String what) {
    if (!hooks.isEmpty()) {
      text.append(", ").append(hooks.size()).append(what);
    }
  }

  private static String counters(Map<String, Object> events, String... names) {
    StringBuilder text = new StringBuilder();
    for (String name : names) {
      text.append(text.length() == 0 ? "" : ", ").append(words(name)).append(' ');
      text.append(events.get(name));
    }
    return text.toString();
  }

  private static String words(String name) {
    return name.replace('-', ' ');
  }

  /** Counters that are not zero: fallbacks, and what passed as stock. */
  private void others(Map<String, Object> events) {
    StringBuilder text = new StringBuilder();
    for (Map.Entry<String, Object> event : events.entrySet()) {
      if (!isEnd(event.getKey()) && !event.getValue().equals("0")) {
        text.append(text.length() == 0 ? "" : ", ").append(words(event.getKey())).append(' ');
        text.append(event.getValue());
      }
    }
    if (text.length() > 0) {
      add("also", text);
    }
  }

  private static boolean isEnd(String name) {
    for (String end : ENDS) {
      if (end.equals(name)) {
        return true;
      }
    }
    return false;
  }

  private void open() {
    List<?> open = list(status, "open");
    add("open now", open.size());
    for (Object one : open) {
      Map<String, Object> save = object(one);
      lines.add("    " + save.get("target") + ", opened at " + save.get("opened-at"));
    }
  }

  private void rules(List<?> counted) {
    lines.add("  rules");
    for (Object one : list(status, "rules")) {
      Map<String, Object> rule = object(one);
      lines.add("    " + rule.get("rule"));
      list(rule, "paths").forEach(glob -> lines.add("      protects  " + glob));
      list(rule, "exclude").forEach(glob -> lines.add("      but not   " + glob));
      for (Object counters : counted) {
        if (object(counters).get("rule").equals(rule.get("rule"))) {
          lines.add("      saves     " + counters(object(counters), ENDS));
        }
      }
    }
  }

  private void latencies(Map<String, Object> latencies) {
    if (object(latencies, "commit").get("count").equals("0")) {
      return;
    }
    Table table = new Table();
    table.add("  microseconds", "count", "p50", "p90", "p99", "max");
    for (String step : STEPS) {
      Map<String, Object> one = object(latencies, step);
      table.add(
          "    " + step,
          one.get("count").toString(),
          one.get("p50").toString(),
          one.get("p90").toString(),
          one.get("p99").toString(),
          one.get("max").toString());
    }
    lines.addAll(table.lines());
  }

  private static Map<String, Object> object(Map<String, Object> map, String key) {
    return object(map.get(key));
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> object(Object value) {
    return (Map<String, Object>) value;
  }

  private static List<?> list(Map<String, Object> map, String key) {
    return (List<?>) map.get(key);
  }
}
