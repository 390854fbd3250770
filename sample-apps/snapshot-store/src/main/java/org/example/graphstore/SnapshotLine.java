package org.example.graphstore;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The lines of a snapshot, as text and as patterns; see {@link SnapshotFile} for an example. */
final class SnapshotLine {
  static final Pattern FIRST = Pattern.compile("\\{\"version\":(\\d{1,9}),\"nodes\":\\[");
  static final Pattern NODE =
      Pattern.compile(
          "\\{\"id\":(\\d{1,9}),\"version\":(\\d{1,9}),\"name\":\"([^\"]*)\","
              + "\"links\":\\[([\\d,]*)\\],\"text\":\"([^\"]*)\"\\},?");
  static final Pattern LAST =
      Pattern.compile(
          "\\],\"nodeCount\":(\\d{1,9}),\"checksum\":\"([0-9a-f]{8})\",\"end\":true\\}");

  private SnapshotLine() {}

  static String of(Node node, int version) {
    StringBuilder line = new StringBuilder(node.text.length() + 128);
    line.append("{\"id\":").append(node.id).append(",\"version\":").append(version);
    line.append(",\"name\":\"").append(node.name).append("\",\"links\":[");
    for (int i = 0; i < node.links.length; i++) {
      line.append(i == 0 ? "" : ",").append(node.links[i]);
    }
    return line.append("],\"text\":\"").append(node.text).append("\"}").toString();
  }

  static String last(int nodeCount, long checksum) {
    return "],\"nodeCount\":"
        + nodeCount
        + ",\"checksum\":\""
        + hex(checksum)
        + "\",\"end\":true}\n";
  }

  static String hex(long checksum) {
    return String.format("%08x", checksum);
  }

  /** The node of a line that {@link #NODE} matched. */
  static Node node(Matcher line) {
    String links = line.group(4);
    String[] parts = links.isEmpty() ? new String[0] : links.split(",", -1);
    int[] ids = new int[parts.length];
    for (int i = 0; i < parts.length; i++) {
      ids[i] = Integer.parseInt(parts[i]);
    }
    return new Node(Integer.parseInt(line.group(1)), line.group(3), ids, line.group(5));
  }
}
