package samples;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;

/** Ways of java.nio.channels. */
final class ChannelWays {
  private ChannelWays() {}

  static void addTo(Map<String, Way> ways) {
    ways.put("FileChannel.write", ChannelWays::write);
    ways.put("FileChannel.write(gathering)", ChannelWays::gather);
    ways.put("FileChannel.write(direct)", ChannelWays::direct);
    ways.put("FileChannel.transferFrom", ChannelWays::transferFrom);
    ways.put("FileChannel.transferFrom(file)", ChannelWays::transferFromFile);
    ways.put("FileChannel.transferTo", ChannelWays::transferTo);
    ways.put("FileChannel.map", ChannelWays::map);
    ways.put("AsynchronousFileChannel", ChannelWays::asynchronous);
  }

  static FileChannel open(Path path) throws IOException {
    return FileChannel.open(
        path,
        StandardOpenOption.CREATE,
        StandardOpenOption.WRITE,
        StandardOpenOption.TRUNCATE_EXISTING);
  }

  private static void write(File target, byte[] content) throws IOException {
    try (FileChannel channel = open(target.toPath())) {
      NioWays.write(channel, content);
    }
  }

  private static void direct(File target, byte[] content) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocateDirect(content.length);
    bytes.put(content);
    ((java.nio.Buffer) bytes).flip();
    try (FileChannel channel = open(target.toPath())) {
      long position = 0;
      while (bytes.hasRemaining()) {
        position += channel.write(bytes, position);
      }
    }
  }

  private static void gather(File target, byte[] content) throws IOException {
    int half = content.length / 2;
    ByteBuffer[] parts = {
      ByteBuffer.wrap(content, 0, half), ByteBuffer.wrap(content, half, content.length - half)
    };
    try (FileChannel channel = open(target.toPath())) {
      while (parts[1].hasRemaining()) {
        channel.write(parts);
      }
    }
  }

  private static void transferFrom(File target, byte[] content) throws IOException {
    ReadableByteChannel source = Channels.newChannel(new ByteArrayInputStream(content));
    try (FileChannel channel = open(target.toPath())) {
      long position = 0;
      while (position < content.length) {
        position += channel.transferFrom(source, position, content.length - position);
      }
    }
  }

  private static void transferFromFile(File target, byte[] content) throws IOException {
    Path copy = Files.createTempFile("download", ".part");
    Files.write(copy, content);
    try (FileChannel source = FileChannel.open(copy, StandardOpenOption.READ);
        FileChannel channel = open(target.toPath())) {
      long position = 0;
      while (position < content.length) {
        position += channel.transferFrom(source, position, content.length - position);
      }
    } finally {
      Files.delete(copy);
    }
  }

  private static void transferTo(File target, byte[] content) throws IOException {
    Path copy = Files.createTempFile("download", ".part");
    Files.write(copy, content);
    try (FileChannel source = FileChannel.open(copy, StandardOpenOption.READ);
        FileChannel channel = open(target.toPath())) {
      long position = 0;
      while (position < content.length) {
        position += source.transferTo(position, content.length - position, channel);
      }
    } finally {
      Files.delete(copy);
    }
  }

  private static void map(File target, byte[] content) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            target.toPath(),
            StandardOpenOption.CREATE,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
      MappedByteBuffer mapped = channel.map(FileChannel.MapMode.READ_WRITE, 0, content.length);
      mapped.put(content);
    }
  }

  private static void asynchronous(File target, byte[] content) throws Exception {
    try (AsynchronousFileChannel channel =
        AsynchronousFileChannel.open(
            target.toPath(),
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
      ByteBuffer bytes = ByteBuffer.wrap(content);
      long position = 0;
      while (bytes.hasRemaining()) {
        position += channel.write(bytes, position).get();
      }
    }
  }
}
