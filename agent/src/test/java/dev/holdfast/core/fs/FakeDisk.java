package dev.holdfast.core.fs;

import dev.holdfast.boot.Errno;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The files that a {@link FakeFs} works on. What a test sets up here, and what others do meanwhile,
 * is durable at once and no call.
 */
public final class FakeDisk {
  /** What is read at a name that leads to nothing. */
  public static final String ABSENT = "(absent)";

  static final int USER = 1000;
  private static final int LINKS_MAX = 40;

  private final FakeInode root;

  /** The root, and what is made with it, are older than this. */
  static final long HOUR_NANOS = 3_600_000_000_000L;

  private long inodes = 10;
  private long devices = 1;
  private long now = System.currentTimeMillis() * 1_000_000L - HOUR_NANOS;
  private long step = 1;

  FakeDisk() {
    root = inode(FakeInode.Type.FOLDER, 0755, 0, devices);
    root.links = 2;
    root.force();
  }

  private FakeInode inode(FakeInode.Type type, int permissions, int owner, long device) {
    FakeInode inode = new FakeInode(++inodes, type, device);
    inode.permissions = permissions;
    inode.owner = owner;
    inode.group = owner;
    inode.modified = tick();
    inode.accessed = inode.modified;
    inode.changed = inode.modified;
    return inode;
  }

  /** The time of a change: no two are the same, unless {@link #stopClock}. */
  long tick() {
    now += step;
    return now;
  }

  /** From now on all changes have the same time, as within one step of an old kernel's clock. */
  public void stopClock() {
    step = 0;
  }

  /** The clock goes back by so much: what was written has been written that long ago. */
  public void turnBack(long nanos) {
    now -= nanos;
  }

  /** Makes the folder, and those above it. */
  public FakeInode folder(String path) {
    FakeInode folder = root;
    for (Path name : Path.of(path)) {
      FakeInode next = folder.names.get(name.toString());
      if (next == null) {
        next = newIn(folder, name.toString(), FakeInode.Type.FOLDER, 0755, USER);
        next.links = 2;
        next.force();
        folder.force();
      }
      folder = next;
    }
    return folder;
  }

  /** A folder on another device. */
  public FakeInode mount(String path) {
    FakeInode folder = folder(path);
    folder.device = ++devices;
    return folder;
  }

  /** As over several layers, where a file shows its layer's device and not its folder's. */
  public void showDevice(String path, long device) {
    at(path).device = device;
  }

  /** Makes or replaces a file, as another process would. */
  public FakeInode file(String path, String content) {
    FakeInode file = newAt(path, FakeInode.Type.REGULAR, 0644);
    file.data = content.getBytes(StandardCharsets.UTF_8);
    file.force();
    return file;
  }

  public FakeInode fifo(String path) {
    return newAt(path, FakeInode.Type.FIFO, 0644);
  }

  public FakeInode link(String path, String target) {
    FakeInode link = newAt(path, FakeInode.Type.LINK, 0777);
    link.link = target;
    return link;
  }

  /** One more name of the file at {@code existing}. */
  public void hardLink(String path, String existing) {
    FakeInode folder = folderOf(path);
    FakeInode inode = at(existing);
    inode.links++;
    folder.bind(nameOf(path), inode);
    folder.force();
  }

  private FakeInode newAt(String path, FakeInode.Type type, int permissions) {
    FakeInode folder = folderOf(path);
    if (folder.names.containsKey(nameOf(path))) {
      unlink(folder, nameOf(path));
    }
    FakeInode inode = newIn(folder, nameOf(path), type, permissions, USER);
    inode.force();
    folder.force();
    return inode;
  }

  FakeInode newIn(FakeInode folder, String name, FakeInode.Type type, int permissions, int owner) {
    FakeInode inode = inode(type, permissions, owner, folder.device);
    inode.links = 1;
    folder.bind(name, inode);
    folder.changedNames();
    folder.changed = inode.changed;
    return inode;
  }

  /** Sets mode and owner (and group) as they have always been. */
  public void look(String path, int permissions, int owner) {
    FakeInode inode = at(path);
    inode.permissions = permissions;
    inode.owner = owner;
    inode.group = owner;
    inode.force();
  }

  /** Gives it an attribute that it has always had. */
  public void attribute(String path, String name, String value) {
    FakeInode inode = at(path);
    inode.attributes.put(name, value.getBytes(StandardCharsets.UTF_8));
    inode.force();
  }

  /** Removes a file, as another process would. */
  public void delete(String path) {
    FakeInode folder = folderOf(path);
    unlink(folder, nameOf(path));
    folder.force();
  }

  /** Removes a folder with all that is in it. */
  public void deleteFolder(String path) {
    FakeInode gone = at(path);
    for (String name : new ArrayList<>(gone.names.keySet())) {
      unlink(gone, name);
    }
    gone.links = 0;
    delete(path);
  }

  /** Takes a name away, not yet durably. */
  void unlink(FakeInode folder, String name) {
    FakeInode inode = folder.names.get(name);
    folder.bind(name, null);
    folder.changedNames();
    unnamed(inode);
  }

  /** It has lost a name. */
  void unnamed(FakeInode inode) {
    inode.links = Math.max(0, inode.links - 1);
    inode.giveBlocksBackIfUnused();
  }

  /** What a reader finds now. */
  public String text(String path) {
    FakeInode inode = folderOf(path).names.get(nameOf(path));
    return inode == null ? ABSENT : inode.text();
  }

  public long inodeOf(String path) {
    return at(path).number;
  }

  /** Mode, owner, group and attributes now. */
  public String look(String path) {
    return at(path).look();
  }

  public List<String> names(String folder) {
    return new ArrayList<>(at(folder).names.keySet());
  }

  /** Every content that a reader may find after a cut at this moment. */
  public Set<String> contentsAfterCut(String path) {
    Set<String> worlds = new LinkedHashSet<>();
    for (FakeInode inode : folderOf(path).namedAfterCut(nameOf(path))) {
      if (inode == null) {
        worlds.add(ABSENT);
      } else {
        worlds.addAll(inode.contentsAfterCut());
      }
    }
    return worlds;
  }

  /** Every state that the files of a folder may be in after a cut: their contents by name. */
  public List<Map<String, Set<String>>> foldersAfterCut(String path) {
    List<Map<String, Set<String>>> worlds = new ArrayList<>();
    for (Map<String, FakeInode> names : at(path).foldersAfterCut()) {
      Map<String, Set<String>> contents = new TreeMap<>();
      names.forEach((name, inode) -> contents.put(name, inode.contentsAfterCut()));
      worlds.add(contents);
    }
    return worlds;
  }

  /** Every mode, owner, group and attributes that the file may have after a cut at this moment. */
  public Set<String> looksAfterCut(String path) {
    Set<String> worlds = new LinkedHashSet<>();
    for (FakeInode inode : folderOf(path).namedAfterCut(nameOf(path))) {
      if (inode != null) {
        worlds.addAll(inode.looksAfterCut());
      }
    }
    return worlds;
  }

  private static String nameOf(String path) {
    return Path.of(path).getFileName().toString();
  }

  private FakeInode folderOf(String path) {
    return at(Path.of(path).getParent().toString());
  }

  /** The file itself; links on the way are followed, one at the end is not. */
  public FakeInode at(String path) {
    try {
      return lookUp(Path.of(path), 0);
    } catch (Errno missing) {
      throw new AssertionError(path + ": " + missing.getMessage(), missing);
    }
  }

  FakeInode lookUp(Path path) throws Errno {
    return lookUp(path, 0);
  }

  private FakeInode lookUp(Path path, int depth) throws Errno {
    if (depth > LINKS_MAX) {
      throw Faults.errno(40);
    }
    if (path.getFileName() == null) {
      return root;
    }
    FakeInode folder = follow(path.getParent(), depth);
    FakeInode inode = folder.names.get(path.getFileName().toString());
    if (inode == null) {
      throw Faults.errno(Errors.ENOENT);
    }
    return inode;
  }

  /** The same, with a link at the end followed. */
  FakeInode follow(Path path) throws Errno {
    return follow(path, 0);
  }

  private FakeInode follow(Path path, int depth) throws Errno {
    Path normal = path.normalize(); // no links above ".." in these tests
    FakeInode inode = lookUp(normal, depth);
    return inode.type == FakeInode.Type.LINK
        ? follow(normal.resolveSibling(inode.link), depth + 1)
        : inode;
  }
}
