package org.example.graphstore;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.zip.CRC32;

/** Reads one snapshot, strictly: anything but a whole one is reported with what is wrong. */
final class SnapshotReader {
  private final BufferedReader in;
  private final CRC32 checksum = new CRC32();
  private final List<Node> nodes = new ArrayList<Node>();
  private int version;

  SnapshotReader(InputStream in) {
    this.in = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8), 64 * 1024);
  }

  Reading read() throws IOException {
    String line = in.readLine();
    if (line == null) {
      return Reading.empty();
    }
    Matcher first = SnapshotLine.FIRST.matcher(line);
    if (!first.matches()) {
      return torn("bad first line");
    }
    version = Integer.parseInt(first.group(1));
    update(line);
    while ((line = in.readLine()) != null) {
      Matcher last = SnapshotLine.LAST.matcher(line);
      if (last.matches()) {
        return close(last);
      }
      Matcher node = SnapshotLine.NODE.matcher(line);
      if (!node.matches()) {
        return torn("cut or garbled in node " + nodes.size());
      }
      if (Integer.parseInt(node.group(2)) != version) {
        return torn("node " + nodes.size() + " is of version " + node.group(2));
      }
      nodes.add(SnapshotLine.node(node));
      update(line);
    }
    return torn("no end mark");
  }

  private Reading close(Matcher last) throws IOException {
    if (in.read() != -1) {
      return torn("bytes after the end mark");
    }
    if (Integer.parseInt(last.group(1)) != nodes.size()) {
      return torn("end mark says " + last.group(1) + " nodes");
    }
    if (!last.group(2).equals(SnapshotLine.hex(checksum.getValue()))) {
      return torn("wrong checksum");
    }
    return Reading.whole(new Graph(version, nodes));
  }

  private void update(String line) {
    byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
    checksum.update(bytes, 0, bytes.length);
  }

  private Reading torn(String problem) {
    return Reading.torn(new Graph(version, nodes), problem);
  }
}
