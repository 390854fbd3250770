package samples;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.CopyOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;

/**
 * Rare uses of files, each ending in one line that says what came of it: {@code OddUses FOLDER}.
 * The lines, and the files at the end, are the same with and without an agent.
 */
public final class OddUses {
  private static final CopyOption REPLACE = StandardCopyOption.REPLACE_EXISTING;

  private final Path folder;

  private OddUses(Path folder) {
    this.folder = folder;
  }

  /** What a use does; its answer is printed. */
  private interface Use {
    Object run() throws Exception;
  }

  public static void main(String[] arguments) throws IOException {
    OddUses uses = new OddUses(Paths.get(arguments[0]));
    for (Map.Entry<String, Use> use : uses.all().entrySet()) {
      String came;
      try {
        came = String.valueOf(use.getValue().run());
      } catch (Exception failure) {
        came = failure.toString();
      }
      Ways.say(use.getKey() + ": " + came.replace(arguments[0], "FOLDER"));
    }
  }

  private Map<String, Use> all() {
    Map<String, Use> uses = new LinkedHashMap<>();
    streams(uses);
    channels(uses);
    moves(uses);
    copies(uses);
    special(uses);
    uses.put("files at the end", () -> new TreeSet<>(Arrays.asList(names())).toString());
    return uses;
  }

  private String[] names() {
    return folder.toFile().list();
  }

  private Path at(String name) {
    return folder.resolve(name);
  }

  private Path write(String name, String text) throws IOException {
    try (OutputStream out = new FileOutputStream(at(name).toFile())) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return at(name);
  }

  private String read(String name) throws IOException {
    return new String(Files.readAllBytes(at(name)), StandardCharsets.UTF_8);
  }

  private void streams(Map<String, Use> uses) {
    uses.put("closed twice, then written", this::closedTwice);
    uses.put("two streams on one descriptor", this::sharedDescriptor);
    uses.put("appended to while it is saved", this::appendedMeanwhile);
    uses.put("opened at random while it is saved", this::openedAtRandomMeanwhile);
    uses.put("interrupted before the close", this::interrupted);
    uses.put("temporary files", this::temporaryFiles);
  }

  private Object closedTwice() throws IOException {
    FileOutputStream out = new FileOutputStream(at("twice").toFile());
    out.write('1');
    out.close();
    out.close();
    out.write('2');
    return read("twice");
  }

  private Object sharedDescriptor() throws IOException {
    try (FileOutputStream first = new FileOutputStream(at("shared").toFile());
        FileOutputStream second = new FileOutputStream(first.getFD())) {
      first.write('1');
      second.write('2');
    }
    return read("shared");
  }

  private Object appendedMeanwhile() throws IOException {
    try (OutputStream out = new FileOutputStream(at("appended").toFile())) {
      out.write("first".getBytes(StandardCharsets.UTF_8));
      try (OutputStream more = new FileOutputStream(at("appended").toFile(), true)) {
        more.write("second".getBytes(StandardCharsets.UTF_8));
      }
    }
    return read("appended");
  }

  private Object openedAtRandomMeanwhile() throws IOException {
    try (OutputStream out = new FileOutputStream(at("random").toFile())) {
      out.write("first".getBytes(StandardCharsets.UTF_8));
      try (RandomAccessFile file = new RandomAccessFile(at("random").toFile(), "rw")) {
        return file.length();
      }
    }
  }

  private Object interrupted() throws IOException {
    Thread.currentThread().interrupt();
    write("interrupted", "all");
    return Thread.interrupted() + " " + read("interrupted");
  }

  private Object temporaryFiles() throws IOException {
    File one = File.createTempFile("one", ".x", folder.toFile());
    Path two = Files.createTempFile(folder, "two", ".y");
    write(one.getName(), "1");
    Files.write(two, new byte[2]);
    return one.length() + " " + Files.size(two) + " " + one.delete() + Files.deleteIfExists(two);
  }

  private void channels(Map<String, Use> uses) {
    uses.put("read, cut and positioned", this::readAndCut);
    uses.put("deleted on close", this::deletedOnClose);
    uses.put("created exclusively", this::exclusive);
  }

  private Object readAndCut() throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            at("channel"),
            StandardOpenOption.CREATE,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
      channel.write(ByteBuffer.wrap("0123456789".getBytes(StandardCharsets.UTF_8)));
      channel.truncate(5);
      channel.position(1);
      int got = channel.read(ByteBuffer.allocate(10));
      channel.write(ByteBuffer.wrap(new byte[] {'x'}), 8);
      return got + " " + channel.position() + " " + channel.size();
    }
  }

  private Object deletedOnClose() throws IOException {
    try (OutputStream out =
        Files.newOutputStream(
            at("gone"),
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE,
            StandardOpenOption.DELETE_ON_CLOSE)) {
      out.write(1);
    }
    return Files.exists(at("gone"));
  }

  private Object exclusive() throws IOException {
    try (OutputStream out = Files.newOutputStream(at("exclusive"), StandardOpenOption.CREATE_NEW)) {
      boolean there = Files.exists(at("exclusive"));
      out.write(1);
      return there + " " + at("exclusive").toFile().createNewFile();
    }
  }

  private void moves(Map<String, Use> uses) {
    uses.put("moved from another file system", () -> moveAcross(REPLACE));
    uses.put(
        "moved atomically from another file system",
        () -> moveAcross(StandardCopyOption.ATOMIC_MOVE));
    uses.put("renamed from another file system", this::renameAcross);
    uses.put("a folder moved", () -> moved(folderWithFile("a"), "b"));
    uses.put("a folder moved onto an empty one", this::ontoEmptyFolder);
    uses.put("a file moved onto a full folder", () -> moved(write("f", "f"), "empty"));
    uses.put("a file moved onto another without option", this::ontoFile);
    uses.put("nothing moved", () -> moved(at("nothing"), "f"));
    uses.put("moved onto itself", () -> moved(at("f"), "f") + " " + read("f"));
    uses.put("nothing renamed", () -> at("nothing").toFile().renameTo(at("f").toFile()));
    uses.put("renamed onto itself", () -> at("f").toFile().renameTo(at("f").toFile()));
    uses.put("what was renamed is there", () -> read("f"));
  }

  private Path outside() throws IOException {
    Path file = Paths.get("/dev/shm", "odd-uses-" + System.nanoTime());
    return Files.write(file, new byte[] {'m'});
  }

  private Object moveAcross(CopyOption option) throws IOException {
    write("across", "old");
    Path outside = outside();
    try {
      Files.move(outside, at("across"), option);
      return Files.exists(outside) + " " + read("across");
    } catch (IOException failure) {
      return failure.getClass() + " " + read("across");
    } finally {
      Files.deleteIfExists(outside);
    }
  }

  private Object renameAcross() throws IOException {
    Path outside = outside();
    boolean renamed = outside.toFile().renameTo(at("across").toFile());
    return renamed + " " + Files.deleteIfExists(outside) + " " + read("across");
  }

  private Path folderWithFile(String name) throws IOException {
    Files.createDirectory(at(name));
    write(name + "/file", "x");
    return at(name);
  }

  private Object moved(Path from, String to) throws IOException {
    Files.move(from, at(to), REPLACE);
    return Files.exists(at(to));
  }

  private Object ontoEmptyFolder() throws IOException {
    Files.createDirectory(at("empty"));
    return moved(at("b"), "empty") + " " + Files.exists(at("empty/file"));
  }

  private Object ontoFile() throws IOException {
    return Files.move(write("g", "g"), at("f"));
  }

  private void copies(Map<String, Use> uses) {
    uses.put("copied with its times", this::copiedWithTimes);
    uses.put("copied onto another without option", () -> Files.copy(at("f"), at("g")));
    uses.put("copied onto itself", () -> Files.copy(at("f"), at("f"), REPLACE) + " " + read("f"));
    uses.put("a folder copied", () -> Files.copy(at("empty"), at("copy"), REPLACE));
    uses.put(
        "a stream copied onto a full folder",
        () -> Files.copy(new ByteArrayInputStream(new byte[3]), at("empty"), REPLACE));
    uses.put("a broken stream copied", this::brokenStream);
  }

  private Object copiedWithTimes() throws IOException {
    Path copy = Files.copy(at("f"), at("times"), StandardCopyOption.COPY_ATTRIBUTES);
    return Files.getLastModifiedTime(copy).equals(Files.getLastModifiedTime(at("f")));
  }

  @SuppressWarnings("InputStreamSlowMultibyteRead") // it breaks after five bytes
  private Object brokenStream() throws IOException {
    InputStream broken =
        new InputStream() {
          private int given;

          @Override
          public int read() throws IOException {
            given++;
            if (given > 5) {
              throw new IOException("the source broke");
            }
            return 'x';
          }
        };
    return Files.copy(broken, at("g"), REPLACE);
  }

  private void special(Map<String, Use> uses) {
    uses.put("/dev/null", () -> StandardOpenOption.WRITE + at(writeTo("/dev/null")).toString());
    uses.put("/dev/full", () -> writeTo("/dev/full"));
    uses.put("output of a process", this::redirected);
  }

  private static String writeTo(String device) throws IOException {
    StreamWays.write(new FileOutputStream(device), new byte[10]);
    return "written";
  }

  private Object redirected() throws Exception {
    File file = at("process").toFile();
    new ProcessBuilder("sh", "-c", "echo one; sleep 0.1; echo two")
        .redirectOutput(file)
        .start()
        .waitFor();
    return read("process").replace('\n', ' ');
  }
}
