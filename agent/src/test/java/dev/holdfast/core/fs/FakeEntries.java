package dev.holdfast.core.fs;

import dev.holdfast.boot.Errno;
import java.io.IOException;
import java.nio.file.Path;

/** Files are made and opened in folders, as far as the user may; what is at a place in one. */
abstract class FakeEntries extends FakePlaces {
  final FakeUser user = new FakeUser();

  @Override
  public int user() {
    return user.number();
  }

  final FakeInode writableFolder(int folder) throws Errno {
    FakeInode in = descriptors.inode(folder);
    if (in.links == 0) {
      throw Faults.errno(Errors.ENOENT);
    }
    user.mayChange(in);
    return in;
  }

  final FakeInode created(FakeInode folder, Name name, int permissions) {
    FakeInode file =
        disk.newIn(
            folder, name.toString(), FakeInode.Type.REGULAR, permissions & ~022, user.number());
    file.changedLook(disk.tick());
    return file;
  }

  final FakeInode openable(int folder, Name name, Access access) throws Errno {
    FakeInode inode = descriptors.inode(folder).names.get(name.toString());
    if (inode == null) {
      throw Faults.errno(Errors.ENOENT);
    }
    if (inode.type == FakeInode.Type.LINK) {
      inode = disk.follow(Path.of(descriptors.name(folder)).resolve(inode.link));
    }
    if (access != Access.READ) {
      user.mayWrite(inode);
      if (inode.isFolder()) {
        throw Faults.errno(Errors.EISDIR);
      }
    }
    if (access == Access.READ || access.name().startsWith("READ_WRITE")) {
      user.mayRead(inode);
    }
    return inode;
  }

  @Override
  public long position(int file) throws IOException {
    faults.before(Call.POSITION, descriptors.name(file));
    return descriptors.position(file);
  }

  @Override
  public void truncate(int file, long size) throws IOException {
    faults.before(Call.TRUNCATE, descriptors.name(file) + " to " + size);
    FakeInode inode = descriptors.inode(file);
    inode.truncate((int) size, disk.tick());
    user.leavesNoSetId(inode);
  }

  @Override
  public void write(int file, byte[] bytes, long position) throws IOException {
    faults.before(Call.PUT, descriptors.name(file));
    descriptors.inode(file).write((int) position, bytes, disk.tick());
  }

  @Override
  public int openAgain(int file, Access access) throws IOException {
    String name = descriptors.name(file);
    faults.before(Call.OPEN_AGAIN, name + " " + access);
    return descriptors.add(descriptors.inode(file), name, access);
  }

  @Override
  public String[] names(int folder) throws IOException {
    faults.before(Call.NAMES, descriptors.name(folder));
    return descriptors.inode(folder).names.keySet().toArray(new String[0]);
  }
}
