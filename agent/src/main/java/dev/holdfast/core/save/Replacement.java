package dev.holdfast.core.save;

import dev.holdfast.core.fs.Access;
import dev.holdfast.core.fs.Errors;
import dev.holdfast.core.fs.Fs;
import dev.holdfast.core.fs.Place;
import dev.holdfast.core.fs.Stat;
import dev.holdfast.core.observe.Event;
import dev.holdfast.core.save.SaveFailedException.Remains;
import java.io.IOException;

/**
 * The application's own temp + rename, made durable: the temp is forced before, one rename
 * replaces, the folders are forced after.
 */
final class Replacement {
  /** What the caller is to do. */
  enum Outcome {
    DONE,
    /** Nothing was done: stock's own body does it, or fails in its own words. */
    STOCK,
    /** Nothing was done: source and target lie on different file systems. */
    OTHER_FILE_SYSTEM
  }

  /** What an existing target means. */
  enum Existing {
    REPLACED,
    /** It fails, as stock. */
    ERROR
  }

  private final Surroundings with;
  private final Fs fs;

  Replacement(Surroundings with) {
    this.with = with;
    this.fs = with.fs;
  }

  /**
   * Renames. Throws {@link SaveFailedException} where a force failed, the system's own {@code
   * Errno} where the rename did: then nothing has changed.
   */
  Outcome rename(Policy policy, Place source, Place target, Existing existing) throws IOException {
    Stat from = fs.statOrNull(source);
    Stat old = fs.statOrNull(target);
    if (from == null || from.isFolder() || (!from.isRegular() && !from.isLink())) {
      return Outcome.STOCK;
    }
    if (old != null && (existing == Existing.ERROR || old.isFolder() || old.isSameFile(from))) {
      return Outcome.STOCK;
    }
    int held = -1;
    int folder = openFolderOrMinusOne(policy, target);
    if (folder < 0) {
      return Outcome.STOCK;
    }
    try {
      if (fs.stat(folder).device() != from.device()) {
        return Outcome.OTHER_FILE_SYSTEM;
      }
      if (from.isRegular()) {
        forceSource(policy, source, target, from);
      }
      if (old != null && old.isRegular()) {
        held = holdOrMinusOne(folder, target);
      }
      try {
        fs.replace(source, target);
      } catch (IOException failure) {
        if (Errors.number(failure) == Errors.EXDEV) {
          return Outcome.OTHER_FILE_SYSTEM; // two mounts of one device
        }
        throw failure;
      }
      forceFolders(policy, source, target, folder);
      with.observer.count(Event.RENAME_HARDENED);
      return Outcome.DONE;
    } finally {
      if (held >= 0) {
        fs.close(held);
      }
      fs.close(folder);
    }
  }

  private int openFolderOrMinusOne(Policy policy, Place target) throws IOException {
    try {
      return fs.openFolder(target);
    } catch (IOException failure) {
      if (Errors.isExhausted(failure)) {
        throw failure;
      }
      with.observer.tellOnce(
          "rename into " + target.folder(),
          "renames to "
              + target
              + " are not made durable: its folder can't be opened ("
              + failure.getMessage()
              + "; "
              + policy
              + "). Make the folder readable for the application's user.");
      return -1;
    }
  }

  private void forceSource(Policy policy, Place source, Place target, Stat from)
      throws IOException {
    if (with.forcedFiles.isForced(from)) {
      return;
    }
    int folder = fs.openFolder(source);
    try {
      int file = openForForce(folder, source);
      try {
        fs.force(file); // before the rename: else a cut may leave a named, empty file
      } catch (IOException failure) {
        throw new SaveFailedException(
            "force of the new version", target.toString(), Remains.OLD, policy, failure);
      } finally {
        fs.close(file);
      }
    } finally {
      fs.close(folder);
    }
  }

  private int openForForce(int folder, Place file) throws IOException {
    try {
      return fs.open(folder, file.name(), Access.READ);
    } catch (IOException failure) {
      if (Errors.number(failure) == Errors.EACCES) {
        return fs.open(folder, file.name(), Access.WRITE);
      }
      throw failure;
    }
  }

  /** The old version, held until the folder is forced; see {@link Publication}. */
  private int holdOrMinusOne(int folder, Place target) throws IOException {
    try {
      return openForForce(folder, target);
    } catch (IOException failure) {
      if (Errors.isExhausted(failure)) {
        throw failure;
      }
      return -1; // neither readable nor writable for us; a rename needs neither
    }
  }

  private void forceFolders(Policy policy, Place source, Place target, int folder)
      throws IOException {
    try {
      fs.force(folder); // after the rename: else a cut may bring the old name back
      if (!source.isBeside(target)) {
        int other = fs.openFolder(source);
        try {
          fs.force(other);
        } finally {
          fs.close(other);
        }
      }
    } catch (IOException failure) {
      throw new SaveFailedException(
          "force of the folder", target.toString(), Remains.UNKNOWN, policy, failure);
    }
  }
}
