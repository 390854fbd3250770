package dev.holdfast.core.fs;

import dev.holdfast.boot.SystemCalls;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * One file or folder of a {@link FakeDisk}: what it is now, and what of it a power cut may show.
 *
 * <p>Method: what was forced is there. What was changed since may be there, or not, or by half: the
 * sets hold every state that the disk may be left in. A file without name that nobody holds open
 * has given its blocks back: should an old name bring it back, it shows what others wrote there.
 */
public final class FakeInode {
  /** What the blocks hold that were given to another file. */
  public static final String OTHERS_DATA = "(the data of another file)";

  enum Type {
    REGULAR(0100000),
    FOLDER(0040000),
    LINK(0120000),
    FIFO(0010000);

    final int bits;

    Type(int bits) {
      this.bits = bits;
    }
  }

  private static final int BEGIN = 0;

  final long number;
  final Type type;
  long device;
  int permissions;
  int owner;
  int group;
  int links;
  int openCount;
  long modified;
  long changed;
  long accessed;
  String link = "";
  byte[] data = {};
  final Map<String, byte[]> attributes = new ConcurrentSkipListMap<>();

  private byte[] forced = {};
  private final Set<String> unforced = new LinkedHashSet<>();
  private final List<Piece> pieces = new ArrayList<>();
  private String forcedLook = "";
  private final Set<String> unforcedLooks = new LinkedHashSet<>();
  private boolean forceHasFailed;
  private boolean blocksGivenBack;

  final Map<String, FakeInode> names = new ConcurrentSkipListMap<>();
  private final Map<String, FakeInode> forcedNames = new ConcurrentSkipListMap<>();
  private final Map<String, Set<FakeInode>> unforcedNames = new ConcurrentSkipListMap<>();
  private final List<Map<String, FakeInode>> unforcedFolders = new ArrayList<>();

  FakeInode(long number, Type type, long device) {
    this.number = number;
    this.type = type;
    this.device = device;
  }

  boolean isFolder() {
    return type == Type.FOLDER;
  }

  String text() {
    return text(data);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** All data from now on; the disk may be left with a part of it. */
  synchronized void change(byte[] newData, long now) {
    data = newData;
    modified = now;
    changed = now;
    unforced.add(text(newData));
    unforced.add(text(Arrays.copyOfRange(newData, BEGIN, newData.length / 2)));
    unforced.add(text(new byte[newData.length])); // the size is there, the blocks are not
    unforced.add(mixed(newData));
  }

  /** One write since the last force: what was there before it is as it was. */
  private static final class Piece {
    final int position;
    final byte[] bytes;

    Piece(int position, byte[] bytes) {
      this.position = position;
      this.bytes = bytes;
    }

    /** Over {@code base}, which grows by zeros where it is too short; null: the size alone. */
    byte[] over(byte[] base, byte[] bytesOrNull) {
      int end = position + (bytesOrNull == null ? bytes.length : bytesOrNull.length);
      byte[] all = Arrays.copyOf(base, Math.max(base.length, end));
      if (bytesOrNull == null) {
        Arrays.fill(all, position, end, (byte) 0);
      } else {
        System.arraycopy(bytesOrNull, BEGIN, all, position, bytesOrNull.length);
      }
      return all;
    }

    byte[] half() {
      return Arrays.copyOf(bytes, bytes.length / 2);
    }
  }

  /**
   * Overwrites a part, or appends. After a cut each piece since the last force may be there, or
   * not, or by half, or as zeros; those before it whole or as zeros, those after it likewise.
   */
  synchronized void write(int position, byte[] bytes, long now) {
    Piece piece = new Piece(position, bytes);
    pieces.add(piece);
    data = piece.over(data, bytes);
    modified = now;
    changed = now;
    byte[] base = forced;
    for (int i = 0; i < pieces.size(); i++) {
      Piece torn = pieces.get(i);
      for (byte[] part : Arrays.asList(torn.bytes, torn.half(), null)) {
        byte[] world = torn.over(base, part);
        unforced.add(text(world));
        for (Piece later : pieces.subList(i + 1, pieces.size())) {
          world = later.over(world, later.bytes);
          unforced.add(text(world)); // the later one came first
        }
      }
      base = torn.over(base, torn.bytes);
    }
  }

  /** Cut at its end: as it was, or as it is. */
  synchronized void truncate(int size, long now) {
    data = Arrays.copyOf(data, size);
    modified = now;
    changed = now;
    unforced.add(text(data));
  }

  private String mixed(byte[] newData) {
    byte[] mixed = Arrays.copyOf(forced, Math.max(forced.length, newData.length));
    System.arraycopy(newData, BEGIN, mixed, BEGIN, newData.length / 2);
    return text(mixed);
  }

  /** Owner, mode or attributes have changed. */
  synchronized void changedLook(long now) {
    changed = now;
    unforcedLooks.add(look());
  }

  /** As ls -l has it, with the attributes' names. */
  String look() {
    return Integer.toOctalString(permissions)
        + " "
        + owner
        + ":"
        + group
        + (attributes.isEmpty() ? "" : " " + attributes.keySet());
  }

  synchronized void bind(String name, FakeInode inodeOrNull) {
    if (inodeOrNull == null) {
      names.remove(name);
    } else {
      names.put(name, inodeOrNull);
    }
    unforcedNames.computeIfAbsent(name, any -> new LinkedHashSet<>()).add(inodeOrNull);
  }

  /** fsync(2): what is here is there, unless an earlier one has failed: then nobody knows. */
  synchronized void force() {
    if (forceHasFailed) {
      return; // and says that all is well, as ext4, xfs and btrfs do
    }
    forced = data;
    unforced.clear();
    pieces.clear();
    forcedLook = look();
    unforcedLooks.clear();
    forcedNames.clear();
    forcedNames.putAll(names);
    unforcedNames.clear();
    unforcedFolders.clear();
  }

  /** One operation on the names is complete. */
  synchronized void changedNames() {
    unforcedFolders.add(new TreeMap<>(names));
  }

  /**
   * All names together, as a cut may leave them: what was done to one folder since its last force
   * reaches the disk in its order, as the journals of ext4, xfs and btrfs have it.
   */
  synchronized List<Map<String, FakeInode>> foldersAfterCut() {
    List<Map<String, FakeInode>> folders = new ArrayList<>(unforcedFolders);
    folders.add(new TreeMap<>(forcedNames));
    return folders;
  }

  void failForce() {
    forceHasFailed = true;
  }

  void giveBlocksBackIfUnused() {
    if (links == 0 && openCount == 0) {
      blocksGivenBack = true;
    }
  }

  synchronized Set<String> contentsAfterCut() {
    Set<String> worlds = new LinkedHashSet<>(unforced);
    worlds.add(text(forced));
    if (blocksGivenBack) {
      worlds.add(OTHERS_DATA);
    }
    return worlds;
  }

  synchronized Set<String> looksAfterCut() {
    Set<String> worlds = new LinkedHashSet<>(unforcedLooks);
    worlds.add(forcedLook);
    return worlds;
  }

  /** What {@code name} may lead to; null among them: to nothing. */
  synchronized Set<FakeInode> namedAfterCut(String name) {
    Set<FakeInode> worlds =
        new LinkedHashSet<>(unforcedNames.getOrDefault(name, new LinkedHashSet<>()));
    worlds.add(forcedNames.get(name));
    return worlds;
  }

  Stat stat() {
    long[] fields = new long[SystemCalls.STAT_LENGTH];
    fields[SystemCalls.DEVICE] = device;
    fields[SystemCalls.INODE] = number;
    fields[SystemCalls.MODE] = type.bits | permissions;
    fields[SystemCalls.LINKS] = links;
    fields[SystemCalls.OWNER] = owner;
    fields[SystemCalls.GROUP] = group;
    fields[SystemCalls.SIZE] = data.length;
    fields[SystemCalls.MODIFIED_NANOS] = modified;
    fields[SystemCalls.ACCESSED_NANOS] = accessed;
    fields[SystemCalls.CHANGED_NANOS] = changed;
    return new Stat(fields);
  }

  /** A copy of what the attributes are. */
  Map<String, byte[]> attributesNow() {
    return new LinkedHashMap<>(attributes);
  }
}
