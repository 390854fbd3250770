package samples;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;

/**
 * Contents that can be told whole from damaged: a header with version, length and CRC, then lines
 * of letters. ASCII with line feeds, so that text writers write the same bytes.
 */
public final class Versions {
  /** Bytes of the header, its line feed included; a smaller content tells no version. */
  public static final int HEADER = 64;

  private static final int LINE = 64;

  private Versions() {}

  /**
   * Version {@code version} of a file: {@code size} bytes. Those up to {@link #HEADER} have no room
   * for a header: they are one letter, over and over, another one for each of 26 versions.
   */
  public static byte[] content(int version, int size, long seed) {
    byte[] content = new byte[size];
    if (size <= HEADER) {
      Arrays.fill(content, (byte) ('a' + version % 26));
      return content;
    }
    long state = seed * 31 + version + 0x9E3779B97F4A7C15L;
    for (int i = HEADER; i < size; i++) {
      state ^= state << 13;
      state ^= state >>> 7;
      state ^= state << 17;
      boolean endOfLine = (i + 1) % LINE == 0 || i == size - 1;
      content[i] = endOfLine ? (byte) '\n' : (byte) ('a' + (state & 15));
    }
    String header =
        String.format("version %010d length %010d crc %08x", version, size, crc(content));
    byte[] bytes = header.getBytes(StandardCharsets.US_ASCII);
    Arrays.fill(content, 0, HEADER, (byte) ' ');
    System.arraycopy(bytes, 0, content, 0, bytes.length);
    content[HEADER - 1] = '\n';
    return content;
  }

  /** The version that {@code content} is; throws where it is none, not even the empty file. */
  public static int of(byte[] content) throws Way.DamagedException {
    if (content.length == 0) {
      throw new Way.DamagedException("empty");
    }
    String[] words =
        new String(content, 0, Math.min(HEADER, content.length), StandardCharsets.US_ASCII)
            .trim()
            .split(" +");
    if (content.length < HEADER || words.length != 6 || !words[0].equals("version")) {
      throw new Way.DamagedException("no header: " + content.length + " bytes");
    }
    try {
      int length = Integer.parseInt(words[3]);
      if (length != content.length) {
        throw new Way.DamagedException("torn: " + content.length + " bytes of " + length);
      }
      if (Long.parseLong(words[5], 16) != crc(content)) {
        throw new Way.DamagedException("mixed: the CRC is another one");
      }
      return Integer.parseInt(words[1]);
    } catch (NumberFormatException notOurs) {
      throw new Way.DamagedException("damaged header: " + notOurs.getMessage());
    }
  }

  private static long crc(byte[] content) {
    CRC32 crc = new CRC32();
    crc.update(content, HEADER, content.length - HEADER);
    return crc.getValue();
  }
}
