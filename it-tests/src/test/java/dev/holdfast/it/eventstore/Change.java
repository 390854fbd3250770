package dev.holdfast.it.eventstore;

import java.util.List;

/** A command that changes what is held. */
sealed interface Change {
  /** As it is sent. */
  String line();

  record Append(String stream, String data) implements Change {
    @Override
    public String line() {
      return "append " + stream + " " + data;
    }

    /** What a crash before the answer may leave. */
    List<StreamState> outcomes(StreamState before) {
      return List.of(before, before.numbered(), before.appended(data));
    }
  }

  record Truncate(String stream, int kept) implements Change {
    @Override
    public String line() {
      return "truncate " + stream + " " + kept;
    }

    List<StreamState> outcomes(StreamState before) {
      return List.of(before, before.truncated(kept));
    }
  }

  record Put(String key, String value) implements Change {
    @Override
    public String line() {
      return "put " + key + " " + value;
    }
  }

  record Blob(String data) implements Change {
    @Override
    public String line() {
      return "blob " + data;
    }
  }
}
