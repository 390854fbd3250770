package org.example.graphstore;

import java.io.BufferedOutputStream;
import java.io.File;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * The snapshot on disk: JSON, one node a line, closed by a node count, a checksum and an end mark.
 *
 * <pre>
 * {"version":3,"nodes":[
 * {"id":0,"version":3,"name":"node-0","links":[1,3,11],"text":"graph edge ..."},
 * ...
 * ],"nodeCount":5113,"checksum":"9ae0daaf","end":true}
 * </pre>
 *
 * <p>The checksum is the CRC-32 of all lines before the last, line ends included.
 */
final class SnapshotFile {
  /** Large, so that a snapshot takes few system calls. */
  private static final int BUFFER_BYTES = 1024 * 1024;

  private final File file;

  SnapshotFile(File file) {
    this.file = file;
  }

  long bytes() {
    return file.length();
  }

  /**
   * Overwrites the snapshot with {@code graph}.
   *
   * <p>Not safe, and that is the point of this application: the old snapshot is gone as soon as the
   * stream is open, the new one is there when the stream is closed, and nothing is forced to disk.
   */
  void save(Graph graph) throws IOException {
    OutputStream out = new BufferedOutputStream(new FileOutputStream(file), BUFFER_BYTES);
    try {
      CRC32 checksum = new CRC32();
      write(out, checksum, "{\"version\":" + graph.version() + ",\"nodes\":[\n");
      int left = graph.nodes().size();
      for (Node node : graph.nodes()) {
        left--;
        write(out, checksum, SnapshotLine.of(node, graph.version()) + (left == 0 ? "\n" : ",\n"));
      }
      out.write(
          SnapshotLine.last(graph.nodes().size(), checksum.getValue())
              .getBytes(StandardCharsets.UTF_8));
    } finally {
      out.close();
    }
  }

  /** Reads the snapshot; only a failing disk throws, damage is part of the answer. */
  Reading load() throws IOException {
    if (!file.exists()) {
      return Reading.missing();
    }
    FileInputStream in = new FileInputStream(file);
    try {
      return new SnapshotReader(in).read();
    } finally {
      in.close();
    }
  }

  private static void write(OutputStream out, CRC32 checksum, String line) throws IOException {
    byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
    checksum.update(bytes, 0, bytes.length);
    out.write(bytes);
  }
}
