package samples;

import java.io.File;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FileWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.logging.FileHandler;
import java.util.logging.Level;
import java.util.logging.LogRecord;

/**
 * Appends to files and rewrites pieces of them: {@code WritesInPlace FOLDER}. Each way does so to
 * {@code WAY.old}, where that is there, then to {@code WAY.new}, and prints {@code ACK 1 PATH} when
 * it has closed the file, by one write(2) on standard output.
 */
public final class WritesInPlace {
  private static final FileOutputStream STDOUT = new FileOutputStream(FileDescriptor.out);
  private static final byte[] RECORD = "record\n".getBytes(StandardCharsets.US_ASCII);

  /** One of them. */
  public interface Way {
    void write(File file) throws Exception;
  }

  private WritesInPlace() {}

  /** By name, in a fixed order. */
  public static Map<String, Way> ways() {
    Map<String, Way> ways = new LinkedHashMap<>();
    ways.put("stream", f -> write(new FileOutputStream(f, true)));
    ways.put("stream-of-a-path", f -> write(new FileOutputStream(f.getPath(), true)));
    ways.put("writer", WritesInPlace::writer);
    ways.put(
        "files-write",
        f -> {
          Files.write(f.toPath(), RECORD, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        });
    ways.put(
        "files-stream",
        f ->
            write(
                Files.newOutputStream(
                    f.toPath(), StandardOpenOption.CREATE, StandardOpenOption.APPEND)));
    ways.put("channel-append", f -> channel(f, StandardOpenOption.APPEND));
    ways.put("channel-rewrite", f -> channel(f, StandardOpenOption.WRITE));
    ways.put("byte-channel", WritesInPlace::byteChannel);
    ways.put("asynchronous", WritesInPlace::asynchronous);
    ways.put("random-access", f -> randomAccess(f, "rw"));
    ways.put("random-access-rws", f -> randomAccess(f, "rws"));
    ways.put("set-length", WritesInPlace::setLength);
    ways.put("channel-of-random-access", WritesInPlace::channelOfRandomAccess);
    ways.put("mapped", WritesInPlace::mapped);
    ways.put("logging", WritesInPlace::logging);
    return ways;
  }

  public static void main(String[] arguments) throws Exception {
    for (Map.Entry<String, Way> way : ways().entrySet()) {
      File old = new File(arguments[0], way.getKey() + ".old");
      if (old.exists()) {
        run(way.getValue(), old);
      }
      run(way.getValue(), new File(arguments[0], way.getKey() + ".new"));
    }
  }

  private static void run(Way way, File file) throws Exception {
    way.write(file);
    STDOUT.write(("ACK 1 " + file + "\n").getBytes(StandardCharsets.UTF_8));
  }

  private static void write(OutputStream stream) throws IOException {
    try (OutputStream out = stream) {
      out.write(RECORD);
      out.write(RECORD);
    }
  }

  @SuppressWarnings("DefaultCharset") // that is how the programs are that we protect
  private static void writer(File file) throws IOException {
    try (Writer out = new FileWriter(file, true)) {
      out.write("record\n");
    }
  }

  private static void channel(File file, StandardOpenOption how) throws IOException {
    try (FileChannel out = FileChannel.open(file.toPath(), StandardOpenOption.CREATE, how)) {
      out.write(ByteBuffer.wrap(RECORD));
    }
  }

  private static void byteChannel(File file) throws IOException {
    try (SeekableByteChannel out =
        Files.newByteChannel(
            file.toPath(),
            StandardOpenOption.CREATE,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE)) {
      out.position(3).write(ByteBuffer.wrap(RECORD));
    }
  }

  private static void asynchronous(File file) throws Exception {
    try (AsynchronousFileChannel out =
        AsynchronousFileChannel.open(
            file.toPath(), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      out.write(ByteBuffer.wrap(RECORD), 2).get();
    }
  }

  private static void randomAccess(File file, String mode) throws IOException {
    try (RandomAccessFile out = new RandomAccessFile(file, mode)) {
      out.seek(2);
      out.write(RECORD);
    }
  }

  private static void setLength(File file) throws IOException {
    try (RandomAccessFile out = new RandomAccessFile(file, "rw")) {
      out.setLength(0);
      out.write(RECORD);
      out.setLength(4);
    }
  }

  private static void channelOfRandomAccess(File file) throws IOException {
    try (RandomAccessFile out = new RandomAccessFile(file, "rw");
        FileChannel channel = out.getChannel()) {
      channel.write(ByteBuffer.wrap(RECORD), 1);
      channel.truncate(5);
    }
  }

  private static void mapped(File file) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            file.toPath(),
            StandardOpenOption.CREATE,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE)) {
      MappedByteBuffer map = channel.map(FileChannel.MapMode.READ_WRITE, 0, 64);
      map.put(RECORD);
    }
  }

  private static void logging(File file) throws IOException {
    FileHandler handler = new FileHandler(file.getPath(), true);
    handler.publish(new LogRecord(Level.INFO, "a line"));
    handler.close();
  }
}
