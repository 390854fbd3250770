package dev.holdfast.core.fs;

import dev.holdfast.boot.Errno;
import dev.holdfast.boot.SystemCalls;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Where the files are that paths of a Linux machine name. */
abstract class UnixPlaces implements Fs {
  private static final int LINKS_MAX = 40; // as the kernel's MAXSYMLINKS

  final SystemCalls calls;
  final FileSystem system;
  private final Path start;

  UnixPlaces(SystemCalls calls, FileSystem system, String startFolder) {
    this.calls = calls;
    this.system = system;
    this.start = system.getPath(startFolder);
  }

  final String startFolder() {
    return start.toString();
  }

  @Override
  public Place placeOrNull(String path) {
    try {
      return place(system.getPath(path));
    } catch (InvalidPathException notOne) {
      return null;
    }
  }

  @Override
  public Place placeOrNull(Object path) {
    if (!(path instanceof Path)
        || !((Path) path).getFileSystem().equals(system)
        || path.toString().isEmpty()) {
      return null;
    }
    return place(((Path) path).toAbsolutePath()); // of relative ones NIO starts at user.dir
  }

  @Override
  public Place folderPlaceOrNull(Place place) {
    return place(place.folderPath());
  }

  @Override
  public Place placeOrNull(int folder, Object path) {
    if (!(path instanceof Path)) {
      return null;
    }
    if (folder < 0 || ((Path) path).isAbsolute()) {
      return placeOrNull(path);
    }
    try {
      byte[] link = whereIs(system.getPath(path(folder)));
      return place(system.getPath(new String(link, nativeCharset())).resolve((Path) path));
    } catch (IOException gone) {
      return null;
    }
  }

  /** Where the kernel says that a folder is; asked twice: without it nobody knows the rule. */
  private byte[] whereIs(Path link) throws IOException {
    for (int attempt = 1; ; attempt++) {
      try {
        return calls.readlink(link);
      } catch (IOException failure) {
        if (attempt > 1 && Errors.number(failure) != Errors.EINTR) {
          throw failure;
        }
      }
    }
  }

  /** Null for "/", "", "x/.." and the like: no file has such a name. */
  private Place place(Path given) {
    Path name = given.getFileName();
    if (name == null || name.toString().isEmpty() || isDots(name.toString())) {
      return null;
    }
    return placeOf(given.isAbsolute() ? given : start.resolve(given));
  }

  private static boolean isDots(String name) {
    return name.equals(".") || name.equals("..");
  }

  final Place placeOf(Path path) {
    return new Place(path, nameOf(path.getFileName()));
  }

  final Name nameOf(Path path) {
    return new Name(path, calls.bytes(path));
  }

  @Override
  public Place beside(Place sibling, String name) {
    return placeOf(sibling.path().resolveSibling(name));
  }

  @Override
  public Place beside(Place sibling, Name name) {
    return placeOf(sibling.path().resolveSibling(name.path()));
  }

  @Override
  public Name name(String ascii) {
    return nameOf(system.getPath(ascii));
  }

  @Override
  public Place resolve(Place place) throws IOException {
    Place current = place;
    for (int links = 0; links < LINKS_MAX; links++) {
      Stat stat = statOrNull(current);
      if (stat == null || !stat.isLink() || isKernels(current)) {
        return current;
      }
      String link = new String(calls.readlink(current.path()), nativeCharset());
      Path next = current.path().resolveSibling(link);
      Place target = place(next);
      if (target == null) {
        return current; // a folder: the caller's open fails as stock does
      }
      current = target;
    }
    throw new Errno(Errors.ELOOP, "Too many levels of symbolic links");
  }

  /**
   * The kernel's own links lead to open files, whatever they say: /dev/stdout ends here. The file
   * of that name may be another by now, and to replace it would cut the open one off.
   */
  private static boolean isKernels(Place link) {
    String path = link.toString();
    return path.startsWith("/proc/") || path.startsWith("/dev/fd/");
  }

  static Charset nativeCharset() {
    String name = System.getProperty("sun.jnu.encoding");
    return name == null ? StandardCharsets.UTF_8 : Charset.forName(name);
  }
}
