package samples;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Odd names, options and kinds of files, one line each that says what came of it: {@code EdgeCases
 * FOLDER ZIP}. FOLDER has a folder {@code raw} with a file whose name is no text, and in {@code
 * special} what is no regular file. ZIP is a new archive elsewhere.
 */
public final class EdgeCases {
  private static final Set<OpenOption> WHOLE =
      Collections.unmodifiableSet(
          new java.util.HashSet<OpenOption>(
              EnumSet.of(
                  StandardOpenOption.WRITE,
                  StandardOpenOption.CREATE,
                  StandardOpenOption.TRUNCATE_EXISTING)));

  private final Path folder;
  private final Path archive;

  private EdgeCases(Path folder, Path archive) {
    this.folder = folder;
    this.archive = archive;
  }

  /** What a case does; its answer is printed. */
  interface Case {
    Object run() throws Exception;
  }

  public static void main(String[] arguments) throws IOException {
    EdgeCases cases = new EdgeCases(Paths.get(arguments[0]), Paths.get(arguments[1]));
    Map<String, Case> all = new LinkedHashMap<>();
    cases.names(all);
    cases.options(all);
    cases.contents(all);
    cases.special(all);
    run(all, arguments[0]);
  }

  /** Prints a line for each, in which {@code folder} has no name of its own. */
  static void run(Map<String, Case> cases, String folder) throws IOException {
    for (Map.Entry<String, Case> each : cases.entrySet()) {
      String came;
      try {
        came = String.valueOf(each.getValue().run());
      } catch (Exception failure) {
        came = failure.toString();
      }
      Ways.say(each.getKey() + ": " + came.replace(folder, "FOLDER"));
    }
  }

  private Path at(String name) {
    return folder.resolve(name);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static String read(Path file) throws IOException {
    return "'" + new String(Files.readAllBytes(file), StandardCharsets.UTF_8) + "'";
  }

  /** By a stream and by a path, over nothing and over itself; is it the same file afterwards? */
  private Object saved(String name) throws IOException {
    Files.write(at(name), bytes("path"));
    Object number = number(at(name));
    try (OutputStream out = new FileOutputStream(at(name).toFile())) {
      out.write(bytes("stream"));
    }
    return read(at(name)) + file(number, at(name));
  }

  private static Object number(Path file) throws IOException {
    return Files.getAttribute(file, "unix:ino");
  }

  private static String file(Object numberBefore, Path file) throws IOException {
    return numberBefore.equals(number(file)) ? ", the same file" : ", another file";
  }

  private void names(Map<String, Case> cases) {
    cases.put("a name of 255 bytes", () -> saved(repeat("n", 251) + ".dat"));
    cases.put("a leading dash", () -> saved("-rf"));
    cases.put("a leading dot", () -> saved(".hidden"));
    cases.put("spaces", () -> saved(" two  words "));
    cases.put("a new line", () -> saved("two\nlines"));
    cases.put("a name that is no text, by its path", this::rawByPath);
    cases.put("a name that is no text, by its file", this::rawByFile);
    String tooLong = repeat("./", 2100) + "deep.dat";
    cases.put("a path of more than 4096 bytes", () -> streamed(folder + "/" + tooLong));
    cases.put("the same as a path", () -> shortened(Files.write(at(tooLong), bytes("x"))));
  }

  private static String repeat(String text, int times) {
    return String.join("", Collections.nCopies(times, text));
  }

  private static Object streamed(String path) {
    try (OutputStream out = new FileOutputStream(path)) {
      out.write(1);
      return "written";
    } catch (IOException failure) {
      return shortened(failure);
    }
  }

  private static String shortened(Object text) {
    return text.toString().replaceAll("(\\./)+", "DOTS/");
  }

  private Object rawByPath() throws IOException {
    StringBuilder came = new StringBuilder();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(at("raw"))) {
      for (Path file : files) {
        Object number = number(file);
        try (OutputStream out = Files.newOutputStream(file)) {
          out.write(bytes("by its path"));
        }
        came.append(read(file)).append(file(number, file));
      }
    }
    return came;
  }

  /** On 18 and later, and in a locale of bytes, the name may get lost: then another file comes. */
  private Object rawByFile() {
    StringBuilder came = new StringBuilder();
    for (File file : at("raw").toFile().listFiles()) {
      came.append(streamed(file.getPath()).equals("written")).append(' ');
    }
    return came;
  }

  private void options(Map<String, Case> cases) {
    cases.put("with a mode, a new file", () -> withMode("mode-new", "rwxrw-r--"));
    cases.put("with a mode, an old file", this::withModeOverOld);
    cases.put("with an attribute that there is not", this::withUnknownAttribute);
    cases.put("a link that may not be followed", this::linkNotFollowed);
    cases.put("no link, and none may be followed", this::noLinkNotFollowed);
    cases.put("a stream of a channel", this::streamOfChannel);
    cases.put("standard output led to a file", this::standardOutput);
    cases.put("a file in an archive that is named as a protected one", this::inArchive);
  }

  private Object withMode(String name, String mode) throws IOException {
    FileAttribute<?> attribute =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode));
    try (SeekableByteChannel out = Files.newByteChannel(at(name), WHOLE, attribute)) {
      out.write(ByteBuffer.wrap(bytes(name)));
    }
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(at(name))) + read(at(name));
  }

  private Object withModeOverOld() throws IOException {
    Files.write(at("mode-old"), bytes("old"));
    Files.setPosixFilePermissions(at("mode-old"), PosixFilePermissions.fromString("rw-------"));
    return withMode("mode-old", "rwxrwxrwx");
  }

  private Object withUnknownAttribute() throws IOException {
    FileAttribute<String> unknown =
        new FileAttribute<String>() {
          @Override
          public String name() {
            return "no:such";
          }

          @Override
          public String value() {
            return "value";
          }
        };
    return Files.newByteChannel(at("unknown"), WHOLE, unknown).isOpen();
  }

  private Object linkNotFollowed() throws IOException {
    Files.write(at("linked"), bytes("old"));
    Files.createSymbolicLink(at("link"), Paths.get("linked"));
    try {
      return Files.write(at("link"), bytes("new"), options(LinkOption.NOFOLLOW_LINKS));
    } catch (IOException failure) {
      return failure + read(at("linked"));
    }
  }

  private Object noLinkNotFollowed() throws IOException {
    return read(Files.write(at("linked"), bytes("new"), options(LinkOption.NOFOLLOW_LINKS)));
  }

  private static OpenOption[] options(OpenOption more) {
    return new OpenOption[] {
      StandardOpenOption.WRITE,
      StandardOpenOption.CREATE,
      StandardOpenOption.TRUNCATE_EXISTING,
      more
    };
  }

  private Object streamOfChannel() throws IOException {
    try (OutputStream out = Channels.newOutputStream(FileChannel.open(at("channels"), WHOLE))) {
      out.write(bytes("by Channels"));
    }
    return read(at("channels"));
  }

  private Object standardOutput() throws IOException {
    PrintStream before = System.out;
    try (PrintStream file = new PrintStream(new FileOutputStream(at("printed").toFile()), true)) {
      System.setOut(file);
      System.out.print("printed");
    } finally {
      System.setOut(before);
    }
    return read(at("printed"));
  }

  /** It is a file of that archive's, whatever its name; on disk there is none. */
  private Object inArchive() throws IOException {
    URI uri = URI.create("jar:" + archive.toUri());
    try (FileSystem zip =
        FileSystems.newFileSystem(uri, Collections.singletonMap("create", "true"))) {
      Path inside = zip.getPath(at("in-archive.dat").toString());
      Files.createDirectories(inside.getParent());
      Files.write(inside, bytes("zipped"));
      Files.copy(inside, zip.getPath(at("copy.dat").toString()));
      Files.move(zip.getPath(at("copy.dat").toString()), zip.getPath(at("moved.dat").toString()));
      return read(inside) + Files.exists(at("in-archive.dat")) + Files.exists(at("moved.dat"));
    }
  }

  private void contents(Map<String, Case> cases) {
    cases.put("nothing over something", () -> nothing("empty", false));
    cases.put("nothing, written", () -> nothing("empty-too", true));
    cases.put("a byte behind three gigabytes of nothing", this::sparse);
  }

  private Object nothing(String name, boolean written) throws IOException {
    Files.write(at(name), bytes("something"));
    try (OutputStream out = new FileOutputStream(at(name).toFile())) {
      if (written) {
        out.write(new byte[0]);
      }
    }
    return Files.size(at(name));
  }

  private Object sparse() throws IOException {
    long far = 3L << 30;
    try (FileChannel out = FileChannel.open(at("sparse"), WHOLE)) {
      out.position(far);
      out.write(ByteBuffer.wrap(bytes("x")));
    }
    try (SeekableByteChannel in = Files.newByteChannel(at("sparse"))) {
      ByteBuffer last = ByteBuffer.allocate(2);
      in.position(far).read(last);
      return in.size() + " " + last.position() + (char) last.get(0);
    } finally {
      Files.delete(at("sparse"));
    }
  }

  private void special(Map<String, Case> cases) {
    for (String name :
        new String[] {"null", "full", "terminal", "new-terminal", "socket", "proc", "cgroup"}) {
      cases.put("special, " + name, () -> streamed(at("special/" + name).toString()));
      cases.put("special by path, " + name, () -> Files.write(at("special/" + name), new byte[5]));
    }
    cases.put("a pipe", this::pipe);
    cases.put("an open descriptor", this::openDescriptor);
  }

  private Object pipe() throws Exception {
    ByteArrayOutputStream got = new ByteArrayOutputStream();
    Thread reader =
        new Thread(
            () -> {
              try (InputStream in = Files.newInputStream(at("special/pipe"))) {
                for (int next = in.read(); next >= 0; next = in.read()) {
                  got.write(next);
                }
              } catch (IOException failure) {
                Ways.complain(failure.toString());
              }
            });
    reader.start();
    try (OutputStream out = new FileOutputStream(at("special/pipe").toFile())) {
      out.write(bytes("through it"));
    }
    reader.join();
    return got;
  }

  /** By a link in the folder that leads there by {@code /proc/self/fd}. */
  private Object openDescriptor() throws IOException {
    Path file = at("open");
    try (FileOutputStream out = new FileOutputStream(archive + ".out")) {
      out.write(bytes("before, "));
      Files.createSymbolicLink(file, descriptor(Paths.get(archive + ".out")));
      Object came = streamed(file.toString());
      out.write(bytes("after"));
      return came + " " + Files.size(Paths.get(archive + ".out"));
    }
  }

  private static Path descriptor(Path open) throws IOException {
    try (DirectoryStream<Path> all = Files.newDirectoryStream(Paths.get("/proc/self/fd"))) {
      for (Path each : all) {
        if (Files.exists(each) && Files.isSameFile(each, open)) {
          return each;
        }
      }
    }
    throw new IOException("not open: " + open);
  }
}
