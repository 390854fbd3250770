package dev.holdfast.core.fs;

import dev.holdfast.boot.Errno;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.CopyOption;
import java.nio.file.FileSystemException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** A file system in memory: strict, with a log, faults and power cuts; a double of UnixFs. */
public final class FakeFs extends FakeNames {
  private boolean attributesUnsupported;

  /** A disk with the empty folder /d, which belongs to the user that the calls are made by. */
  public FakeFs() {
    disk.folder("/d");
    disk.turnBack(-FakeDisk.HOUR_NANOS);
  }

  public FakeDisk disk() {
    return disk;
  }

  public Faults faults() {
    return faults;
  }

  /** From now on the calls are made by that user; 0 is root. */
  public void become(int id) {
    user.become(id);
  }

  /** As a file system without extended attributes. */
  public void withoutAttributes() {
    attributesUnsupported = true;
  }

  /** The process was killed and another begins. What was written stays, forced or not. */
  public void restart() {
    faults.restart();
    descriptors.closeAll();
  }

  /** What is open, as "conf", "/d" or "shadow". */
  public List<String> openDescriptors() {
    return descriptors.open();
  }

  /** What was done with descriptors that are closed. */
  public List<String> misuses() {
    return descriptors.misuses();
  }

  public void write(int file, String text) throws IOException {
    faults.before(Call.WRITE, descriptors.name(file));
    descriptors.append(file, text.getBytes(StandardCharsets.UTF_8));
  }

  /** The application overwrites from the beginning. */
  public void rewrite(int file, String text) throws IOException {
    faults.before(Call.WRITE, descriptors.name(file));
    seek(file, 0);
    descriptors.append(file, text.getBytes(StandardCharsets.UTF_8));
  }

  /** The JDK closes a descriptor of the application's: no call of ours, so none to fail. */
  public void closeAsJdk(int file) throws IOException {
    if (!faults.isCut()) {
      descriptors.close(file);
    }
  }

  @Override
  public int openFolder(Place fileInIt) throws IOException {
    faults.before(Call.OPEN_FOLDER, fileInIt.folder());
    FakeInode folder = disk.follow(fileInIt.folderPath());
    if (!folder.isFolder()) {
      throw Faults.errno(Errors.ENOTDIR);
    }
    user.mayRead(folder);
    return descriptors.add(folder, fileInIt.folder(), Access.READ);
  }

  @Override
  public int create(int folder, Name name, Access access, int permissions) throws IOException {
    faults.before(Call.CREATE, word(name));
    FakeInode in = writableFolder(folder);
    if (in.names.containsKey(name.toString())) {
      throw Faults.errno(Errors.EEXIST);
    }
    return descriptors.add(created(in, name, permissions), word(name), access);
  }

  @Override
  public int open(int folder, Name name, Access access) throws IOException {
    faults.before(Call.OPEN, word(name) + " " + access);
    return descriptors.add(openable(folder, name, access), word(name), access);
  }

  @Override
  public int openOrCreate(int folder, Name name, Access access, int permissions)
      throws IOException {
    faults.before(Call.OPEN_OR_CREATE, word(name));
    return descriptors.inode(folder).names.containsKey(name.toString())
        ? descriptors.add(openable(folder, name, access), word(name), access)
        : descriptors.add(created(writableFolder(folder), name, permissions), word(name), access);
  }

  @Override
  public int openTruncated(int folder, Name name, Access access, int permissions)
      throws IOException {
    faults.before(Call.OPEN_TRUNCATED, word(name));
    if (!descriptors.inode(folder).names.containsKey(name.toString())) {
      return descriptors.add(
          created(writableFolder(folder), name, permissions), word(name), access);
    }
    FakeInode inode = openable(folder, name, access);
    inode.change(new byte[0], disk.tick());
    return descriptors.add(inode, word(name), access);
  }

  @Override
  public Stat statOrNull(int folder, Name name) throws IOException {
    faults.before(Call.STAT, word(name));
    FakeInode inode = descriptors.inode(folder).names.get(name.toString());
    return inode == null ? null : inode.stat();
  }

  @Override
  public Stat stat(int file) throws IOException {
    faults.before(Call.STAT, descriptors.name(file));
    return descriptors.inode(file).stat();
  }

  @Override
  public void setOwner(int file, int owner, int group) throws IOException {
    faults.before(Call.CHOWN, descriptors.name(file) + " " + owner + ":" + group);
    FakeInode inode = descriptors.inode(file);
    user.mayChown(inode, owner, group);
    inode.owner = owner;
    inode.group = group;
    inode.permissions &= ~06000; // as the kernel does, for root too
    inode.changedLook(disk.tick());
  }

  @Override
  public void setPermissions(int file, int permissions) throws IOException {
    faults.before(Call.CHMOD, descriptors.name(file) + " " + Integer.toOctalString(permissions));
    FakeInode inode = descriptors.inode(file);
    user.mustOwn(inode);
    inode.permissions = permissions;
    inode.changedLook(disk.tick());
  }

  @Override
  public Map<String, byte[]> attributes(int file) throws IOException {
    faults.before(Call.ATTRIBUTES, descriptors.name(file));
    return descriptors.inode(file).attributesNow();
  }

  @Override
  public void setAttribute(int file, String name, byte[] value) throws IOException {
    faults.before(Call.SET_ATTRIBUTE, name + " on " + descriptors.name(file));
    if (attributesUnsupported) {
      throw Faults.errno(Errors.ENOTSUP);
    }
    FakeInode inode = descriptors.inode(file);
    user.maySetAttribute(inode, name);
    inode.attributes.put(name, value.clone());
    inode.changedLook(disk.tick());
  }

  @Override
  public void removeAttribute(int file, String name) throws IOException {
    faults.before(Call.REMOVE_ATTRIBUTE, name + " on " + descriptors.name(file));
    descriptors.inode(file).attributes.remove(name);
    descriptors.inode(file).changedLook(disk.tick());
  }

  public void seek(int file, int position) throws IOException {
    descriptors.seek(file, position);
  }

  @Override
  public void goOnAt(int file, int other) throws IOException {
    descriptors.seek(file, descriptors.position(other));
  }

  @Override
  public void touch(int file) throws IOException {
    faults.before(Call.TOUCH, descriptors.name(file));
    user.mustOwn(descriptors.inode(file));
    descriptors.inode(file).changed = disk.tick();
  }

  @Override
  public Fs withoutForces() {
    return (Fs)
        Proxy.newProxyInstance(
            Fs.class.getClassLoader(), new Class<?>[] {Fs.class}, this::callUnlessForce);
  }

  private Object callUnlessForce(Object proxy, Method method, Object[] arguments) throws Throwable {
    if (method.getName().startsWith("force")) {
      return null;
    }
    try {
      return method.invoke(this, arguments);
    } catch (InvocationTargetException failure) {
      throw failure.getCause();
    }
  }

  @Override
  public void force(int fileOrFolder) throws IOException {
    force(Call.FORCE, fileOrFolder);
  }

  @Override
  public void forceData(int file) throws IOException {
    force(Call.FORCE_DATA, file);
  }

  private void force(Call call, int fileOrFolder) throws IOException {
    try {
      faults.before(call, descriptors.name(fileOrFolder));
    } catch (Errno failure) {
      descriptors.inode(fileOrFolder).failForce();
      throw failure;
    }
    if (!faults.isLie(descriptors.name(fileOrFolder))) {
      descriptors.inode(fileOrFolder).force();
    }
  }

  @Override
  public void close(int file) throws IOException {
    String name = descriptors.name(file);
    try {
      faults.before(Call.CLOSE, name);
    } finally {
      if (!faults.isCut()) {
        descriptors.close(file); // it is gone, whether close(2) fails or not
      }
    }
  }

  @Override
  public InputStream read(int file) throws IOException {
    faults.before(Call.READ, descriptors.name(file));
    return new ByteArrayInputStream(descriptors.inode(file).data);
  }

  @Override
  public void copy(int from, int to) throws IOException {
    byte[] data = descriptors.inode(from).data;
    copy(data, to, descriptors.name(from) + " into " + descriptors.name(to));
  }

  @Override
  public long copy(InputStream from, int to) throws IOException {
    byte[] data = from.readAllBytes();
    copy(data, to, "stream into " + descriptors.name(to));
    return data.length;
  }

  private void copy(byte[] data, int to, String what) throws IOException {
    descriptors.append(to, Arrays.copyOf(data, data.length / 2));
    try {
      faults.before(Call.COPY, what);
    } catch (Errno halfWay) {
      throw new IOException(halfWay.getMessage()); // a stream's write knows no numbers
    }
    descriptors.append(to, Arrays.copyOfRange(data, data.length / 2, data.length));
  }

  @Override
  public void copyRest(int from, int to, long position) throws IOException {
    byte[] data = descriptors.inode(from).data;
    copy(
        Arrays.copyOfRange(data, (int) position, data.length),
        to,
        "rest of " + descriptors.name(from) + " into " + descriptors.name(to));
  }

  @Override
  public void copyFile(Place source, Place target, Object[] options) throws IOException {
    List<CopyOption> how =
        Arrays.asList(Arrays.copyOf(options, options.length, CopyOption[].class));
    FakeInode from = inodeOrNull(source);
    if (from != null && !how.contains(LinkOption.NOFOLLOW_LINKS)) {
      from = disk.follow(source.path());
    }
    if (from == null) {
      throw new NoSuchFileException(source.toString());
    }
    FakeInode folder = disk.follow(target.folderPath());
    user.mayChange(folder);
    FakeInode to = created(folder, target.name(), from.permissions);
    to.change(Arrays.copyOf(from.data, from.data.length / 2), disk.tick());
    try {
      faults.before(Call.COPY, word(source) + " to " + word(target));
    } catch (Errno halfWay) {
      throw new FileSystemException(source.toString(), target.toString(), halfWay.getMessage());
    }
    to.change(from.data, disk.tick());
    if (how.contains(StandardCopyOption.COPY_ATTRIBUTES)) {
      to.permissions = from.permissions;
      to.modified = from.modified;
      to.attributes.putAll(from.attributesNow());
      to.changedLook(disk.tick());
    }
  }
}
