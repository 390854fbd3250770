package dev.holdfast.core.save;

import dev.holdfast.core.fs.Access;
import dev.holdfast.core.fs.Errors;
import dev.holdfast.core.fs.Fs;
import dev.holdfast.core.fs.Name;
import dev.holdfast.core.fs.Stat;
import dev.holdfast.core.fs.Trusted;
import dev.holdfast.core.save.ShadowName.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/** A mark in a folder, as it was when it was looked at. */
final class FoundMark {
  private static final int ROOT = 0;
  private static final int WRITABLE_BY_OTHERS = 0022;

  final String name;
  final Owner owner;

  /** Its file is being cut. */
  final boolean isClaimed;

  /** Null: it isn't complete, or not for this user to read. */
  final AppendMark markOrNull;

  /** Whether it can be read. */
  final boolean isReadable;

  /** Who has made it. */
  private final int user;

  private FoundMark(String name, Owner owner, int user, boolean isReadable, AppendMark markOrNull) {
    this.name = name;
    this.owner = owner;
    this.user = user;
    this.isClaimed = Kind.CLAIMED_MARK.ownerOrNull(name) != null;
    this.isReadable = isReadable;
    this.markOrNull = markOrNull;
  }

  static boolean isMark(String name) {
    return name.startsWith(ShadowName.PREFIX)
        && (Kind.APPEND_MARK.ownerOrNull(name) != null
            || Kind.CLAIMED_MARK.ownerOrNull(name) != null);
  }

  /** All in {@code folder}, in the order of their names. */
  static List<FoundMark> in(Fs fs, int folder) throws IOException {
    List<FoundMark> marks = new ArrayList<>();
    for (String name : fs.names(folder)) {
      if (isMark(name)) {
        FoundMark mark = lookOrNull(fs, folder, name);
        if (mark != null) {
          marks.add(mark);
        }
      }
    }
    Collections.sort(marks, BY_NAME);
    return marks;
  }

  private static final Comparator<FoundMark> BY_NAME =
      new Comparator<FoundMark>() {
        @Override
        public int compare(FoundMark one, FoundMark other) {
          return one.name.compareTo(other.name);
        }
      };

  /** Null: it has gone meanwhile, or is no file. */
  private static FoundMark lookOrNull(Fs fs, int folder, String name) throws IOException {
    Owner claimer = Kind.CLAIMED_MARK.ownerOrNull(name);
    Owner owner = claimer == null ? Kind.APPEND_MARK.ownerOrNull(name) : claimer;
    Name itself = fs.name(name);
    Stat seen = fs.statOrNull(folder, itself);
    if (seen == null || !seen.isRegular()) {
      return null;
    }
    try {
      int file = new Trusted(fs).file(folder, itself, Access.READ);
      try {
        AppendMark mark = AppendMark.parseOrNull(read(fs, file));
        return new FoundMark(name, owner, fs.stat(file).owner(), true, mark);
      } finally {
        fs.close(file);
      }
    } catch (IOException failure) {
      switch (Errors.number(failure)) {
        case 0: // exchanged meanwhile
        case Errors.ENOENT:
          return null;
        case Errors.EACCES:
          return new FoundMark(name, owner, seen.owner(), false, null);
        default:
          throw failure;
      }
    }
  }

  private static byte[] read(Fs fs, int file) throws IOException {
    byte[] bytes = new byte[AppendMark.LENGTH];
    int length = 0;
    try (InputStream in = fs.read(file)) {
      int count = in.read(bytes, length, bytes.length - length);
      while (count > 0) {
        length += count;
        count = in.read(bytes, length, bytes.length - length);
      }
    }
    return Arrays.copyOf(bytes, length);
  }

  boolean isOf(long inode) {
    return markOrNull != null && markOrNull.inode == inode;
  }

  /** Whether it may be one of that inode; one that isn't complete may be of any. */
  boolean mayBeOf(long inode) {
    return markOrNull == null || markOrNull.inode == inode;
  }

  /**
   * The same of a file, by a user who may have written to it. What others say of a file isn't
   * believed: else whoever may make files beside it could have it cut.
   */
  boolean mayBeOf(Stat file, Fs fs) throws IOException {
    return mayBeOf(file.inode())
        && (user == ROOT
            || user == file.owner()
            || (file.permissions() & WRITABLE_BY_OTHERS) != 0
            || user == fs.user());
  }

  boolean isShut() {
    return !isClaimed && markOrNull != null && markOrNull.state == AppendMark.State.SHUT;
  }
}
