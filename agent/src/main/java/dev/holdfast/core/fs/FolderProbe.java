package dev.holdfast.core.fs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Tries in one folder, with files named {@code .holdfast-probe-*}, what a save needs. Every file is
 * removed again, whatever fails in between.
 */
public final class FolderProbe {
  private static final String PREFIX = ".holdfast-probe-";
  private static final int OWN_NAME_BYTES = 64;
  private static final int LONG_NAME_BYTES = 255;

  private final Path folder;
  private final String unique = PREFIX + UUID.randomUUID().toString().replace("-", "") + "-";
  private final List<Path> mayExist = new ArrayList<>();
  private final List<Trial> trials = new ArrayList<>();
  private final List<String> leftBehind = new ArrayList<>();

  private FolderProbe(Path folder) {
    this.folder = folder;
  }

  /** One thing to try. */
  private interface Attempt {
    void run() throws IOException;
  }

  /** Tries everything in {@code folder}, an absolute path of a folder. Throws nothing. */
  static FolderProbe run(Path folder) {
    FolderProbe probe = new FolderProbe(folder);
    try {
      probe.tryAll();
    } finally {
      probe.removeAll();
    }
    return probe;
  }

  /** In the order tried. After a failed creation there is nothing else to try. */
  List<Trial> trials() {
    return Collections.unmodifiableList(trials);
  }

  /** Files that could not be removed, each with the reason; empty but on a broken file system. */
  List<String> leftBehind() {
    return Collections.unmodifiableList(leftBehind);
  }

  private void tryAll() {
    Path shadow = name("new");
    Path target = name("old");
    if (!attempt(Ability.CREATE_EXCLUSIVELY, () -> createTwice(shadow))) {
      return;
    }
    attempt(Ability.FORCE_FILE, () -> writeAndForce(shadow, "new"));
    attempt(Ability.REPLACE_BY_RENAME, () -> replace(shadow, target));
    attempt(Ability.FORCE_FOLDER, this::forceFolder);
    attempt(Ability.OWN_NAMES, () -> create(longName(OWN_NAME_BYTES)));
    attempt(Ability.LONG_NAMES, () -> create(longName(LONG_NAME_BYTES)));
    attempt(Ability.KEEP_MODE, () -> keepMode(name("mode")));
    attempt(Ability.HARD_LINK, () -> Files.createLink(name("link"), created("linked")));
    attempt(
        Ability.SYMBOLIC_LINK,
        () -> Files.createSymbolicLink(name("symlink"), folder.resolve("nowhere")));
    attempt(Ability.USER_ATTRIBUTE, () -> setAttribute(created("attribute")));
  }

  private boolean attempt(Ability ability, Attempt attempt) {
    String failure = "";
    try {
      attempt.run();
    } catch (IOException | UnsupportedOperationException e) {
      failure = reason(e);
    }
    trials.add(new Trial(ability, failure));
    return failure.isEmpty();
  }

  private void createTwice(Path file) throws IOException {
    create(file);
    try {
      create(file);
    } catch (FileAlreadyExistsException asItShouldBe) {
      return;
    }
    throw new IOException("a name that is taken was created once more");
  }

  private static void create(Path file) throws IOException {
    FileChannel.open(file, CREATE_NEW, WRITE).close();
  }

  private static void writeAndForce(Path file, String text) throws IOException {
    try (FileChannel channel = FileChannel.open(file, WRITE)) {
      ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(UTF_8));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
  }

  private static void replace(Path shadow, Path target) throws IOException {
    create(target);
    writeAndForce(target, "old");
    Files.move(shadow, target, ATOMIC_MOVE);
    String found = new String(Files.readAllBytes(target), UTF_8);
    if (!found.equals("new") || Files.exists(shadow)) {
      throw new IOException("after the rename the file holds '" + found + "'");
    }
  }

  private void forceFolder() throws IOException {
    try (FileChannel channel = FileChannel.open(folder, READ)) {
      channel.force(true);
    }
  }

  private static void keepMode(Path file) throws IOException {
    create(file);
    Set<PosixFilePermission> wanted = PosixFilePermissions.fromString("rw-r-x--x");
    Files.setPosixFilePermissions(file, wanted);
    Set<PosixFilePermission> found = Files.getPosixFilePermissions(file);
    if (!found.equals(wanted)) {
      throw new IOException("set rw-r-x--x, found " + PosixFilePermissions.toString(found));
    }
  }

  private static void setAttribute(Path file) throws IOException {
    UserDefinedFileAttributeView view =
        Files.getFileAttributeView(file, UserDefinedFileAttributeView.class);
    if (view == null) {
      throw new IOException("no such attributes");
    }
    view.write("holdfast", ByteBuffer.wrap(new byte[] {1}));
  }

  private Path created(String label) throws IOException {
    Path file = name(label);
    create(file);
    return file;
  }

  /** A name of ours that {@link #removeAll} knows of. */
  private Path name(String label) {
    Path file = folder.resolve(unique + label);
    mayExist.add(file);
    file.toFile().deleteOnExit(); // for a Ctrl-C in between
    return file;
  }

  private Path longName(int bytes) {
    StringBuilder label = new StringBuilder();
    while (unique.length() + label.length() < bytes) {
      label.append('x');
    }
    return name(label.toString());
  }

  private void removeAll() {
    for (Path file : mayExist) {
      try {
        Files.deleteIfExists(file);
      } catch (IOException e) {
        // A name too long to exist is too long to delete.
        if (Files.exists(file)) {
          leftBehind.add(file + ": " + reason(e));
        }
      }
    }
  }

  /** The system's words, without the probe's file name. */
  static String reason(Exception e) {
    if (e instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (e instanceof NoSuchFileException) {
      return "no such file or folder";
    }
    String reason =
        e instanceof FileSystemException ? ((FileSystemException) e).getReason() : e.getMessage();
    return reason == null ? e.toString() : reason;
  }
}
