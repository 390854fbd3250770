package dev.holdfast.core.fs;

import dev.holdfast.boot.Errno;
import java.io.FileDescriptor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.spi.FileSystemProvider;

/** Where the files are that paths name, by way of java.nio.file alone. */
abstract class PortablePlaces implements Fs {
  private static final int LINKS_MAX = 40; // as UnixPlaces

  final FileSystem system;
  final FileSystemProvider provider;
  final Machine machine;
  final OpenNumbers numbers;

  PortablePlaces(
      FileSystem system, FileSystemProvider provider, Machine machine, OpenNumbers numbers) {
    this.system = system;
    this.provider = provider;
    this.machine = machine;
    this.numbers = numbers;
  }

  @Override
  public Place placeOrNull(String path) {
    try {
      return place(system.getPath(path));
    } catch (InvalidPathException notOne) {
      return null; // "conf:stream" too, which Windows' own API takes
    }
  }

  @Override
  public Place placeOrNull(Object path) {
    return path instanceof Path && ((Path) path).getFileSystem().equals(system)
        ? place((Path) path)
        : null;
  }

  @Override
  public Place placeOrNull(int folder, Object path) {
    if (folder < 0 || !(path instanceof Path) || ((Path) path).isAbsolute()) {
      return placeOrNull(path);
    }
    try {
      return placeOrNull((Object) numbers.get(folder).path().resolve((Path) path));
    } catch (Errno gone) {
      return null;
    }
  }

  /** Null for what no file is called, and for the devices of Windows. */
  private Place place(Path given) {
    Path name = given.getFileName();
    if (name == null
        || name.toString().isEmpty()
        || name.toString().equals(".")
        || name.toString().equals("..")
        || (machine.rights == Machine.Rights.DOS && DeviceNames.has(name.toString()))) {
      return null;
    }
    return placeOf(given.toAbsolutePath());
  }

  private static Place placeOf(Path path) {
    return new Place(path, nameOf(path.getFileName()));
  }

  static Name nameOf(Path name) {
    return new Name(name, name.toString().getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public Place folderPlaceOrNull(Place place) {
    return place(place.folderPath());
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
      if (stat == null || !stat.isLink()) {
        return current;
      }
      Path link = provider.readSymbolicLink(current.path());
      Place target = place(current.path().resolveSibling(link));
      if (target == null) {
        return current;
      }
      current = target;
    }
    throw new Errno(Errors.ELOOP, "too many levels of symbolic links");
  }

  /** What {@code name} is called in full, in an open folder. */
  final Path in(int folder, Name name) throws IOException {
    return numbers.get(folder).path().resolve(name.path());
  }

  @Override
  public int number(FileDescriptor descriptor) {
    return numbers.of(descriptor);
  }

  @Override
  public void setAppending(FileDescriptor descriptor) {
    // The channel knows how it was opened.
  }

  @Override
  public void setNumber(FileDescriptor descriptor, int number) {
    numbers.set(descriptor, number);
  }

  @Override
  public void replaceNumber(FileDescriptor descriptor, int number) {
    numbers.set(descriptor, number);
  }
}
