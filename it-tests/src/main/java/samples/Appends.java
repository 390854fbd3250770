package samples;

import java.io.File;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FileWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.FileHandler;
import java.util.logging.Formatter;
import java.util.logging.Level;
import java.util.logging.LogRecord;

/**
 * Appends records to one file: {@code Appends WAY FILE LABEL THREADS RECORDS SIZE}. Each thread
 * appends so many, each of about SIZE bytes, and prints {@code ACK RECORD} by one write(2) on
 * standard output when the call has returned, or {@code FAIL RECORD: MESSAGE}. All threads use one
 * stream.
 */
public final class Appends {
  private static final FileOutputStream STDOUT = new FileOutputStream(FileDescriptor.out);

  /** Appends one record; the end closes. */
  public interface Sink extends AutoCloseable {
    void append(String record) throws IOException;

    @Override
    default void close() throws IOException {}
  }

  /** A way to open one. */
  public interface Way {
    Sink open(File file) throws IOException;
  }

  private Appends() {}

  /** By name, in a fixed order. */
  public static Map<String, Way> ways() {
    Map<String, Way> ways = new LinkedHashMap<>();
    ways.put("stream", f -> stream(new FileOutputStream(f, true)));
    ways.put("stream-part", Appends::streamPart);
    ways.put("files-stream", f -> stream(Files.newOutputStream(f.toPath(), how())));
    ways.put("writer", Appends::writer);
    ways.put("channel", f -> channel(f, -1));
    ways.put("channel-positional", f -> channel(f, 0));
    ways.put("channel-gathering", Appends::gathering);
    ways.put("channel-of-stream", f -> channel(new FileOutputStream(f, true).getChannel(), -1));
    ways.put("transfer", Appends::transfer);
    ways.put("logging", Appends::logging);
    ways.put("files-write", f -> record -> Files.write(f.toPath(), bytes(record), how()));
    return ways;
  }

  private static StandardOpenOption[] how() {
    return new StandardOpenOption[] {StandardOpenOption.CREATE, StandardOpenOption.APPEND};
  }

  private static byte[] bytes(String record) {
    return record.getBytes(StandardCharsets.US_ASCII);
  }

  /** A record: its name, its length, and so many letters; a line. */
  public static String record(String name, int size) {
    char[] letters = new char[size];
    Arrays.fill(letters, (char) ('a' + Math.floorMod(name.hashCode(), 26)));
    return name + " " + size + " " + new String(letters) + "\n";
  }

  /**
   * The names of the records in {@code text}, which holds nothing else; null where a part of it is
   * no whole record.
   */
  public static List<String> namesOrNull(String text) {
    List<String> names = new ArrayList<>();
    for (int begin = 0; begin < text.length(); ) {
      int end = text.indexOf('\n', begin) + 1;
      String[] words = text.substring(begin, Math.max(begin, end)).trim().split(" ");
      if (end == 0
          || words.length != 3
          || !words[1].matches("\\d{1,9}")
          || !record(words[0], Integer.parseInt(words[1])).equals(text.substring(begin, end))) {
        return null;
      }
      names.add(words[0]);
      begin = end;
    }
    return names;
  }

  public static void main(String[] arguments) throws Exception {
    File file = new File(arguments[1]);
    String label = arguments[2];
    int records = Integer.parseInt(arguments[4]);
    int size = Integer.parseInt(arguments[5]);
    try (Sink sink = ways().get(arguments[0]).open(file)) {
      List<Thread> threads = new ArrayList<>();
      for (int i = 0; i < Integer.parseInt(arguments[3]); i++) {
        String name = label + "-" + i;
        Thread thread = new Thread(() -> append(sink, name, records, size));
        threads.add(thread);
        thread.start();
      }
      for (Thread thread : threads) {
        thread.join();
      }
    }
    say("CLOSED");
  }

  private static void append(Sink sink, String thread, int records, int size) {
    for (int i = 0; i < records; i++) {
      String name = thread + "-" + i;
      try {
        sink.append(record(name, size));
        say("ACK " + name);
      } catch (IOException failure) {
        say("FAIL " + name + ": " + failure.getMessage());
      }
    }
  }

  private static void say(String line) {
    try {
      STDOUT.write(bytes(line + "\n"));
    } catch (IOException nobodyListens) {
      throw new IllegalStateException(nobodyListens);
    }
  }

  private static Sink stream(OutputStream out) {
    return new Sink() {
      @Override
      public void append(String record) throws IOException {
        out.write(bytes(record));
      }

      @Override
      public void close() throws IOException {
        out.close();
      }
    };
  }

  private static Sink streamPart(File file) throws IOException {
    OutputStream out = new FileOutputStream(file, true);
    return record -> {
      byte[] bytes = bytes("??" + record);
      out.write(bytes, 2, bytes.length - 2);
    };
  }

  /** Its encoder's buffer is its own: one thread at a time. */
  @SuppressWarnings("DefaultCharset") // that is how the programs are that we protect
  private static Sink writer(File file) throws IOException {
    Writer out = new FileWriter(file, true);
    return record -> {
      synchronized (out) {
        out.write(record);
        out.flush();
      }
    };
  }

  private static Sink channel(File file, long position) throws IOException {
    return channel(FileChannel.open(file.toPath(), how()), position);
  }

  private static Sink channel(FileChannel out, long position) {
    return record -> {
      ByteBuffer buffer = ByteBuffer.wrap(bytes(record));
      if (position < 0) {
        out.write(buffer);
      } else {
        out.write(buffer, position);
      }
    };
  }

  private static Sink gathering(File file) throws IOException {
    FileChannel out = FileChannel.open(file.toPath(), how());
    return record -> {
      byte[] bytes = bytes(record);
      ByteBuffer[] parts = {
        ByteBuffer.wrap(bytes, 0, 3), ByteBuffer.wrap(bytes, 3, bytes.length - 3)
      };
      out.write(parts);
    };
  }

  private static Sink transfer(File file) throws IOException {
    FileChannel out = FileChannel.open(file.toPath(), how());
    return record -> {
      File from = File.createTempFile("record", "");
      Files.write(from.toPath(), bytes(record));
      try (FileChannel in = FileChannel.open(from.toPath())) {
        out.transferFrom(in, 0, in.size());
      }
      Files.delete(from.toPath());
    };
  }

  private static Sink logging(File file) throws IOException {
    FileHandler handler = new FileHandler(file.getPath(), true);
    handler.setFormatter(
        new Formatter() {
          @Override
          public String format(LogRecord record) {
            return record.getMessage();
          }
        });
    return record -> handler.publish(new LogRecord(Level.INFO, record));
  }
}
