package samples;

import java.io.BufferedWriter;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.Method;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Map;

/** Ways of java.nio.file. */
final class NioWays {
  private static final CopyOption[] REPLACE = {StandardCopyOption.REPLACE_EXISTING};

  private NioWays() {}

  static void addTo(Map<String, Way> ways) {
    ways.put("Files.write(bytes)", (f, c) -> Files.write(f.toPath(), c));
    ways.put("Files.write(lines)", NioWays::writeLines);
    ways.put("Files.writeString", new WriteString());
    ways.put("Files.newOutputStream", NioWays::outputStream);
    ways.put("Files.newBufferedWriter", NioWays::bufferedWriter);
    ways.put("Files.newByteChannel", NioWays::byteChannel);
    ways.put("Files.copy(InputStream)", NioWays::copyStream);
    ways.put("Files.copy(Path)", NioWays::copyPath);
    ways.put("SecureDirectoryStream", NioWays::secureDirectory);
    ways.put("zip-file-system", new ZipFileSystem());
  }

  static void write(SeekableByteChannel channel, byte[] content) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(content);
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  private static void writeLines(File target, byte[] content) throws IOException {
    String text = FormatWays.text(content);
    Iterable<String> lines =
        text.isEmpty() ? Collections.<String>emptyList() : Arrays.asList(text.split("\n"));
    Files.write(target.toPath(), lines, StandardCharsets.UTF_8);
  }

  private static void outputStream(File target, byte[] content) throws IOException {
    try (OutputStream out = Files.newOutputStream(target.toPath())) {
      out.write(content);
    }
  }

  private static void bufferedWriter(File target, byte[] content) throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(target.toPath(), StandardCharsets.UTF_8)) {
      out.write(FormatWays.text(content));
    }
  }

  private static void byteChannel(File target, byte[] content) throws IOException {
    try (SeekableByteChannel channel =
        Files.newByteChannel(
            target.toPath(),
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
      write(channel, content);
    }
  }

  private static void copyStream(File target, byte[] content) throws IOException {
    Files.copy(new ByteArrayInputStream(content), target.toPath(), REPLACE);
  }

  private static void copyPath(File target, byte[] content) throws IOException {
    Path source = Files.createTempFile("download", ".part");
    try {
      Files.write(source, content);
      Files.copy(source, target.toPath(), REPLACE);
    } finally {
      Files.delete(source);
    }
  }

  private static void secureDirectory(File target, byte[] content) throws IOException {
    Path path = target.toPath();
    try (DirectoryStream<Path> folder = Files.newDirectoryStream(path.getParent());
        SeekableByteChannel channel =
            ((SecureDirectoryStream<Path>) folder)
                .newByteChannel(
                    path.getFileName(),
                    EnumSet.of(
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.TRUNCATE_EXISTING))) {
      write(channel, content);
    }
  }

  /** Java 11 and later; by reflection, since this is compiled for 8. */
  private static final class WriteString implements Way {
    @Override
    public void save(File target, byte[] content) throws Exception {
      method().invoke(null, target.toPath(), FormatWays.text(content), new OpenOption[0]);
    }

    @Override
    public String missingOrNull() {
      try {
        method();
        return null;
      } catch (NoSuchMethodException before11) {
        return "Files.writeString came with Java 11";
      }
    }

    private static Method method() throws NoSuchMethodException {
      return Files.class.getMethod(
          "writeString", Path.class, CharSequence.class, OpenOption[].class);
    }
  }

  /** An existing archive gets another content; the JDK writes a new one beside and swaps. */
  private static final class ZipFileSystem implements Way {
    @Override
    public Kind kind() {
      return Kind.REPLACES;
    }

    @Override
    public void save(File target, byte[] content) throws Exception {
      URI uri = URI.create("jar:" + target.toURI());
      try (FileSystem zip =
          FileSystems.newFileSystem(uri, Collections.singletonMap("create", "true"))) {
        Files.write(zip.getPath("/content"), content);
      }
    }

    @Override
    public byte[] load(File target) throws Exception {
      URI uri = URI.create("jar:" + target.toURI());
      try (FileSystem zip = FileSystems.newFileSystem(uri, Collections.emptyMap())) {
        return Files.readAllBytes(zip.getPath("/content"));
      }
    }
  }
}
