package org.example.graphstore;

import java.io.File;
import java.io.IOException;
import java.io.PrintStream;

/** The service: boots from its snapshot, saves its graph. */
final class GraphService {
  /** Nodes of the graph that a service without a usable snapshot starts with. */
  static final int FRESH_NODES = 63;

  private final SnapshotFile snapshot;
  private final PrintStream log;

  GraphService(File file, PrintStream log) {
    this.snapshot = new SnapshotFile(file);
    this.log = log;
  }

  /**
   * Loads the snapshot, or starts a fresh graph and saves that.
   *
   * <p>The second half of the accident: a snapshot that is empty or short at this moment, perhaps
   * only because another process is just saving it, is overwritten by {@value #FRESH_NODES} nodes.
   */
  Graph boot() throws IOException {
    Reading reading = snapshot.load();
    if (reading.state == Reading.State.WHOLE) {
      Graph graph = reading.graph;
      log.println("loaded version " + graph.version() + ", " + graph.nodes().size() + " nodes");
      return graph;
    }
    log.println("no usable snapshot (" + reading.problem + "), starting anew");
    Graph fresh = Graph.invented(0, FRESH_NODES);
    save(fresh);
    return fresh;
  }

  /** Saves {@code graph} as its next version; once "saved version N" is printed it is reported. */
  void save(Graph graph) throws IOException {
    graph.nextVersion();
    log.println("saving version " + graph.version());
    long start = System.nanoTime();
    snapshot.save(graph);
    long millis = (System.nanoTime() - start) / 1000000;
    log.println(
        "saved version "
            + graph.version()
            + " ("
            + graph.nodes().size()
            + " nodes, "
            + snapshot.bytes()
            + " bytes, "
            + millis
            + " ms)");
  }

  /**
   * Saves a graph of {@code nodes} nodes {@code saves} times, back to back; goes on from the
   * version on disk if there is a whole one.
   */
  void saveLoop(int nodes, long saves) throws IOException {
    Reading before = snapshot.load();
    int version = before.state == Reading.State.WHOLE ? before.graph.version() : 0;
    Graph graph = Graph.invented(version, nodes);
    for (long i = 0; i < saves; i++) {
      save(graph);
    }
  }
}
