package dev.holdfast.it.eventstore;

import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a store holds, or one client's part of it. */
final class Held {
  final Map<String, StreamState> streams = new HashMap<>();
  final Map<String, String> values = new HashMap<>();

  /** Names. */
  final Set<String> blobs = new HashSet<>();

  /** Names of those whose content has another hash. */
  final Set<String> partialBlobs = new HashSet<>();

  /** Everything that the service at the other end of {@code connection} serves. */
  static Held servedBy(Connection connection) throws IOException {
    Held held = new Held();
    for (String stream : connection.list("streams")) {
      long lastSeq = Long.parseLong(connection.ok("last-seq " + stream));
      List<StreamState.Event> events =
          connection.list("read " + stream).stream().map(StreamState.Event::of).toList();
      held.streams.put(stream, new StreamState(lastSeq, events));
    }
    for (String key : connection.list("keys")) {
      held.values.put(key, connection.ok("get " + key));
    }
    for (String name : connection.list("blobs")) {
      held.blobs.add(name);
      if (!Payload.sha256(connection.ok("fetch " + name)).equals(name)) {
        held.partialBlobs.add(name);
      }
    }
    return held;
  }

  StreamState stream(String name) {
    return streams.getOrDefault(name, StreamState.NONE);
  }

  /** {@code change} was acknowledged. */
  void apply(Change change) {
    if (change instanceof Change.Append append) {
      streams.put(append.stream(), stream(append.stream()).appended(append.data()));
    } else if (change instanceof Change.Truncate truncate) {
      streams.put(truncate.stream(), stream(truncate.stream()).truncated(truncate.kept()));
    } else if (change instanceof Change.Put put) {
      values.put(put.key(), put.value());
    } else if (change instanceof Change.Blob blob) {
      blobs.add(Payload.sha256(blob.data()));
    }
  }
}
