package dev.holdfast.core.fs;

import dev.holdfast.boot.Errno;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The open descriptors of a {@link FakeFs}. A number is never given twice: a late use shows. */
final class FakeDescriptors {
  private static final int BAD = 9; // EBADF

  private static final class Open {
    final FakeInode inode;
    final String name;
    final Access access;
    int position;

    Open(FakeInode inode, String name, Access access) {
      this.inode = inode;
      this.name = name;
      this.access = access;
    }
  }

  private final FakeDisk disk;
  private final Map<Integer, Open> open = new TreeMap<>();
  private final List<String> misuses = new ArrayList<>();
  private int last = 100;

  FakeDescriptors(FakeDisk disk) {
    this.disk = disk;
  }

  synchronized int add(FakeInode inode, String name, Access access) {
    inode.openCount++;
    open.put(++last, new Open(inode, name, access));
    return last;
  }

  synchronized List<String> open() {
    List<String> names = new ArrayList<>();
    for (Open one : open.values()) {
      names.add(one.name);
    }
    return names;
  }

  synchronized List<String> misuses() {
    return misuses;
  }

  /** What it was opened as; "?" if it isn't open. */
  synchronized String name(int number) {
    Open one = open.get(number);
    return one == null ? "?" : one.name;
  }

  private synchronized Open get(int number) throws Errno {
    Open one = open.get(number);
    if (one == null) {
      misuses.add("descriptor " + number + " is used but not open");
      throw Faults.errno(BAD);
    }
    return one;
  }

  FakeInode inode(int number) throws Errno {
    return get(number).inode;
  }

  int position(int number) throws Errno {
    return get(number).position;
  }

  void seek(int number, int position) throws Errno {
    get(number).position = position;
  }

  synchronized void append(int number, byte[] bytes) throws Errno {
    Open one = get(number);
    if (one.access == Access.READ) {
      throw Faults.errno(BAD);
    }
    byte[] data = one.inode.data;
    if (one.access.isAppending()) {
      one.inode.write(data.length, bytes, disk.tick());
      one.position = one.inode.data.length;
      return;
    }
    byte[] longer = new byte[Math.max(data.length, one.position + bytes.length)];
    System.arraycopy(data, 0, longer, 0, data.length);
    System.arraycopy(bytes, 0, longer, one.position, bytes.length);
    one.position += bytes.length;
    one.inode.change(longer, disk.tick());
  }

  synchronized void closeAll() {
    for (Open one : open.values()) {
      one.inode.openCount--;
      one.inode.giveBlocksBackIfUnused();
    }
    open.clear();
  }

  synchronized void close(int number) throws Errno {
    FakeInode inode = get(number).inode;
    open.remove(number);
    inode.openCount--;
    inode.giveBlocksBackIfUnused();
  }
}
