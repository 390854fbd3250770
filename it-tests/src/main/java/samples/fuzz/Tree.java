package samples.fuzz;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The folders and names that programs work on, some matched by the rule and some not. */
final class Tree {

  static final String[] NAMES = {
    "d0/a.dat",
    "d0/b.dat",
    "d0/c.txt",
    "d1/a.dat",
    "d1/l.dat",
    "d1/e.txt",
    "d2/f.dat",
    "d0/g.lock",
    "d0",
    "d1",
    "d2"
  };

  /** How many of the names are files to begin with; the others are folders. */
  static final int FILES = 8;

  /** What {@link Kind#SET_TIME} sets: everything later is now. */
  static final long LONG_AGO = 1_000_000_000_000L;

  private final Path root;
  private final String prefix;
  private final Path[] paths = new Path[NAMES.length];

  Tree(Path root) {
    this.root = root;
    prefix = root.toString();
    for (int i = 0; i < NAMES.length; i++) {
      paths[i] = root.resolve(NAMES[i]);
    }
  }

  Path path(int name) {
    return paths[name];
  }

  /** The number of the folder that a file is in. */
  static int folderOf(int name) {
    return name < FILES ? FILES + (NAMES[name].charAt(1) - '0') : -1;
  }

  static boolean isProtected(int name) {
    return NAMES[name].endsWith(".dat") || NAMES[name].endsWith(".lock");
  }

  static boolean isLockLike(int name) {
    return NAMES[name].endsWith(".lock");
  }

  /** Two folders and two files; the third folder is for programs to make. */
  void begin() throws IOException {
    clear();
    Files.createDirectories(root.resolve("d0"));
    Files.createDirectories(root.resolve("d1"));
    Files.write(root.resolve("d0/a.dat"), "the first version".getBytes(StandardCharsets.US_ASCII));
    Files.write(
        root.resolve("d0/c.txt"), "no rule matches this".getBytes(StandardCharsets.US_ASCII));
  }

  void clear() throws IOException {
    if (Files.exists(root, LinkOption.NOFOLLOW_LINKS)) {
      clear(root);
    }
  }

  private static void clear(Path folder) throws IOException {
    for (Path path : entries(folder)) {
      if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
        clear(path);
      } else {
        Files.delete(path);
      }
    }
    Files.delete(folder);
  }

  static List<Path> entries(Path folder) throws IOException {
    List<Path> entries = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
      for (Path path : stream) {
        entries.add(path);
      }
    }
    Collections.sort(entries);
    return entries;
  }

  /** {@code text} with this tree's own folder made the same for all. */
  String sameForAll(String text) {
    return text.replace(prefix, "$");
  }

  /**
   * All that there is, one line each: name, kind, mode, size, content, where a link leads. Of the
   * files whose inode or name is in {@code masked} only that they are not looked at.
   */
  List<String> state(Set<String> masked, Shadows shadows) throws IOException {
    List<String> lines = new ArrayList<>();
    describe(root, masked, shadows, lines);
    return lines;
  }

  /** Which names of Holdfast's may be there. */
  enum Shadows {
    EXPECTED("\\.holdfast-[sj]-.*"),
    /** A file that is locked while it is written has its old version in one. */
    ONLY_JOURNALS("\\.holdfast-j-.*"),
    NONE("");

    private final String names;

    Shadows(String names) {
      this.names = names;
    }
  }

  private void describe(Path folder, Set<String> masked, Shadows shadows, List<String> lines)
      throws IOException {
    for (Path path : entries(folder)) {
      String name = sameForAll(path.toString());
      if (masked.contains(name) || path.getFileName().toString().matches(shadows.names)) {
        continue;
      }
      lines.add(name + " " + describe(path));
      if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
        describe(path, masked, shadows, lines);
      }
    }
  }

  /** All names of files that are among {@code files}, as {@link Facts#file} has them. */
  Set<String> namesOf(Set<String> files) throws IOException {
    Set<String> names = new TreeSet<>();
    if (!files.isEmpty()) {
      addNames(root, files, names);
    }
    return names;
  }

  private void addNames(Path folder, Set<String> files, Set<String> names) throws IOException {
    for (Path path : entries(folder)) {
      if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
        addNames(path, files, names);
      } else if (files.contains(Facts.ofName(path).file)) {
        names.add(sameForAll(path.toString()));
      }
    }
  }

  String describe(Path path) throws IOException {
    Map<String, Object> facts;
    try {
      facts = Files.readAttributes(path, "unix:mode,size,nlink", LinkOption.NOFOLLOW_LINKS);
    } catch (NoSuchFileException missing) {
      return "-";
    }
    int mode = (Integer) facts.get("mode");
    if ((mode & 0170000) == 0120000) {
      return "-> " + sameForAll(Files.readSymbolicLink(path).toString());
    }
    if ((mode & 0170000) == 0040000) {
      return "folder " + Integer.toOctalString(mode);
    }
    return Integer.toOctalString(mode)
        + " "
        + facts.get("size")
        + " "
        + facts.get("nlink")
        + (Files.getLastModifiedTime(path).toMillis() == LONG_AGO ? " long ago " : " ")
        + text(Files.readAllBytes(path));
  }

  /** Short contents as they are, long ones by their sum. */
  static String text(byte[] bytes) {
    if (bytes.length > 48) {
      long sum = 7;
      for (byte each : bytes) {
        sum = sum * 31 + each;
      }
      return bytes.length + "#" + Long.toHexString(sum);
    }
    StringBuilder text = new StringBuilder("'");
    for (byte each : bytes) {
      text.append(each >= ' ' && each < 127 ? (char) each : '.');
    }
    return text.append('\'').toString();
  }

  static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
