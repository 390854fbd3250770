package dev.holdfast.core.fs;

import dev.holdfast.boot.Errno;

/** Who makes the calls of a {@link FakeFs}, and what the kernel lets them do. */
final class FakeUser {
  private static final int READ = 4;
  private static final int WRITE = 2;
  private static final int SEARCH = 1;
  private static final int STICKY = 01000;

  private int id = FakeDisk.USER;

  void become(int newId) {
    id = newId;
  }

  int number() {
    return id;
  }

  private void may(FakeInode inode, int bits) throws Errno {
    int shift = inode.owner == id ? 6 : inode.group == id ? 3 : 0;
    if (id != 0 && ((inode.permissions >> shift) & bits) != bits) {
      throw Faults.errno(Errors.EACCES);
    }
  }

  void mayRead(FakeInode inode) throws Errno {
    may(inode, READ);
  }

  void mayWrite(FakeInode inode) throws Errno {
    may(inode, WRITE);
  }

  /** Names in the folder. */
  void mayChange(FakeInode folder) throws Errno {
    may(folder, WRITE | SEARCH);
  }

  void mayRemove(FakeInode folder, FakeInode inode) throws Errno {
    boolean own = id == 0 || inode.owner == id || folder.owner == id;
    if ((folder.permissions & STICKY) != 0 && !own) {
      throw Faults.errno(Errors.EPERM);
    }
  }

  void mustOwn(FakeInode inode) throws Errno {
    if (id != 0 && inode.owner != id) {
      throw Faults.errno(Errors.EPERM);
    }
  }

  void mayChown(FakeInode inode, int owner, int group) throws Errno {
    if (id != 0 && (inode.owner != id || owner != id || group != id)) {
      throw Faults.errno(Errors.EPERM);
    }
  }

  /** inode.c, should_remove_suid(): what a write or a cut takes away. */
  void leavesNoSetId(FakeInode inode) {
    if (id != 0) {
      boolean groupMayRun = (inode.permissions & 010) != 0;
      inode.permissions &= groupMayRun ? ~06000 : ~04000;
    }
  }

  void maySetAttribute(FakeInode inode, String name) throws Errno {
    if (id != 0 && !name.startsWith("user.") && !name.startsWith("system.posix_acl_")) {
      throw Faults.errno(Errors.EPERM);
    }
    mustOwn(inode);
  }
}
