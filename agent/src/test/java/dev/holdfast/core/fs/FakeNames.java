package dev.holdfast.core.fs;

import dev.holdfast.boot.Errno;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Names are given, changed and taken away. */
abstract class FakeNames extends FakeEntries {
  private static final int ENOTEMPTY = 39;

  private boolean linksUnsupported;

  /** As a file system without hard links: vfat, say. */
  public final void withoutLinks() {
    linksUnsupported = true;
  }

  @Override
  public void replace(int folder, Name from, Name to) throws IOException {
    faults.before(Call.REPLACE, word(from) + " -> " + word(to));
    replace(writableFolder(folder), from.toString(), writableFolder(folder), to.toString());
  }

  @Override
  public void move(int fromFolder, Name from, int toFolder, Name to) throws IOException {
    faults.before(Call.REPLACE, word(from) + " -> " + word(to));
    replace(writableFolder(fromFolder), from.toString(), writableFolder(toFolder), to.toString());
  }

  @Override
  public void replace(Place from, Place to) throws IOException {
    faults.before(Call.REPLACE, word(from) + " -> " + word(to));
    replace(
        disk.follow(from.folderPath()),
        from.name().toString(),
        disk.follow(to.folderPath()),
        to.name().toString());
  }

  private void replace(FakeInode fromFolder, String from, FakeInode toFolder, String to)
      throws Errno {
    user.mayChange(fromFolder);
    user.mayChange(toFolder);
    FakeInode inode = fromFolder.names.get(from);
    FakeInode old = toFolder.names.get(to);
    if (inode == null) {
      throw Faults.errno(Errors.ENOENT);
    }
    if (fromFolder.device != toFolder.device) {
      throw Faults.errno(Errors.EXDEV);
    }
    if (old != null) {
      user.mayRemove(toFolder, old);
      if (old.isFolder()) {
        throw Faults.errno(Errors.EISDIR);
      }
    }
    if (old == inode) {
      return; // rename(2): two names of one file: nothing is done
    }
    toFolder.bind(to, inode); // in one step: at no moment, and after no cut, is the name free
    fromFolder.bind(from, null);
    toFolder.changedNames();
    fromFolder.changedNames();
    inode.changed = disk.tick();
    if (old != null) {
      disk.unnamed(old);
    }
  }

  @Override
  public void link(int fromFolder, Name from, int toFolder, Name to) throws IOException {
    faults.before(Call.LINK, word(from) + " = " + word(to));
    FakeInode in = writableFolder(toFolder);
    FakeInode inode = descriptors.inode(fromFolder).names.get(from.toString());
    if (inode == null) {
      throw Faults.errno(Errors.ENOENT);
    }
    if (in.names.containsKey(to.toString())) {
      throw Faults.errno(Errors.EEXIST);
    }
    if (linksUnsupported) {
      throw Faults.errno(Errors.EPERM); // link(2): "does not support the creation of hard links"
    }
    inode.links++;
    inode.changed = disk.tick();
    in.bind(to.toString(), inode);
    in.changedNames();
  }

  @Override
  public void remove(int folder, Name name) throws IOException {
    faults.before(Call.REMOVE, word(name));
    FakeInode in = descriptors.inode(folder);
    if (!in.names.containsKey(name.toString())) {
      throw Faults.errno(Errors.ENOENT);
    }
    user.mayChange(in);
    user.mayRemove(in, in.names.get(name.toString()));
    disk.unlink(in, name.toString());
  }

  @Override
  public void makeFolder(int folder, Name name, int permissions) throws IOException {
    faults.before(Call.MAKE_FOLDER, word(name));
    FakeInode in = writableFolder(folder);
    if (in.names.containsKey(name.toString())) {
      throw Faults.errno(Errors.EEXIST);
    }
    disk.newIn(in, name.toString(), FakeInode.Type.FOLDER, permissions, user.number());
  }

  @Override
  public void removeFolder(int folder, Name name) throws IOException {
    faults.before(Call.REMOVE_FOLDER, word(name));
    FakeInode in = writableFolder(folder);
    FakeInode gone = in.names.get(name.toString());
    if (gone == null) {
      throw Faults.errno(Errors.ENOENT);
    }
    if (!gone.names.isEmpty()) {
      throw Faults.errno(ENOTEMPTY);
    }
    disk.unlink(in, name.toString());
  }

  @Override
  public String[] namesOrNull(String folder) {
    try {
      FakeInode inode = disk.follow(Path.of(folder));
      return inode.isFolder() ? inode.names.keySet().toArray(new String[0]) : null;
    } catch (Errno missing) {
      return null;
    }
  }

  @Override
  public List<Name> entries(int folder) throws IOException {
    faults.before(Call.NAMES, descriptors.name(folder));
    List<Name> names = new ArrayList<>();
    for (String name : descriptors.inode(folder).names.keySet()) {
      names.add(name(name));
    }
    return names;
  }
}
