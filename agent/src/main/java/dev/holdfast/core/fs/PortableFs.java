package dev.holdfast.core.fs;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;

import dev.holdfast.boot.Errno;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.CopyOption;
import java.nio.file.FileSystem;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.spi.FileSystemProvider;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The file system of a machine that has not Linux's system calls, by way of java.nio.file alone.
 * What differs from machine to machine is told by {@link Machine}, and answered in {@link Forcing},
 * {@link Replacing} and {@link PortableAttributes}. A name in an open folder is a path here: a
 * folder that is moved meanwhile is not followed.
 */
final class PortableFs extends PortableNames {
  private static final int BUFFER_BYTES = 65536;

  /** Of one machine's own disks. What Windows calls NTFS may be a share's. */
  private static final Set<String> LOCAL = new HashSet<>(Arrays.asList("apfs", "hfs"));

  private final PortableAttributes attributes;
  private final Forcing forcing;
  private final int user;

  private PortableFs(
      FileSystem system,
      FileSystemProvider provider,
      Machine machine,
      OpenNumbers numbers,
      PortableAttributes attributes,
      Replacing replacing,
      Forcing forcing,
      int user) {
    super(system, provider, machine, numbers, replacing);
    this.attributes = attributes;
    this.forcing = forcing;
    this.user = user;
  }

  /**
   * {@code folder} is empty and this process's own: what the machine can do is tried there. {@code
   * provider} is asked for everything; in tests it isn't the one that the paths are of.
   */
  static Fs triedIn(
      Path folder, FileSystemProvider provider, Insisting.Clock clock, Forcing.Telling telling)
      throws IOException {
    Machine machine = Machine.triedIn(folder, provider);
    PortableAttributes attributes = new PortableAttributes(provider, machine);
    return AsErrno.of(
        new PortableFs(
            folder.getFileSystem(),
            provider,
            machine,
            new OpenNumbers(),
            attributes,
            new Replacing(provider, machine, clock),
            new Forcing(provider, machine, telling),
            attributes.stat(folder).owner()));
  }

  @Override
  public Fs withoutForces() {
    return AsErrno.of(
        new PortableFs(
            system, provider, machine, numbers, attributes, replacing, new Forcing.None(), user));
  }

  @Override
  public int user() {
    return user;
  }

  @Override
  public boolean isLocal(Place place) throws IOException {
    return LOCAL.contains(provider.getFileStore(place.folderPath()).type());
  }

  @Override
  public int openFolder(Place fileInIt) throws IOException {
    Path folder = fileInIt.folderPath();
    if (!attributes.stat(folder).isFolder()) {
      throw new NotDirectoryException(folder.toString());
    }
    return openedFolder(folder);
  }

  private int openedFolder(Path folder) throws IOException {
    FileChannel channel =
        machine.folders == Machine.Folders.OPENED
            ? open(folder, OpenOptions.of(Access.READ))
            : null;
    return numbers.add(new Opened(folder, channel, Opened.Use.FOLDER));
  }

  private FileChannel open(Path path, Set<OpenOption> options, FileAttribute<?>... with)
      throws IOException {
    return provider.newFileChannel(path, options, with);
  }

  private int opened(Path path, Access access, Set<OpenOption> options, FileAttribute<?>... with)
      throws IOException {
    FileChannel channel = open(path, options, with);
    if (access != Access.READ) {
      return numbers.add(new Opened(path, channel, Opened.Use.WRITE));
    }
    if (machine.openTargets == Machine.OpenTargets.IN_THE_WAY) {
      channel.close(); // our own would be in the way of the replacement
      channel = null;
    }
    return numbers.add(new Opened(path, channel, Opened.Use.READ));
  }

  @Override
  public int create(int folder, Name name, Access access, int permissions) throws IOException {
    return opened(in(folder, name), access, OpenOptions.of(access, CREATE_NEW), mode(permissions));
  }

  @Override
  public int open(int folder, Name name, Access access) throws IOException {
    Path path = in(folder, name);
    return access == Access.READ && attributes.stat(path).isFolder()
        ? openedFolder(path)
        : opened(path, access, OpenOptions.of(access));
  }

  @Override
  public int openTruncated(int folder, Name name, Access access, int permissions)
      throws IOException {
    Set<OpenOption> options = OpenOptions.of(access, CREATE, TRUNCATE_EXISTING);
    return opened(in(folder, name), access, options, mode(permissions));
  }

  @Override
  public int openOrCreate(int folder, Name name, Access access, int permissions)
      throws IOException {
    return opened(in(folder, name), access, OpenOptions.of(access, CREATE), mode(permissions));
  }

  @Override
  public int openAgain(int file, Access access) throws IOException {
    return opened(numbers.get(file).path(), access, OpenOptions.of(access));
  }

  @Override
  public Stat statOrNull(int folder, Name name) throws IOException {
    return statOrNull(in(folder, name));
  }

  @Override
  public Stat statOrNull(Place place) throws IOException {
    return statOrNull(place.path());
  }

  private Stat statOrNull(Path path) throws IOException {
    try {
      return attributes.stat(path, NOFOLLOW_LINKS);
    } catch (NoSuchFileException missing) {
      return null;
    }
  }

  @Override
  public Stat folderOrNull(Place place) throws IOException {
    try {
      return attributes.stat(place.folderPath());
    } catch (NoSuchFileException missing) {
      return null;
    }
  }

  /** Of no links where it has lost its name. */
  @Override
  public Stat stat(int file) throws IOException {
    Opened opened = numbers.get(file);
    Path path = opened.pathOrNull();
    Stat stat = path == null ? null : statOrNull(path);
    return stat == null ? Stat.nameless(opened.channel().size()) : stat;
  }

  @Override
  public void setOwner(int file, int owner, int group) throws IOException {
    attributes.setOwner(numbers.get(file).path(), owner, group);
  }

  @Override
  public void setPermissions(int file, int permissions) throws IOException {
    attributes.setPermissions(numbers.get(file).path(), permissions);
  }

  @Override
  public Map<String, byte[]> attributes(int file) throws IOException {
    return attributes.of(numbers.get(file).path());
  }

  @Override
  public void setAttribute(int file, String name, byte[] value) throws IOException {
    attributes.set(numbers.get(file).path(), name, value);
  }

  @Override
  public void removeAttribute(int file, String name) throws IOException {
    attributes.remove(numbers.get(file).path(), name);
  }

  @Override
  public void touch(int file) throws IOException {
    attributes.touch(numbers.get(file).path());
  }

  @Override
  public void force(int fileOrFolder) throws IOException {
    forcing.force(numbers.get(fileOrFolder));
  }

  /** All of it: neither macOS nor Windows has less. */
  @Override
  public void forceData(int file) throws IOException {
    force(file);
  }

  @Override
  public void goOnAt(int file, int other) throws IOException {
    numbers.get(file).channel().position(position(other));
  }

  @Override
  public long position(int file) throws IOException {
    return numbers.get(file).channel().position();
  }

  @Override
  public void truncate(int file, long size) throws IOException {
    FileChannel channel = numbers.get(file).channel();
    long before = channel.position();
    channel.truncate(size);
    channel.position(before);
  }

  @Override
  public void write(int file, byte[] bytes, long position) throws IOException {
    FileChannel channel = numbers.get(file).channel();
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    while (buffer.hasRemaining()) {
      channel.write(buffer, position + buffer.position());
    }
  }

  @Override
  public void close(int file) throws IOException {
    numbers.close(file);
  }

  @Override
  public InputStream read(int file) throws IOException {
    return provider.newInputStream(numbers.get(file).path());
  }

  @Override
  public String path(int file) {
    try {
      return numbers.get(file).path().toString();
    } catch (Errno gone) {
      throw new IllegalStateException(gone);
    }
  }

  @Override
  public void copy(int from, int to) throws IOException {
    try (InputStream in = read(from)) {
      copy(in, to);
    }
  }

  @Override
  public void copyRest(int from, int to, long position) throws IOException {
    try (InputStream in = read(from)) {
      long left = position;
      while (left > 0) {
        left -= in.skip(left);
      }
      copy(in, to);
    }
  }

  @Override
  public long copy(InputStream from, int to) throws IOException {
    FileChannel channel = numbers.get(to).channel();
    byte[] buffer = new byte[BUFFER_BYTES];
    long total = 0;
    for (int count = from.read(buffer); count >= 0; count = from.read(buffer)) {
      ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, count);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      total += count;
    }
    return total;
  }

  @Override
  public void copyFile(Place source, Place target, Object[] options) throws IOException {
    provider.copy(
        source.path(), target.path(), Arrays.copyOf(options, options.length, CopyOption[].class));
  }
}
