package samples;

import java.io.File;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What happens to a file while it is saved, one line each that says what came of it: {@code
 * EdgeMoments FOLDER [halt]}. With {@code halt} it flushes one file often and halts the JVM, with
 * status 3, in the midst of the save of another.
 */
public final class EdgeMoments {
  private final Path folder;

  private EdgeMoments(Path folder) {
    this.folder = folder;
  }

  /** What is done while a save is open. */
  private interface Meanwhile {
    Object run(Path target, OutputStream out) throws Exception;
  }

  public static void main(String[] arguments) throws IOException {
    EdgeMoments moments = new EdgeMoments(Paths.get(arguments[0]));
    Map<String, EdgeCases.Case> all = new LinkedHashMap<>();
    if (arguments.length > 1) {
      all.put("flush", () -> save(moments.folder.resolve("flushed"), EdgeMoments::flushOften));
      all.put("halt", () -> save(moments.old("halted"), EdgeMoments::halt));
    } else {
      moments.meanwhile(all);
      moments.byOthers(all);
      moments.threads(all);
    }
    EdgeCases.run(all, arguments[0]);
  }

  private Path old(String name) throws IOException {
    return Files.write(folder.resolve(name), "old".getBytes(StandardCharsets.UTF_8));
  }

  /** Version "new one" is written, then {@code meanwhile} is run, then the stream is closed. */
  private static Object save(Path target, Meanwhile meanwhile) throws Exception {
    try (OutputStream out = new FileOutputStream(target.toFile())) {
      out.write("new one".getBytes(StandardCharsets.UTF_8));
      return meanwhile.run(target, out);
    }
  }

  private static Object flushOften(Path target, OutputStream out) throws IOException {
    for (int i = 0; i < 100; i++) {
      out.write('x');
      out.flush();
    }
    return "a hundred times";
  }

  private static Object halt(Path target, OutputStream out) {
    Runtime.getRuntime().halt(3);
    return "not halted";
  }

  private void meanwhile(Map<String, EdgeCases.Case> cases) {
    cases.put("length", () -> save(old("length"), (file, out) -> file.toFile().length()));
    cases.put(
        "exists, a new file",
        () -> save(folder.resolve("exists"), (file, out) -> Files.exists(file)));
    cases.put("is the same as its link", this::sameFile);
    cases.put("last modified is later", this::lastModified);
    cases.put("who has it open reads", this::heldOpen);
    cases.put("its number is", this::number);
    cases.put("written after the close", this::writtenAfterwards);
  }

  private Object sameFile() throws Exception {
    Path link = Files.createSymbolicLink(folder.resolve("same-link"), Paths.get("same"));
    return save(old("same"), (file, out) -> Files.isSameFile(file, link));
  }

  private Object lastModified() throws Exception {
    Path file = old("modified");
    file.toFile().setLastModified(1_000_000_000_000L);
    boolean meanwhile =
        (Boolean) save(file, (f, out) -> f.toFile().lastModified() > 1_000_000_000_000L);
    return meanwhile + ", then " + (file.toFile().lastModified() > 1_000_000_000_000L);
  }

  private Object heldOpen() throws Exception {
    Path file = old("held");
    try (InputStream in = new FileInputStream(file.toFile())) {
      save(file, (f, out) -> null);
      byte[] bytes = new byte[20];
      int count = Math.max(0, in.read(bytes));
      return new String(bytes, 0, count, StandardCharsets.UTF_8) + ", there is " + read(file);
    }
  }

  private static String read(Path file) throws IOException {
    return EdgeCases.read(file);
  }

  private Object number() throws Exception {
    Path file = old("number");
    Object before = Files.getAttribute(file, "unix:ino");
    save(file, (f, out) -> null);
    return before.equals(Files.getAttribute(file, "unix:ino")) ? "the same" : "another";
  }

  private Object writtenAfterwards() throws IOException {
    OutputStream out = Files.newOutputStream(folder.resolve("afterwards"));
    out.write('1');
    out.close();
    try {
      out.write('2');
      return "written";
    } catch (IOException failure) {
      return failure + read(folder.resolve("afterwards"));
    }
  }

  private void byOthers(Map<String, EdgeCases.Case> cases) {
    cases.put("its folder renamed", this::folderRenamed);
    cases.put("its folder removed", this::folderRemoved);
    cases.put("its mode changed", this::modeChanged);
    cases.put("replaced by somebody else", this::replaced);
    cases.put("cut by somebody else", this::cut);
  }

  private static void shell(String command, Path... files) throws Exception {
    String[] words = new String[4 + files.length];
    words[0] = "sh";
    words[1] = "-c";
    words[2] = command;
    words[3] = "sh";
    for (int i = 0; i < files.length; i++) {
      words[4 + i] = files[i].toString();
    }
    if (new ProcessBuilder(words).start().waitFor() != 0) {
      throw new IOException("failed: " + command);
    }
  }

  private Object folderRenamed() throws Exception {
    Path before = Files.createDirectory(folder.resolve("before"));
    Path after = folder.resolve("after");
    old("before/new");
    save(before.resolve("new"), (file, out) -> renamed(before, after));
    return read(after.resolve("new")) + Files.exists(before);
  }

  private static Object renamed(Path before, Path after) throws Exception {
    shell("mv \"$1\" \"$2\"", before, after);
    return null;
  }

  private Object folderRemoved() throws Exception {
    Path gone = Files.createDirectory(folder.resolve("gone"));
    old("gone/file");
    save(gone.resolve("file"), (file, out) -> removed(gone));
    return Files.exists(gone);
  }

  private static Object removed(Path gone) throws Exception {
    shell("rm -r \"$1\"", gone);
    return null;
  }

  private Object modeChanged() throws Exception {
    Path file = old("mode");
    save(
        file,
        (f, out) -> {
          shell("chmod 0604 \"$1\"", f);
          return null;
        });
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file)) + read(file);
  }

  private Object replaced() throws Exception {
    Path file = old("replaced");
    save(
        file,
        (f, out) -> {
          shell("echo another > \"$1.tmp\" && mv \"$1.tmp\" \"$1\"", f);
          return null;
        });
    return read(file).replace('\n', ' ');
  }

  private Object cut() throws Exception {
    Path file = old("cut");
    save(
        file,
        (f, out) -> {
          shell(": > \"$1\"", f);
          return null;
        });
    return read(file);
  }

  private void threads(Map<String, EdgeCases.Case> cases) {
    cases.put("closed by another thread", this::closedElsewhere);
    cases.put("a channel's thread is interrupted", this::interrupted);
    cases.put("a virtual thread", this::virtual);
  }

  private Object closedElsewhere() throws Exception {
    Path file = old("elsewhere");
    OutputStream out = new FileOutputStream(file.toFile());
    out.write("all".getBytes(StandardCharsets.UTF_8));
    Thread other =
        new Thread(
            () -> {
              try {
                out.close();
              } catch (IOException failure) {
                Ways.complain(failure.toString());
              }
            });
    other.start();
    other.join();
    return read(file);
  }

  /** Stock closes the channel and throws; the file is cut by then. */
  private Object interrupted() throws IOException {
    Path file = old("interrupted");
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
    try {
      Thread.currentThread().interrupt();
      channel.write(ByteBuffer.wrap("new".getBytes(StandardCharsets.UTF_8)));
      return "written";
    } catch (IOException failure) {
      return failure + " " + Thread.interrupted() + channel.isOpen() + read(file);
    }
  }

  private Object virtual() throws Exception {
    File file = old("virtual").toFile();
    Runnable saving =
        () -> {
          try (OutputStream out = new FileOutputStream(file)) {
            out.write("by a virtual one".getBytes(StandardCharsets.UTF_8));
          } catch (IOException failure) {
            Ways.complain(failure.toString());
          }
        };
    try {
      Object thread =
          Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, saving);
      ((Thread) thread).join();
    } catch (NoSuchMethodException older) {
      saving.run(); // this JVM has none
    }
    return read(file.toPath());
  }
}
