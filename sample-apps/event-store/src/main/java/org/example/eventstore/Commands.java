package org.example.eventstore;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * What clients may say, a line each: {@link #USAGE}. The answer is "ok" and what there is to say;
 * for lists, "ok COUNT" and a line for each; or "error" and why.
 */
final class Commands {
  static final String USAGE =
      "append STREAM DATA | truncate STREAM KEPT | last-seq STREAM | read STREAM | streams"
          + " | put KEY VALUE | get KEY | keys | blob DATA | fetch NAME | blobs | state";

  private final EventStore store;

  Commands(EventStore store) {
    this.store = store;
  }

  /** The lines of the answer. */
  String answer(String line) {
    int blank = line.indexOf(' ');
    String command = blank < 0 ? line : line.substring(0, blank);
    String rest = blank < 0 ? "" : line.substring(blank + 1);
    try {
      return command.equals("append") || command.equals("truncate") || command.equals("put")
          ? change(command, rest)
          : ask(command, rest);
    } catch (IOException e) {
      return "error " + e;
    } catch (NumberFormatException e) {
      return "error " + e;
    }
  }

  private String change(String command, String nameAndData) throws IOException {
    int blank = nameAndData.indexOf(' ');
    if (blank < 0) {
      return "error usage: " + USAGE;
    }
    String name = nameAndData.substring(0, blank);
    String data = nameAndData.substring(blank + 1);
    if (command.equals("append")) {
      return "ok " + store.stream(name).append(data);
    }
    if (command.equals("truncate")) {
      store.stream(name).truncate(Integer.parseInt(data));
      return "ok";
    }
    store.values.put(name, data);
    return "ok";
  }

  private String ask(String command, String rest) throws IOException {
    switch (command) {
      case "blob":
        return "ok " + store.blobs.put(rest);
      case "fetch":
        return found(store.blobs.getOrNull(rest));
      case "blobs":
        return lines(store.blobs.names());
      case "get":
        return found(store.values.getOrNull(rest));
      case "keys":
        return lines(store.values.keys());
      case "last-seq":
        return "ok " + store.stream(rest).lastSeq();
      case "read":
        return lines(store.stream(rest).events());
      case "streams":
        return lines(store.streams());
      case "state":
        return lines(state());
      default:
        return "error usage: " + USAGE;
    }
  }

  /** For people: what there is of each kind. */
  private List<String> state() throws IOException {
    List<String> lines = new ArrayList<String>();
    for (String name : store.streams()) {
      EventStream stream = store.stream(name);
      lines.add(
          "stream "
              + name
              + ": "
              + stream.events().size()
              + " events, last-seq "
              + stream.lastSeq());
    }
    lines.add(store.values.keys().size() + " keys");
    lines.add(store.blobs.names().size() + " blobs");
    return lines;
  }

  private static String found(String valueOrNull) {
    return valueOrNull == null ? "error nothing of that name" : "ok " + valueOrNull;
  }

  private static String lines(Collection<?> each) {
    StringBuilder lines = new StringBuilder("ok " + each.size());
    for (Object line : each) {
      lines.append('\n').append(line);
    }
    return lines.toString();
  }
}
