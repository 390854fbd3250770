package org.example.graphstore;

/**
 * One node of the graph. Name and text hold letters, digits, blanks and '-' only: no JSON escapes.
 */
final class Node {
  /** Characters of text per node: 5,113 nodes make a snapshot of about 47 MB. */
  private static final int TEXT_CHARS = 9100;

  private static final String[] WORDS = {
    "graph", "edge", "vertex", "path", "weight", "label", "cycle", "root", "leaf", "degree"
  };

  final int id;
  final String name;
  final int[] links;
  final String text;

  Node(int id, String name, int[] links, String text) {
    this.id = id;
    this.name = name;
    this.links = links;
    this.text = text;
  }

  /** The node that every run invents for {@code id} in a graph of {@code nodes}. */
  static Node invented(int id, int nodes) {
    int[] links = {
      (id + 1) % nodes, (int) ((id * 7L + 3) % nodes), (int) ((id * 31L + 11) % nodes)
    };
    StringBuilder text = new StringBuilder(TEXT_CHARS + 8);
    int next = id;
    while (text.length() < TEXT_CHARS) {
      next = next * 1103515245 + 12345;
      text.append(WORDS[(next >>> 16) % WORDS.length]).append(' ');
    }
    text.setLength(TEXT_CHARS);
    return new Node(id, "node-" + id, links, text.toString());
  }
}
