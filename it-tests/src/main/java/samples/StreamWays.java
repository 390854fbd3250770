package samples;

import java.io.BufferedOutputStream;
import java.io.BufferedWriter;
import java.io.File;
import java.io.FileOutputStream;
import java.io.FileWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.Formatter;
import java.util.Map;

/** Ways of java.io. */
@SuppressWarnings("DefaultCharset") // that is how the programs are that we protect
final class StreamWays {
  private StreamWays() {}

  static void addTo(Map<String, Way> ways) {
    ways.put("FileOutputStream(File)", (f, c) -> write(new FileOutputStream(f), c));
    ways.put("FileOutputStream(String)", (f, c) -> write(new FileOutputStream(f.getPath()), c));
    ways.put("FileOutputStream(File,false)", (f, c) -> write(new FileOutputStream(f, false), c));
    ways.put(
        "FileOutputStream(String,false)",
        (f, c) -> write(new FileOutputStream(f.getPath(), false), c));
    ways.put("FileOutputStream-subclass", (f, c) -> write(new CountingStream(f), c));
    ways.put("FileOutputStream-reflection", StreamWays::byReflection);
    ways.put("FileOutputStream-byte-by-byte", StreamWays::byteByByte);
    ways.put("FileOutputStream.getChannel", StreamWays::channelOfStream);
    ways.put("BufferedOutputStream", StreamWays::buffered);
    ways.put("FileWriter", (f, c) -> write(new FileWriter(f), c));
    ways.put("OutputStreamWriter", StreamWays::streamWriter);
    ways.put("PrintWriter(File)", StreamWays::printWriter);
    ways.put("PrintStream(File)", StreamWays::printStream);
    ways.put("Formatter(File)", StreamWays::formatter);
  }

  static void write(OutputStream stream, byte[] content) throws IOException {
    try (OutputStream out = stream) {
      int half = content.length / 2;
      out.write(content, 0, half);
      out.write(content, half, content.length - half);
    }
  }

  static void write(Writer writer, byte[] content) throws IOException {
    try (Writer out = writer) {
      out.write(new String(content, StandardCharsets.US_ASCII));
    }
  }

  private static void byReflection(File target, byte[] content) throws Exception {
    Class<?> type = Class.forName("java.io.FileOutputStream");
    write((OutputStream) type.getConstructor(File.class).newInstance(target), content);
  }

  private static void byteByByte(File target, byte[] content) throws IOException {
    try (OutputStream out = new FileOutputStream(target)) {
      int single = Math.min(content.length, 100);
      for (int i = 0; i < single; i++) {
        out.write(content[i]);
      }
      out.write(content, single, content.length - single);
    }
  }

  private static void channelOfStream(File target, byte[] content) throws IOException {
    try (FileOutputStream out = new FileOutputStream(target);
        FileChannel channel = out.getChannel()) {
      ByteBuffer bytes = ByteBuffer.wrap(content);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    }
  }

  private static void buffered(File target, byte[] content) throws IOException {
    write(new BufferedOutputStream(new FileOutputStream(target)), content);
  }

  private static void streamWriter(File target, byte[] content) throws IOException {
    write(
        new BufferedWriter(
            new OutputStreamWriter(new FileOutputStream(target), StandardCharsets.UTF_8)),
        content);
  }

  private static void printWriter(File target, byte[] content) throws IOException {
    PrintWriter out = new PrintWriter(target);
    write(out, content);
    throwIf(out.checkError());
  }

  private static void printStream(File target, byte[] content) throws IOException {
    PrintStream out = new PrintStream(target);
    write(out, content);
    throwIf(out.checkError());
  }

  /** These never throw: a program that wants to know asks. */
  private static void throwIf(boolean trouble) throws IOException {
    if (trouble) {
      throw new IOException("it had trouble, and does not say which");
    }
  }

  private static void formatter(File target, byte[] content) throws IOException {
    Formatter out = new Formatter(target);
    try {
      out.format("%s", new String(content, StandardCharsets.US_ASCII));
    } finally {
      out.close();
    }
    if (out.ioException() != null) {
      throw out.ioException();
    }
  }

  /** As libraries have them: a subclass with a close of its own. */
  private static final class CountingStream extends FileOutputStream {
    private long written;

    CountingStream(File file) throws IOException {
      super(file);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      super.write(bytes, offset, length);
      written += length;
    }

    @Override
    public void close() throws IOException {
      super.close();
      if (written < 0) {
        throw new IOException("never");
      }
    }
  }
}
