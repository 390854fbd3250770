package org.example.graphstore;

import java.util.ArrayList;
import java.util.List;

/** The graph in memory; its version counts the saves since it was started. */
final class Graph {
  private final List<Node> nodes;
  private int version;

  Graph(int version, List<Node> nodes) {
    this.version = version;
    this.nodes = nodes;
  }

  /** A graph of {@code size} invented nodes; {@code version} is that of the save before. */
  static Graph invented(int version, int size) {
    List<Node> nodes = new ArrayList<Node>(size);
    for (int id = 0; id < size; id++) {
      nodes.add(Node.invented(id, size));
    }
    return new Graph(version, nodes);
  }

  int version() {
    return version;
  }

  List<Node> nodes() {
    return nodes;
  }

  void nextVersion() {
    version++;
  }
}
