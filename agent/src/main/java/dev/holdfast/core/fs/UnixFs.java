package dev.holdfast.core.fs;

import dev.holdfast.boot.SystemCalls;
import java.io.File;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The real file system of a Linux machine. */
public class UnixFs extends UnixPlaces {
  private static final int O_CREAT = 0100;
  private static final int O_EXCL = 0200;
  private static final int O_TRUNC = 01000;

  /** Of one machine's own disks or memory; what isn't named may be shared. */
  private static final Set<String> LOCAL =
      new HashSet<>(
          Arrays.asList(
              "ext2",
              "ext3",
              "ext4",
              "xfs",
              "btrfs",
              "f2fs",
              "zfs",
              "bcachefs",
              "jfs",
              "reiserfs",
              "tmpfs",
              "overlay"));

  private final NumberedStreams streams;
  private final UnixAttributes attributes;

  /**
   * {@code system} is the JDK's own default file system, whatever the application has set; {@code
   * startFolder} is where relative names start: the folder the JVM was started in.
   */
  public UnixFs(SystemCalls calls, FileSystem system, String startFolder) {
    super(calls, system, startFolder);
    this.streams = new NumberedStreams(calls);
    this.attributes = new UnixAttributes(calls);
  }

  @Override
  public Fs withoutForces() {
    return new UnforcedFs(calls, system, startFolder());
  }

  /** What the symbolic link at {@code path} says. */
  public String link(String path) throws IOException {
    return new String(calls.readlink(system.getPath(path)), nativeCharset());
  }

  @Override
  public int user() throws IOException {
    // Not the owner of /proc/self: that is root where the program has capabilities of its own.
    for (String line : Files.readAllLines(system.getPath("/proc/self/status"))) {
      if (line.startsWith("Uid:")) {
        return Integer.parseUnsignedInt(line.split("\t")[2]);
      }
    }
    throw new IOException("/proc/self/status has no line 'Uid:'");
  }

  /** The folder of that absolute path, there or not. */
  public PrivateFolder privateFolder(String path) {
    return new PrivateFolder(this, calls, system, path);
  }

  @Override
  public boolean isLocal(Place place) throws IOException {
    return LOCAL.contains(Files.getFileStore(place.folderPath()).type());
  }

  @Override
  public int openFolder(Place fileInIt) throws IOException {
    return calls.open(fileInIt.folderPath(), Access.READ.flags, 0);
  }

  @Override
  public int create(int folder, Name name, Access access, int permissions) throws IOException {
    return calls.openat(folder, name.bytes(), access.flags | O_CREAT | O_EXCL, permissions);
  }

  @Override
  public int open(int folder, Name name, Access access) throws IOException {
    return calls.openat(folder, name.bytes(), access.flags, 0);
  }

  @Override
  public int openTruncated(int folder, Name name, Access access, int permissions)
      throws IOException {
    return calls.openat(folder, name.bytes(), access.flags | O_CREAT | O_TRUNC, permissions);
  }

  @Override
  public int openOrCreate(int folder, Name name, Access access, int permissions)
      throws IOException {
    return calls.openat(folder, name.bytes(), access.flags | O_CREAT, permissions);
  }

  @Override
  public Stat statOrNull(int folder, Name name) throws IOException {
    try {
      return new Stat(calls.lstatat(folder, name.path()));
    } catch (IOException failure) {
      return nullIfMissing(failure);
    }
  }

  @Override
  public Stat statOrNull(Place place) throws IOException {
    try {
      return new Stat(calls.lstat(place.path()));
    } catch (IOException failure) {
      return nullIfMissing(failure);
    }
  }

  @Override
  public Stat folderOrNull(Place place) throws IOException {
    try {
      return new Stat(calls.stat(place.folderPath()));
    } catch (IOException failure) {
      return nullIfMissing(failure);
    }
  }

  private static Stat nullIfMissing(IOException failure) throws IOException {
    if (Errors.number(failure) == Errors.ENOENT) {
      return null;
    }
    throw failure;
  }

  @Override
  public Stat stat(int file) throws IOException {
    return new Stat(calls.fstat(file));
  }

  @Override
  public void setOwner(int file, int owner, int group) throws IOException {
    calls.fchown(file, owner, group);
  }

  @Override
  public void setPermissions(int file, int permissions) throws IOException {
    calls.fchmod(file, permissions);
  }

  @Override
  public Map<String, byte[]> attributes(int file) throws IOException {
    return attributes.of(file);
  }

  @Override
  public void setAttribute(int file, String name, byte[] value) throws IOException {
    attributes.set(file, name, value);
  }

  @Override
  public void removeAttribute(int file, String name) throws IOException {
    attributes.remove(file, name);
  }

  @Override
  public void touch(int file) throws IOException {
    Stat stat = stat(file);
    calls.setTimes(file, stat.accessedNanos(), stat.modifiedNanos());
  }

  @Override
  public void force(int fileOrFolder) throws IOException {
    force(fileOrFolder, true);
  }

  @Override
  public void forceData(int file) throws IOException {
    force(file, false);
  }

  private void force(int fileOrFolder, boolean metadata) throws IOException {
    FileDescriptor descriptor = new FileDescriptor();
    calls.setNumber(descriptor, fileOrFolder);
    boolean done;
    do {
      done = calls.force(descriptor, metadata);
      // Again after EINTR only: the kernel has not finished, and no error of the disk's was taken.
    } while (!done);
    // xfs that has shut itself down (a log write failed) answers fsync(2) of a folder with 0,
    // though its names never got to the disk; fstat(2) says EIO from then on (seen on 6.18).
    calls.fstat(fileOrFolder);
  }

  @Override
  public void replace(int folder, Name from, Name to) throws IOException {
    calls.renameat(folder, from.bytes(), folder, to.bytes());
  }

  @Override
  public void replace(Place from, Place to) throws IOException {
    calls.rename(from.path(), to.path());
  }

  @Override
  public void move(int fromFolder, Name from, int toFolder, Name to) throws IOException {
    calls.renameat(fromFolder, from.bytes(), toFolder, to.bytes());
  }

  @Override
  public void link(int fromFolder, Name from, int toFolder, Name to) throws IOException {
    calls.link(in(fromFolder, from), in(toFolder, to));
  }

  /** The JDK has no linkat(2) and the like: the folder is named by its descriptor. */
  private Path in(int folder, Name name) {
    return system.getPath(path(folder)).resolve(name.path());
  }

  @Override
  public void makeFolder(int folder, Name name, int permissions) throws IOException {
    calls.mkdir(in(folder, name), permissions);
  }

  @Override
  public void removeFolder(int folder, Name name) throws IOException {
    calls.rmdir(in(folder, name));
  }

  /** By java.io: at the start of an application NIO's streams would cost milliseconds. */
  @Override
  public String[] namesOrNull(String folder) {
    return new File(folder).list();
  }

  @Override
  public List<Name> entries(int folder) throws IOException {
    List<Name> names = new ArrayList<>();
    try (DirectoryStream<Path> paths = Files.newDirectoryStream(system.getPath(path(folder)))) {
      for (Path path : paths) {
        names.add(nameOf(path.getFileName()));
      }
    } catch (DirectoryIteratorException failure) {
      throw failure.getCause();
    }
    return names;
  }

  @Override
  public void remove(int folder, Name name) throws IOException {
    calls.unlinkat(folder, name.bytes());
  }

  @Override
  public void close(int file) throws IOException {
    calls.close(file);
  }

  @Override
  public InputStream read(int file) throws IOException {
    return new FileInputStream(
        streams.descriptorOf(calls.open(system.getPath(path(file)), Access.READ.flags, 0)));
  }

  @Override
  public String path(int file) {
    return "/proc/self/fd/" + file;
  }

  @Override
  public void copy(int from, int to) throws IOException {
    streams.copy(from, to);
  }

  @Override
  public long copy(InputStream from, int to) throws IOException {
    return streams.copy(from, to);
  }

  @Override
  public void copyRest(int from, int to, long position) throws IOException {
    try (InputStream in = read(from)) {
      long left = position;
      while (left > 0) {
        left -= in.skip(left);
      }
      streams.copy(in, to);
    }
  }

  @Override
  public long position(int file) throws IOException {
    return streams.position(file);
  }

  @Override
  public void truncate(int file, long size) throws IOException {
    streams.truncate(file, size);
  }

  @Override
  public void write(int file, byte[] bytes, long position) throws IOException {
    streams.write(file, bytes, position);
  }

  @Override
  public int openAgain(int file, Access access) throws IOException {
    return calls.open(system.getPath(path(file)), access.flags, 0);
  }

  @Override
  public String[] names(int folder) throws IOException {
    String[] names = new File(path(folder)).list();
    if (names == null) {
      throw new IOException("the names in an open folder can't be read");
    }
    return names;
  }

  @Override
  public void goOnAt(int file, int other) throws IOException {
    streams.goOnAt(file, other);
  }

  @Override
  public void copyFile(Place source, Place target, Object[] options) throws IOException {
    CopyOption[] taken = new CopyOption[options.length];
    System.arraycopy(options, 0, taken, 0, options.length);
    try {
      Files.copy(source.path(), target.path(), taken);
    } catch (IOException | RuntimeException failure) {
      throw failure;
    } catch (Exception undeclared) {
      // a close(2) that fails throws the JDK's own sun.nio.fs.UnixException (seen on 17 and 25)
      throw new FileSystemException(source + "", target + "", undeclared.getMessage());
    }
  }

  @Override
  public int number(FileDescriptor descriptor) {
    return calls.number(descriptor);
  }

  @Override
  public void setAppending(FileDescriptor descriptor) {
    calls.setAppending(descriptor);
  }

  @Override
  public void setNumber(FileDescriptor descriptor, int number) {
    calls.setNumber(descriptor, number);
  }

  @Override
  public void replaceNumber(FileDescriptor descriptor, int number) {
    calls.replaceNumber(descriptor, number);
  }
}
