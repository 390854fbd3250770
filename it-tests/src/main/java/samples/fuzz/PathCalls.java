package samples.fuzz;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;

/** What can be done with names. */
final class PathCalls {
  private final Tree tree;

  PathCalls(Tree tree) {
    this.tree = tree;
  }

  String call(Op op) throws IOException {
    Path a = tree.path(op.a);
    Path b = tree.path(op.b);
    File file = a.toFile();
    switch (op.kind) {
      case FILES_WRITE:
        Files.write(a, HandleCalls.letters(op.y, op.y), Options.open(op.x));
        return "ok";
      case SAVE_AND_THROW:
        return saveAndThrow(file, op);
      case COPY:
        Files.copy(a, b, Options.copy(op.x));
        return "ok";
      case COPY_STREAM:
        return ""
            + Files.copy(
                new ByteArrayInputStream(HandleCalls.letters(op.y, op.y)), a, Options.copy(op.x));
      case MOVE:
        Files.move(a, b, Options.copy(op.x));
        return "ok";
      case RENAME:
        return "" + file.renameTo(b.toFile());
      case FILE_DELETE:
        return "" + file.delete();
      case DELETE:
        Files.delete(a);
        return "ok";
      case DELETE_IF_EXISTS:
        return "" + Files.deleteIfExists(a);
      case CREATE_NEW_FILE:
        return "" + file.createNewFile();
      case CREATE_FILE:
        Files.createFile(a);
        return "ok";
      case SET_READ_ONLY:
        return "" + file.setReadOnly();
      case SET_WRITABLE:
        return "" + file.setWritable(op.x == 0, op.y == 0);
      case SET_MODE:
        Files.setPosixFilePermissions(a, Options.permissions(op.x));
        return "ok";
      case SET_TIME:
        return setTime(a, op.x);
      case MAKE_FOLDER:
        return op.x == 0 ? "" + file.mkdir() : "" + Files.createDirectory(a).equals(a);
      case LINK:
        Files.createLink(b, a);
        return "ok";
      case SYMBOLIC_LINK:
        Files.createSymbolicLink(b, op.x == 1 ? b.getParent().relativize(a) : a);
        return "ok";
      default:
        return look(op, a, b);
    }
  }

  private static String look(Op op, Path a, Path b) throws IOException {
    File file = a.toFile();
    switch (op.kind) {
      case EXISTS:
        return Files.exists(a) + " " + file.exists() + " " + file.isFile() + " " + file.canWrite();
      case LENGTH:
        // The size of a folder is the file system's affair.
        return file.isDirectory() ? "folder" : file.length() + " " + Files.size(a);
      case READ_ALL:
        return Tree.text(Files.readAllBytes(a));
      case ATTRIBUTES:
        return Tree.permissions(a)
            + " "
            + Files.isRegularFile(a)
            + " "
            + (Files.getLastModifiedTime(a).toMillis() == Tree.LONG_AGO);
      case LIST:
        return list(a, file);
      case SAME_FILE:
        return "" + Files.isSameFile(a, b);
      default:
        throw new AssertionError(op.kind);
    }
  }

  private static String list(Path folder, File file) throws IOException {
    List<String> names = new ArrayList<>();
    for (Path entry : Tree.entries(folder)) {
      addUnlessJournal(entry.getFileName().toString(), names);
    }
    String[] all = file.list();
    List<String> old = new ArrayList<>();
    for (int i = 0; all != null && i < all.length; i++) {
      addUnlessJournal(all[i], old);
    }
    return names + " " + (all == null ? -1 : old.size());
  }

  /** What is locked while it is written has its old version in a journal; it may be listed. */
  private static void addUnlessJournal(String name, List<String> names) {
    if (!name.startsWith(".holdfast-j-")) {
      names.add(name);
    }
  }

  private static String setTime(Path path, int how) throws IOException {
    if (how == 0) {
      return "" + path.toFile().setLastModified(Tree.LONG_AGO);
    }
    Files.setLastModifiedTime(path, FileTime.fromMillis(Tree.LONG_AGO));
    return "ok";
  }

  /** The exception goes on to the caller: that this save is given up is certain. */
  private static String saveAndThrow(File file, Op op) throws IOException {
    try (FileOutputStream out = new FileOutputStream(file)) {
      out.write(HandleCalls.letters(op.y, 0));
      throw new IllegalStateException("in the midst of a save");
    }
  }
}
