package dev.holdfast.core.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Writer;
import java.lang.reflect.Method;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;

/** Saving by java.nio.file, and by files written beside and renamed. */
final class ChannelWays {
  private static final OpenOption[] ANEW = {CREATE, TRUNCATE_EXISTING, WRITE};
  private static final String ENTRY = "text";

  private ChannelWays() {}

  static List<Way> all() {
    List<Way> ways = new ArrayList<>();
    ways.add(Way.save("Files.write(bytes)", ChannelWays::byWrite));
    ways.add(Way.save("Files.write(lines)", ChannelWays::byLines));
    addWriteString(ways);
    ways.add(Way.save("Files.newOutputStream", ChannelWays::byNewOutputStream));
    ways.add(Way.save("Files.newBufferedWriter", ChannelWays::byNewBufferedWriter));
    ways.add(Way.save("Files.newByteChannel", ChannelWays::byNewByteChannel));
    ways.add(Way.save("SecureDirectoryStream.newByteChannel", ChannelWays::bySecureStream));
    ways.add(Way.save("FileChannel.open", ChannelWays::byFileChannel));
    ways.add(Way.save("AsynchronousFileChannel.open", ChannelWays::byAsynchronousChannel));
    ways.add(Way.save("Files.copy(InputStream, Path)", ChannelWays::byCopyOfStream));
    ways.add(Way.save("Files.copy(Path, Path)", ChannelWays::byCopy));
    ways.add(
        Way.replacement("the zip file system", ChannelWays::byZip)
            .readBy((target, text) -> text.equals(inZip(target))));
    ways.add(Way.replacement("Files.move(REPLACE_EXISTING)", ChannelWays::byMove));
    ways.add(Way.replacement("Files.move(ATOMIC_MOVE)", ChannelWays::byAtomicMove));
    ways.add(Way.replacement("File.renameTo", ChannelWays::byRenameTo));
    return ways;
  }

  private static void byWrite(File target, String text) throws IOException {
    Files.write(target.toPath(), text.getBytes(US_ASCII));
  }

  private static void byLines(File target, String text) throws IOException {
    List<String> lines = Arrays.asList(text.split(System.lineSeparator(), -1));
    // The last line end is of the text, the one after it is not.
    Files.write(target.toPath(), lines.subList(0, lines.size() - 1), US_ASCII);
  }

  private static void addWriteString(List<Way> ways) {
    Method writeString;
    try {
      writeString =
          Files.class.getMethod("writeString", Path.class, CharSequence.class, OpenOption[].class);
    } catch (NoSuchMethodException before11) {
      return;
    }
    ways.add(
        Way.save(
            "Files.writeString",
            (target, text) -> writeString.invoke(null, target.toPath(), text, new OpenOption[0])));
  }

  private static void byNewOutputStream(File target, String text) throws IOException {
    try (OutputStream out = Files.newOutputStream(target.toPath())) {
      out.write(text.getBytes(US_ASCII));
    }
  }

  private static void byNewBufferedWriter(File target, String text) throws IOException {
    try (Writer writer = Files.newBufferedWriter(target.toPath(), US_ASCII)) {
      writer.write(text);
    }
  }

  private static void byNewByteChannel(File target, String text) throws IOException {
    try (SeekableByteChannel channel = Files.newByteChannel(target.toPath(), ANEW)) {
      writeAll(channel, text);
    }
  }

  private static void bySecureStream(File target, String text) throws IOException {
    try (DirectoryStream<Path> folder = Files.newDirectoryStream(target.getParentFile().toPath());
        SeekableByteChannel channel =
            ((SecureDirectoryStream<Path>) folder)
                .newByteChannel(
                    target.toPath().getFileName(), new HashSet<>(Arrays.asList(ANEW)))) {
      writeAll(channel, text);
    }
  }

  private static void byFileChannel(File target, String text) throws IOException {
    try (FileChannel channel = FileChannel.open(target.toPath(), ANEW)) {
      writeAll(channel, text);
    }
  }

  private static void writeAll(SeekableByteChannel channel, String text) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(US_ASCII));
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  private static void byAsynchronousChannel(File target, String text) throws Exception {
    try (AsynchronousFileChannel channel = AsynchronousFileChannel.open(target.toPath(), ANEW)) {
      ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(US_ASCII));
      while (bytes.hasRemaining()) {
        channel.write(bytes, bytes.position()).get();
      }
    }
  }

  private static void byCopyOfStream(File target, String text) throws IOException {
    try (InputStream in = new ByteArrayInputStream(text.getBytes(US_ASCII))) {
      Files.copy(in, target.toPath(), REPLACE_EXISTING);
    }
  }

  private static void byCopy(File target, String text) throws IOException {
    // Elsewhere, and not protected: its own save must not be taken for one of the target.
    Path source = Files.createTempFile("holdfast-verify", ".source");
    try {
      Files.write(source, text.getBytes(US_ASCII));
      Files.copy(source, target.toPath(), REPLACE_EXISTING);
    } finally {
      Files.delete(source);
    }
  }

  private static void byZip(File target, String text) throws IOException {
    URI zip = URI.create("jar:" + target.toURI());
    try (FileSystem files =
        FileSystems.newFileSystem(zip, Collections.singletonMap("create", "true"))) {
      Files.write(files.getPath(ENTRY), text.getBytes(US_ASCII));
    }
  }

  private static String inZip(File target) throws IOException {
    try (FileSystem files = FileSystems.newFileSystem(target.toPath(), (ClassLoader) null)) {
      return new String(Files.readAllBytes(files.getPath(ENTRY)), US_ASCII);
    }
  }

  private static void byMove(File target, String text) throws IOException {
    Files.move(writtenBeside(target, text).toPath(), target.toPath(), REPLACE_EXISTING);
  }

  private static void byAtomicMove(File target, String text) throws IOException {
    Files.move(writtenBeside(target, text).toPath(), target.toPath(), ATOMIC_MOVE);
  }

  private static void byRenameTo(File target, String text) throws IOException {
    if (!writtenBeside(target, text).renameTo(target)) {
      throw new IOException("renameTo returned false");
    }
  }

  private static File writtenBeside(File target, String text) throws IOException {
    File beside = new File(target.getPath() + ".part");
    try (OutputStream out = new FileOutputStream(beside)) {
      out.write(text.getBytes(US_ASCII));
    }
    return beside;
  }
}
