package org.example.graphstore;

import java.util.Collections;

/** What was found in a snapshot file. */
final class Reading {
  enum State {
    WHOLE,
    TORN,
    EMPTY,
    MISSING
  }

  final State state;

  /** What could be read: all of it if whole, else the nodes up to the damage (perhaps none). */
  final Graph graph;

  /** What is wrong, for people; the empty string if the file is whole. */
  final String problem;

  private Reading(State state, Graph graph, String problem) {
    this.state = state;
    this.graph = graph;
    this.problem = problem;
  }

  static Reading whole(Graph graph) {
    return new Reading(State.WHOLE, graph, "");
  }

  static Reading torn(Graph graph, String problem) {
    return new Reading(State.TORN, graph, problem);
  }

  static Reading empty() {
    return new Reading(State.EMPTY, nothing(), "no bytes");
  }

  static Reading missing() {
    return new Reading(State.MISSING, nothing(), "no such file");
  }

  private static Graph nothing() {
    return new Graph(0, Collections.<Node>emptyList());
  }
}
