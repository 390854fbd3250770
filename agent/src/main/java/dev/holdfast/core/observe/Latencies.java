package dev.holdfast.core.observe;

/** How long the saves took that became durable, by step. */
final class Latencies {
  private final Histogram write = new Histogram();
  private final Histogram force = new Histogram();
  private final Histogram rename = new Histogram();
  private final Histogram commit = new Histogram();

  /** A step that a save has not had is not counted. */
  void record(Timing timing) {
    recordIfAny(write, timing.write());
    recordIfAny(force, timing.force());
    recordIfAny(rename, timing.rename());
    commit.record(timing.commit());
  }

  private static void recordIfAny(Histogram histogram, long nanos) {
    if (nanos > 0) {
      histogram.record(nanos);
    }
  }

  /** One JSON object; microseconds. */
  String toJson() {
    StringBuilder json = new StringBuilder("{\"write\":");
    write.append(json);
    json.append(",\"force\":");
    force.append(json);
    json.append(",\"rename\":");
    rename.append(json);
    json.append(",\"commit\":");
    commit.append(json);
    return json.append('}').toString();
  }
}
