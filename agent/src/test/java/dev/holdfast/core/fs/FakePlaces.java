package dev.holdfast.core.fs;

import dev.holdfast.boot.Errno;
import java.io.FileDescriptor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.IdentityHashMap;

/** Where the files of a {@link FakeFs} are: paths, names, numbers. */
abstract class FakePlaces implements Fs {
  private static final String SHADOW = ".holdfast-s-";
  private static final String MARK = ".holdfast-a-";
  private static final String CLAIM = ".holdfast-t-";

  final FakeDisk disk = new FakeDisk();
  final Faults faults = new Faults();
  final FakeDescriptors descriptors = new FakeDescriptors(disk);
  private final IdentityHashMap<FileDescriptor, Integer> numbers = new IdentityHashMap<>();

  /** Place of a path that is one. */
  public Place place(String path) {
    return placeOf(Path.of(path));
  }

  /** As if nobody held the descriptor any more: the fake must not either. */
  public void forget(FileDescriptor descriptor) {
    numbers.remove(descriptor);
  }

  @Override
  public Place placeOrNull(String path) {
    try {
      return placeOrNull(Path.of(path));
    } catch (InvalidPathException notOne) {
      return null;
    }
  }

  @Override
  public Place placeOrNull(Object path) {
    if (!(path instanceof Path given) || given.getFileSystem() != Path.of("/").getFileSystem()) {
      return null;
    }
    Path name = given.getFileName();
    if (name == null || Arrays.asList("", ".", "..").contains(name.toString())) {
      return null;
    }
    return placeOf(Path.of("/d").resolve(given));
  }

  @Override
  public Place placeOrNull(int folder, Object path) {
    return placeOrNull(folder < 0 ? path : Path.of(descriptors.name(folder)).resolve((Path) path));
  }

  @Override
  public Place folderPlaceOrNull(Place place) {
    return placeOrNull((Object) place.folderPath());
  }

  private static Place placeOf(Path path) {
    return new Place(path, nameOf(path.getFileName().toString()));
  }

  private static Name nameOf(String name) {
    return new Name(Path.of(name), name.getBytes(StandardCharsets.UTF_8));
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
    return nameOf(ascii);
  }

  @Override
  public Place resolve(Place place) throws IOException {
    faults.before(Call.RESOLVE, word(place));
    Place current = place;
    for (int links = 0; links < 40; links++) {
      FakeInode inode = inodeOrNull(current);
      if (inode == null
          || inode.type != FakeInode.Type.LINK
          || current.toString().startsWith("/proc/")) {
        return current;
      }
      current = placeOf(current.path().resolveSibling(inode.link));
    }
    throw Faults.errno(Errors.ELOOP);
  }

  final FakeInode inodeOrNull(Place place) throws Errno {
    try {
      return disk.lookUp(place.path());
    } catch (Errno failure) {
      if (failure.number() == Errors.ENOENT) {
        return null;
      }
      throw failure;
    }
  }

  @Override
  public boolean isLocal(Place place) throws IOException {
    return disk.follow(place.folderPath()).device < 100;
  }

  @Override
  public Stat statOrNull(Place place) throws IOException {
    faults.before(Call.STAT, word(place));
    FakeInode inode = inodeOrNull(place);
    return inode == null ? null : inode.stat();
  }

  @Override
  public Stat folderOrNull(Place place) throws IOException {
    faults.before(Call.STAT, place.folder());
    try {
      return disk.follow(place.folderPath()).stat();
    } catch (Errno failure) {
      if (failure.number() == Errors.ENOENT) {
        return null;
      }
      throw failure;
    }
  }

  @Override
  public String path(int file) {
    return "/proc/self/fd/" + file;
  }

  @Override
  public int number(FileDescriptor descriptor) {
    return numbers.getOrDefault(descriptor, -1);
  }

  @Override
  public void setAppending(FileDescriptor descriptor) {
    // Nobody asks a descriptor here how it was opened.
  }

  @Override
  public void setNumber(FileDescriptor descriptor, int number) {
    numbers.put(descriptor, number);
  }

  @Override
  public void replaceNumber(FileDescriptor descriptor, int number) {
    numbers.put(descriptor, number);
  }

  static String word(Place place) {
    return word(place.name());
  }

  static String word(Name name) {
    return word(name.toString());
  }

  private static String word(String name) {
    if (name.startsWith(SHADOW)) {
      return "shadow";
    }
    if (name.startsWith(MARK)) {
      return "mark";
    }
    if (name.startsWith(".holdfast-j-")) {
      return "journal";
    }
    if (name.startsWith(".holdfast-d-")) {
      return "deleted";
    }
    return name.startsWith(CLAIM) ? "claim" : name;
  }
}
