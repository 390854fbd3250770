package samples.fuzz;

import java.io.Closeable;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.Flushable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.RandomAccessFile;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** What can be done with something open. What a handle can't do is answered by "-". */
final class HandleCalls {
  private static final String NOT_POSSIBLE = "-";

  private HandleCalls() {}

  /** {@code other}: the second handle of a transfer, or null. */
  static String call(Op op, Closeable handle, Closeable other) throws Exception {
    switch (op.kind) {
      case WRITE:
        return write(handle, letters(op.x, op.y));
      case WRITE_ONE:
        return writeOne(handle, 'a' + Math.floorMod(op.x, 26));
      case WRITE_AT:
        return writeAt(handle, letters(op.x, op.y), op.y);
      case WRITE_GATHERING:
        return writeGathering(handle, letters(op.x, op.y));
      case WRITE_WRONGLY:
        return writeWrongly(handle, op.x);
      case FLUSH:
        return flush(handle);
      case READ:
        return read(handle, op.x);
      case READ_AT:
        return readAt(handle, op.x, op.y);
      case SEEK:
        return seek(handle, op.x);
      case POSITION:
        return position(handle);
      case SIZE:
        return size(handle);
      case TRUNCATE:
        return truncate(handle, op.x);
      case FORCE:
        return force(handle, op.x);
      case LOCK:
        return lock(handle, op.x);
      case MAP:
        return map(handle, op.x, op.y);
      case TRANSFER_TO:
        return transferTo(handle, other, op.y);
      case TRANSFER_FROM:
        return transferFrom(handle, other, op.y);
      default:
        throw new AssertionError(op.kind);
    }
  }

  static byte[] letters(int count, int first) {
    byte[] letters = new byte[count];
    for (int i = 0; i < count; i++) {
      letters[i] = (byte) ('a' + Math.floorMod(first + i, 26));
    }
    return letters;
  }

  private static String write(Closeable handle, byte[] bytes) throws Exception {
    if (handle instanceof OutputStream) {
      ((OutputStream) handle).write(bytes);
    } else if (handle instanceof Writer) {
      ((Writer) handle).write(new String(bytes, StandardCharsets.US_ASCII));
    } else if (handle instanceof RandomAccessFile) {
      ((RandomAccessFile) handle).write(bytes);
    } else if (handle instanceof SeekableByteChannel) {
      return "" + ((SeekableByteChannel) handle).write(ByteBuffer.wrap(bytes));
    } else if (handle instanceof AsynchronousFileChannel) {
      AsynchronousFileChannel channel = (AsynchronousFileChannel) handle;
      return "" + channel.write(ByteBuffer.wrap(bytes), channel.size()).get();
    } else {
      return NOT_POSSIBLE;
    }
    return "ok";
  }

  private static String writeOne(Closeable handle, int letter) throws IOException {
    if (handle instanceof OutputStream) {
      ((OutputStream) handle).write(letter);
    } else if (handle instanceof Writer) {
      ((Writer) handle).write(letter);
    } else if (handle instanceof RandomAccessFile) {
      ((RandomAccessFile) handle).write(letter);
    } else {
      return NOT_POSSIBLE;
    }
    return "ok";
  }

  private static FileChannel channelOrNull(Closeable handle) {
    if (handle instanceof FileChannel) {
      return (FileChannel) handle;
    }
    if (handle instanceof FileOutputStream) {
      return ((FileOutputStream) handle).getChannel();
    }
    if (handle instanceof FileInputStream) {
      return ((FileInputStream) handle).getChannel();
    }
    return handle instanceof RandomAccessFile ? ((RandomAccessFile) handle).getChannel() : null;
  }

  private static String writeAt(Closeable handle, byte[] bytes, int position) throws Exception {
    if (handle instanceof AsynchronousFileChannel) {
      return "" + ((AsynchronousFileChannel) handle).write(ByteBuffer.wrap(bytes), position).get();
    }
    FileChannel channel = channelOrNull(handle);
    return channel == null ? NOT_POSSIBLE : "" + channel.write(ByteBuffer.wrap(bytes), position);
  }

  private static String writeGathering(Closeable handle, byte[] bytes) throws IOException {
    FileChannel channel = channelOrNull(handle);
    if (channel == null) {
      return NOT_POSSIBLE;
    }
    ByteBuffer[] buffers = {ByteBuffer.wrap(bytes), ByteBuffer.wrap(new byte[] {'.'})};
    return "" + channel.write(buffers);
  }

  private static String writeWrongly(Closeable handle, int which) throws Exception {
    if (handle instanceof OutputStream) {
      writeWrongly((OutputStream) handle, which);
      return "ok";
    }
    if (handle instanceof AsynchronousFileChannel) {
      return "" + ((AsynchronousFileChannel) handle).write(ByteBuffer.allocate(2), -1).get();
    }
    FileChannel channel = channelOrNull(handle);
    if (channel == null) {
      return NOT_POSSIBLE;
    }
    switch (Math.floorMod(which, 4)) {
      case 0:
        return "" + channel.write(ByteBuffer.allocate(3), -1);
      case 1:
        return "" + channel.truncate(-1).position();
      case 2:
        return "" + channel.transferFrom(channel, 0, -1);
      default:
        return "" + channel.write((ByteBuffer) null);
    }
  }

  private static void writeWrongly(OutputStream stream, int which) throws IOException {
    switch (Math.floorMod(which, 3)) {
      case 0:
        stream.write(new byte[3], 1, 3);
        break;
      case 1:
        stream.write(new byte[3], -1, 2);
        break;
      default:
        stream.write((byte[]) null);
    }
  }

  private static String flush(Closeable handle) throws IOException {
    if (handle instanceof PrintWriter) {
      return "" + ((PrintWriter) handle).checkError();
    }
    if (handle instanceof Flushable) {
      ((Flushable) handle).flush();
      return "ok";
    }
    return NOT_POSSIBLE;
  }

  private static String read(Closeable handle, int count) throws Exception {
    byte[] bytes = new byte[count];
    int read;
    if (handle instanceof InputStream) {
      read = ((InputStream) handle).read(bytes);
    } else if (handle instanceof RandomAccessFile) {
      read = ((RandomAccessFile) handle).read(bytes);
    } else if (handle instanceof SeekableByteChannel) {
      read = ((SeekableByteChannel) handle).read(ByteBuffer.wrap(bytes));
    } else {
      return NOT_POSSIBLE;
    }
    return read + Tree.text(Arrays.copyOf(bytes, Math.max(0, read)));
  }

  private static String readAt(Closeable handle, int count, int position) throws Exception {
    byte[] bytes = new byte[count];
    int read;
    if (handle instanceof AsynchronousFileChannel) {
      read = ((AsynchronousFileChannel) handle).read(ByteBuffer.wrap(bytes), position).get();
    } else {
      FileChannel channel = channelOrNull(handle);
      if (channel == null) {
        return NOT_POSSIBLE;
      }
      read = channel.read(ByteBuffer.wrap(bytes), position);
    }
    return read + Tree.text(Arrays.copyOf(bytes, Math.max(0, read)));
  }

  private static String seek(Closeable handle, int position) throws IOException {
    if (handle instanceof RandomAccessFile) {
      ((RandomAccessFile) handle).seek(position);
      return "ok";
    }
    if (handle instanceof SeekableByteChannel) {
      return "" + ((SeekableByteChannel) handle).position(position).position();
    }
    if (handle instanceof InputStream) {
      return "" + ((InputStream) handle).skip(position);
    }
    FileChannel channel = channelOrNull(handle);
    return channel == null ? NOT_POSSIBLE : "" + channel.position(position).position();
  }

  private static String position(Closeable handle) throws IOException {
    if (handle instanceof SeekableByteChannel) {
      return "" + ((SeekableByteChannel) handle).position();
    }
    FileChannel channel = channelOrNull(handle);
    return channel == null ? NOT_POSSIBLE : "" + channel.position();
  }

  private static String size(Closeable handle) throws IOException {
    if (handle instanceof SeekableByteChannel) {
      return "" + ((SeekableByteChannel) handle).size();
    }
    if (handle instanceof AsynchronousFileChannel) {
      return "" + ((AsynchronousFileChannel) handle).size();
    }
    FileChannel channel = channelOrNull(handle);
    return channel == null ? NOT_POSSIBLE : "" + channel.size();
  }

  private static String truncate(Closeable handle, int size) throws IOException {
    if (handle instanceof RandomAccessFile) {
      ((RandomAccessFile) handle).setLength(size);
      return "ok";
    }
    if (handle instanceof SeekableByteChannel) {
      return "" + ((SeekableByteChannel) handle).truncate(size).size();
    }
    if (handle instanceof AsynchronousFileChannel) {
      return "" + ((AsynchronousFileChannel) handle).truncate(size).size();
    }
    FileChannel channel = channelOrNull(handle);
    return channel == null ? NOT_POSSIBLE : "" + channel.truncate(size).size();
  }

  private static String force(Closeable handle, int how) throws IOException {
    if (handle instanceof FileOutputStream && how == 0) {
      ((FileOutputStream) handle).getFD().sync();
      return "ok";
    }
    if (handle instanceof RandomAccessFile && how == 0) {
      ((RandomAccessFile) handle).getFD().sync();
      return "ok";
    }
    if (handle instanceof AsynchronousFileChannel) {
      ((AsynchronousFileChannel) handle).force(how == 0);
      return "ok";
    }
    FileChannel channel = channelOrNull(handle);
    if (channel == null) {
      return NOT_POSSIBLE;
    }
    channel.force(how == 0);
    return "ok";
  }

  private static String lock(Closeable handle, int how) throws Exception {
    FileLock lock;
    if (handle instanceof AsynchronousFileChannel) {
      lock = ((AsynchronousFileChannel) handle).tryLock();
    } else {
      FileChannel channel = channelOrNull(handle);
      if (channel == null) {
        return NOT_POSSIBLE;
      }
      lock = how == 0 ? channel.tryLock() : channel.tryLock(0, 10, how == 2);
    }
    String answer = lock == null ? "no" : "locked " + lock.isShared();
    if (lock != null) {
      lock.release();
    }
    return answer;
  }

  private static String map(Closeable handle, int count, int position) throws IOException {
    FileChannel channel = channelOrNull(handle);
    if (channel == null) {
      return NOT_POSSIBLE;
    }
    MappedByteBuffer mapped = channel.map(FileChannel.MapMode.READ_WRITE, position, count);
    mapped.put(letters(count, position));
    return "" + channel.size();
  }

  private static String transferTo(Closeable handle, Closeable other, int count)
      throws IOException {
    FileChannel from = channelOrNull(handle);
    FileChannel to = other == null ? null : channelOrNull(other);
    return from == null || to == null ? NOT_POSSIBLE : "" + from.transferTo(0, count, to);
  }

  private static String transferFrom(Closeable handle, Closeable other, int count)
      throws IOException {
    FileChannel to = channelOrNull(handle);
    FileChannel from = other == null ? null : channelOrNull(other);
    return from == null || to == null ? NOT_POSSIBLE : "" + to.transferFrom(from, 0, count);
  }
}
