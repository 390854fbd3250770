package samples;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.Map;

/**
 * Ways that open the target for changes, not for a whole new version, and leave it whole all the
 * same. What they do needs many calls; after each of them but the last the target is no version.
 */
final class ChangingWays {
  private static final int PIECE = 4096;

  private ChangingWays() {}

  static void addTo(Map<String, Way> ways) {
    ways.put("RandomAccessFile.setLength(0)", ChangingWays::cutFirst);
    ways.put("RandomAccessFile-stale-tail", ChangingWays::cutLast);
    ways.put("FileChannel-without-TRUNCATE", ChangingWays::channel);
    ways.put("mapped", (target, content) -> mapped(target, content, false));
    ways.put("mapped.force", (target, content) -> mapped(target, content, true));
    ways.put("two-handles", ChangingWays::twoHandles);
  }

  static void inPieces(RandomAccessFile out, byte[] content) throws IOException {
    for (int at = 0; at < content.length; at += PIECE) {
      out.write(content, at, Math.min(PIECE, content.length - at));
    }
  }

  private static void cutFirst(File target, byte[] content) throws IOException {
    try (RandomAccessFile out = new RandomAccessFile(target, "rw")) {
      out.setLength(0);
      inPieces(out, content);
    }
  }

  /** As Maven's tracking files: what a longer old version leaves at the end is cut off last. */
  private static void cutLast(File target, byte[] content) throws IOException {
    try (RandomAccessFile out = new RandomAccessFile(target, "rw")) {
      inPieces(out, content);
      out.setLength(content.length);
    }
  }

  private static void channel(File target, byte[] content) throws IOException {
    try (FileChannel out =
        FileChannel.open(target.toPath(), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      for (int at = 0; at < content.length; at += PIECE) {
        out.write(ByteBuffer.wrap(content, at, Math.min(PIECE, content.length - at)));
      }
      out.truncate(content.length);
    }
  }

  private static void mapped(File target, byte[] content, boolean forced) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            target.toPath(),
            StandardOpenOption.CREATE,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE)) {
      channel.truncate(content.length);
      MappedByteBuffer map = channel.map(FileChannel.MapMode.READ_WRITE, 0, content.length);
      map.put(content, 0, content.length / 2);
      map.put(content, content.length / 2, content.length - content.length / 2);
      if (forced) {
        map.force();
      }
    }
  }

  /** Each sees what the other has written. */
  private static void twoHandles(File target, byte[] content) throws IOException {
    int half = content.length / 2;
    try (RandomAccessFile first = new RandomAccessFile(target, "rw")) {
      first.setLength(0);
      first.write(content, 0, half);
      try (RandomAccessFile second = new RandomAccessFile(target, "rw")) {
        if (second.length() != half) {
          throw new IOException("the second handle sees " + second.length() + " bytes");
        }
        second.seek(half);
        second.write(content, half, content.length - half);
      }
      if (first.length() != content.length) {
        throw new IOException("the first handle sees " + first.length() + " bytes");
      }
    }
  }
}
