package dev.holdfast.core.fs;

import dev.holdfast.boot.Errno;
import java.nio.file.Path;

/** Files are made and opened in folders, as far as the user may. */
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
}
