package dev.holdfast.core.start;

import dev.holdfast.core.config.Configuration;
import dev.holdfast.core.config.Glob;
import dev.holdfast.core.config.Rule;
import dev.holdfast.core.observe.JsonText;
import dev.holdfast.core.save.SaveEngine;
import dev.holdfast.core.weave.Report;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The status of a running agent, a JSON object; docs/observability.md tells of its fields. */
final class StatusText {
  private final Launch launch;
  private final Configuration configuration;
  private final Report hooks;
  private final SaveEngine engine;
  private final long startedMillis;
  private final StringBuilder json = new StringBuilder("{");

  StatusText(
      Launch launch,
      Configuration configuration,
      Report hooks,
      SaveEngine engine,
      long startedMillis) {
    this.launch = launch;
    this.configuration = configuration;
    this.hooks = hooks;
    this.engine = engine;
    this.startedMillis = startedMillis;
  }

  String toJson() {
    text("state", System.getProperty("holdfast.state"));
    text("version", System.getProperty("holdfast.version"));
    text("jar", launch.jar.toString());
    text("started", Instant.ofEpochMilli(startedMillis).toString());
    String file = configuration.fileOrNull();
    text("configuration", file == null ? configuration.source() : file);
    text("reload", configuration.reload().name().toLowerCase(java.util.Locale.ROOT));
    rules();
    key("hooks").append(hooks.woven().size());
    list("hooks-waiting", hooks.waiting());
    list("hooks-missing", hooks.missing());
    open();
    key("saves").append(engine.status());
    return json.append('}').toString();
  }

  private StringBuilder key(String name) {
    if (json.length() > 1) {
      json.append(',');
    }
    JsonText.append(json, name);
    return json.append(':');
  }

  private void text(String name, String value) {
    JsonText.append(key(name), String.valueOf(value));
  }

  private void list(String name, List<String> values) {
    key(name).append('[');
    String comma = "";
    for (String value : values) {
      json.append(comma);
      JsonText.append(json, value);
      comma = ",";
    }
    json.append(']');
  }

  private void rules() {
    key("rules").append('[');
    String comma = "";
    for (Rule rule : configuration.rules()) {
      json.append(comma).append("{\"rule\":");
      JsonText.append(json, rule.toString());
      globs("paths", rule.globs());
      globs("exclude", rule.excludes());
      json.append('}');
      comma = ",";
    }
    json.append(']');
  }

  private void globs(String name, List<Glob> globs) {
    json.append(",\"").append(name).append("\":[");
    String comma = "";
    for (Glob glob : globs) {
      json.append(comma);
      JsonText.append(json, glob.toString());
      comma = ",";
    }
    json.append(']');
  }

  private void open() {
    key("open").append('[');
    String comma = "";
    for (Map.Entry<String, String> save : engine.open().entrySet()) {
      json.append(comma).append("{\"target\":");
      JsonText.append(json, save.getKey());
      json.append(",\"opened-at\":");
      JsonText.append(json, save.getValue());
      json.append('}');
      comma = ",";
    }
    json.append(']');
  }
}
