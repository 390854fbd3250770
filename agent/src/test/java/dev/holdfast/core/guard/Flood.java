package dev.holdfast.core.guard;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;

/**
 * A new version that is far larger than the memory: a beginning, a middle many times over, an end.
 * A {@code #} in the middle is another number each time. Its main says what a format says of it.
 */
final class Flood implements Content {
  private final byte[] beginning;
  private final byte[] middle;
  private final byte[] end;
  private final long times;

  private Flood(String beginning, String middle, long bytes, String end) {
    this.beginning = beginning.getBytes(StandardCharsets.UTF_8);
    this.middle = middle.getBytes(StandardCharsets.UTF_8);
    this.times = bytes / this.middle.length;
    this.end = end.getBytes(StandardCharsets.UTF_8);
  }

  /** FORMAT BEGINNING MIDDLE MEGABYTES END, {@code \n} for line ends; prints the answer. */
  public static void main(String[] arguments) throws Exception {
    Flood flood =
        new Flood(
            arguments[1].replace("\\n", "\n"),
            arguments[2].replace("\\n", "\n"),
            Long.parseLong(arguments[3]) << 20,
            arguments[4].replace("\\n", "\n"));
    System.out.println(Format.valueOf(arguments[0]).whyNotOrNull(flood));
  }

  @Override
  public InputStream open() {
    return new SequenceInputStream(
        Collections.enumeration(
            Arrays.asList(
                new ByteArrayInputStream(beginning), new Middle(), new ByteArrayInputStream(end))));
  }

  private final class Middle extends InputStream {
    private long left = times;
    private byte[] now = new byte[0];
    private int at;

    @Override
    public int read() {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0];
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
      int count = 0;
      while (count < length && (at < now.length || left > 0)) {
        if (at == now.length) {
          at = 0;
          next();
        }
        int some = Math.min(length - count, now.length - at);
        System.arraycopy(now, at, buffer, offset + count, some);
        at += some;
        count += some;
      }
      return count == 0 ? -1 : count;
    }

    private void next() {
      left--;
      now = middle;
      for (int i = 0; i < middle.length; i++) {
        if (middle[i] == '#') {
          now =
              new String(middle, StandardCharsets.UTF_8)
                  .replace("#", Long.toString(left))
                  .getBytes(StandardCharsets.UTF_8);
          return;
        }
      }
    }
  }

  @Override
  public long size() {
    return beginning.length + times * middle.length + end.length;
  }

  @Override
  public String path() {
    throw new UnsupportedOperationException("no file is that long");
  }
}
