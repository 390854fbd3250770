package dev.holdfast.core.save;

import dev.holdfast.core.fs.Access;
import dev.holdfast.core.fs.Errors;
import dev.holdfast.core.fs.Fs;
import dev.holdfast.core.fs.Place;
import dev.holdfast.core.fs.Stat;
import dev.holdfast.core.observe.Event;
import dev.holdfast.core.observe.Timing;
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
    Timing timing = new Timing();
    Stat from;
    Stat old;
    try {
      from = with.statOrNull(source);
      old = with.statOrNull(target);
    } catch (IOException failure) {
      return stockOrThrow(failure);
    }
    if (from == null || (!from.isRegular() && !from.isLink())) {
      return Outcome.STOCK;
    }
    if (old != null && (existing == Existing.ERROR || old.isFolder() || old.isSameFile(from))) {
      return Outcome.STOCK;
    }
    int folder = -1;
    int sourceFolder = -1;
    int held = -1;
    try {
      folder = openFolderOrMinusOne(policy, target, target);
      sourceFolder =
          source.isBeside(target) ? folder : openFolderOrMinusOne(policy, source, target);
      if (folder < 0 || sourceFolder < 0) {
        return Outcome.STOCK;
      }
      // Folders, not the file: over several layers it may show the device of its layer.
      if (fs.stat(folder).device() != fs.stat(sourceFolder).device()) {
        return Outcome.OTHER_FILE_SYSTEM;
      }
      timing.size(from.size());
      if (!isChecked(policy, source, target, old, folder, sourceFolder, timing)
          || (from.isRegular()
              && !isSourceForced(policy, source, target, from, sourceFolder, timing))) {
        return Outcome.STOCK;
      }
      if (old == null) {
        forceFoldersAbove(policy, target);
      } else if (old.isRegular()) {
        held = holdOrMinusOne(folder, target);
      }
      if (policy.guards().previous() == 0) {
        Keeping nothing = new Keeping(with, policy, target, folder);
        return replace(policy, source, target, folder, sourceFolder, nothing, timing);
      }
      synchronized (with.rotating(target)) {
        Keeping keeping = kept(policy, source, target, folder, held);
        return replace(policy, source, target, folder, sourceFolder, keeping, timing);
      }
    } finally {
      with.close(held, "what a rename to " + target + " needed");
      with.close(folder, "what a rename to " + target + " needed");
      if (sourceFolder != folder) {
        with.close(sourceFolder, "what a rename to " + target + " needed");
      }
    }
  }

  /** False: it can't be opened, and that has been told. Throws where the guards refuse it. */
  private boolean isChecked(
      Policy policy,
      Place source,
      Place target,
      Stat oldOrNull,
      int folder,
      int sourceFolder,
      Timing timing)
      throws IOException {
    if (!policy.guards().ask()) {
      return true;
    }
    String whyNot;
    try {
      // Of a link, what it leads to: that is what a reader of the target would find.
      whyNot = Inspection.whyNotOrNull(fs, policy.guards(), oldOrNull, sourceFolder, source.name());
    } catch (IOException failure) {
      if (Errors.number(failure) == Errors.EACCES) {
        tellOrThrow(policy, source.toString(), target, failure);
        return false;
      }
      throw new SaveFailedException(
          "check of the new version", target.toString(), Remains.OLD, policy, failure);
    }
    if (whyNot == null) {
      return true;
    }
    Remains now = oldOrNull == null ? Remains.NONE : Remains.OLD;
    Shadow shadow = Shadow.beside(fs, target, folder, fs.name(with.shadowNames.next()));
    throw new Aside(with, policy, target, shadow, timing)
        .refuseCopy(
            sourceFolder,
            source.name(),
            new SaveRefusedException(target.toString(), whyNot, now, policy.toString()));
  }

  private static Outcome stockOrThrow(IOException failure) throws IOException {
    if (Errors.isExhausted(failure)) {
      throw failure;
    }
    return Outcome.STOCK; // and it fails with its own words
  }

  private Keeping kept(Policy policy, Place source, Place target, int folder, int held)
      throws SaveFailedException {
    Keeping keeping = new Keeping(with, policy, target, folder);
    try {
      Stat current = fs.statOrNull(folder, target.name());
      if (current != null && current.isRegular() && !keeping.contains(source)) {
        keeping.keep(current, held);
      }
      return keeping;
    } catch (IOException failure) {
      keeping.undo();
      throw new SaveFailedException(
          "keep of the old version", target.toString(), Remains.OLD, policy, failure);
    }
  }

  private Outcome replace(
      Policy policy,
      Place source,
      Place target,
      int folder,
      int sourceFolder,
      Keeping keeping,
      Timing timing)
      throws IOException {
    timing.mark();
    try {
      fs.replace(source, target);
      timing.renamed();
      keeping.done();
    } catch (IOException failure) {
      keeping.undo();
      if (Errors.number(failure) == Errors.EXDEV) {
        return Outcome.OTHER_FILE_SYSTEM; // two mounts of one device
      }
      throw failure;
    }
    try {
      fs.force(folder); // after the rename: else a cut may bring the old name back
      if (sourceFolder != folder) {
        fs.force(sourceFolder);
      }
      timing.forced();
    } catch (IOException failure) {
      throw new SaveFailedException(
          "force of the folder", target.toString(), Remains.UNKNOWN, policy, failure);
    }
    with.observer.saved(Event.RENAME_HARDENED, policy.toString(), target, timing);
    return Outcome.DONE;
  }

  private int openFolderOrMinusOne(Policy policy, Place fileInIt, Place target) throws IOException {
    try {
      return with.openFolder(fileInIt);
    } catch (IOException failure) {
      return tellOrThrow(policy, fileInIt.folder(), target, failure);
    }
  }

  /** A rename needs no right to read what it renames; a force does. */
  private int tellOrThrow(Policy policy, String what, Place target, IOException failure)
      throws IOException {
    if (Errors.isExhausted(failure)) {
      throw failure;
    }
    if (Errors.number(failure) != Errors.ENOENT && Errors.number(failure) != Errors.ENOTDIR) {
      with.observer.count(Event.RENAME_NOT_HARDENED, policy.toString());
      with.observer.tellOnce(
          "rename " + what,
          "a rename to "
              + target
              + " is not made durable: "
              + what
              + " can't be opened ("
              + failure.getMessage()
              + "; "
              + policy
              + ")"
              + policy.guards().passedBy()
              + ". Make it readable for the application's user.");
    } // else stock says so
    return -1;
  }

  private void forceFoldersAbove(Policy policy, Place target) throws SaveFailedException {
    try {
      with.folderNames.force(target);
    } catch (IOException failure) {
      throw new SaveFailedException(
          "force of the folders above", target.toString(), Remains.NONE, policy, failure);
    }
  }

  /** False: it can't be opened, and that has been told. */
  private boolean isSourceForced(
      Policy policy, Place source, Place target, Stat from, int sourceFolder, Timing timing)
      throws IOException {
    if (with.forcedFiles.isForced(from)) {
      return true;
    }
    if (with.forcedFiles.hasFailed(from)) {
      throw new SaveFailedException(
          "force of the new version",
          target.toString(),
          Remains.OLD,
          policy,
          new IOException("it has failed before, and what a second one says isn't to be believed"));
    }
    int file;
    try {
      file = openForForce(sourceFolder, source);
    } catch (IOException failure) {
      tellOrThrow(policy, source.toString(), target, failure);
      return false;
    }
    try {
      timing.mark();
      fs.force(file); // before the rename: else a cut may leave a named, empty file
      timing.forced();
      return true;
    } catch (IOException failure) {
      with.forcedFiles.failed(from);
      throw new SaveFailedException(
          "force of the new version", target.toString(), Remains.OLD, policy, failure);
    } finally {
      with.close(file, "what a rename to " + target + " needed");
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
}
