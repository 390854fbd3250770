package samples.fuzz;

import java.io.Closeable;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.FileWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.RandomAccessFile;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Every way to open a file. */
final class Openings {
  private Openings() {}

  // The charset of FileWriter and PrintWriter makes no difference: letters only.
  @SuppressWarnings("DefaultCharset")
  static Closeable open(Op op, Path path) throws IOException {
    if (Files.isDirectory(path) && way(op) == Way.READING) {
      throw new IOException("a folder: what there is to be read is the file system's affair");
    }
    switch (op.kind) {
      case OPEN_STREAM:
        return new FileOutputStream(path.toFile(), op.x == 1);
      case OPEN_WRITER:
        return new FileWriter(path.toFile(), op.x == 1);
      case OPEN_PRINTER:
        return new PrintWriter(path.toFile());
      case OPEN_RANDOM:
        return new RandomAccessFile(path.toFile(), Options.mode(op.x));
      case OPEN_INPUT:
        return new FileInputStream(path.toFile());
      case OPEN_NIO_STREAM:
        return Files.newOutputStream(path, Options.open(op.x));
      case OPEN_NIO_WRITER:
        return Files.newBufferedWriter(path, StandardCharsets.US_ASCII, Options.open(op.x));
      case OPEN_BYTE_CHANNEL:
        return Files.newByteChannel(path, Options.open(op.x));
      case OPEN_CHANNEL:
        return FileChannel.open(path, Options.open(op.x));
      case OPEN_ASYNC:
        return AsynchronousFileChannel.open(path, Options.open(op.x));
      default:
        throw new AssertionError(op.kind);
    }
  }

  /** What the opening means for what is there: read from the options as their documents have it. */
  enum Way {
    READING,
    /** Adds, or changes in the midst. */
    IN_PLACE,
    /** A whole new version. */
    WHOLE,
    /** Fails where there is something. */
    EXCLUSIVE
  }

  static Way way(Op op) {
    switch (op.kind) {
      case OPEN_STREAM:
      case OPEN_WRITER:
        return op.x == 1 ? Way.IN_PLACE : Way.WHOLE;
      case OPEN_PRINTER:
      case SAVE_AND_THROW:
        return Way.WHOLE;
      case OPEN_RANDOM:
        return (op.x & 3) == 0 ? Way.READING : Way.IN_PLACE;
      case OPEN_INPUT:
        return Way.READING;
      case OPEN_NIO_STREAM:
      case OPEN_NIO_WRITER:
      case FILES_WRITE:
        int implied = op.x == 0 ? Options.CREATE | Options.TRUNCATE : 0;
        return way(op.x | implied | Options.WRITE);
      default:
        return way(op.x);
    }
  }

  private static Way way(int options) {
    if ((options & (Options.WRITE | Options.APPEND)) == 0) {
      return (options & Options.DELETE_ON_CLOSE) == 0 ? Way.READING : Way.IN_PLACE;
    }
    if ((options & (Options.APPEND | Options.DELETE_ON_CLOSE)) != 0) {
      return Way.IN_PLACE;
    }
    if ((options & Options.CREATE_NEW) != 0) {
      return Way.EXCLUSIVE;
    }
    return (options & Options.TRUNCATE) != 0 ? Way.WHOLE : Way.IN_PLACE;
  }
}
