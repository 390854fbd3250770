package dev.holdfast.core.save;

import dev.holdfast.core.fs.Errors;
import dev.holdfast.core.fs.Fs;
import dev.holdfast.core.fs.Name;
import dev.holdfast.core.fs.Place;
import dev.holdfast.core.fs.Stat;
import dev.holdfast.core.guard.Abandonment;
import dev.holdfast.core.observe.Observer;
import dev.holdfast.core.observe.Timing;
import java.io.IOException;

/** What every save works with. */
final class Surroundings {
  private static final int ROTATIONS_AT_ONCE = 64;

  final Fs fs;
  final Observer observer;
  final ForcedFiles forcedFiles;
  final FolderNames folderNames;
  final ShadowName shadowNames;
  final Journals journals;
  final StateFolder stateFolder;
  final Abandonment abandonment;
  final TornTails tornTails;
  final AppendLogs appendLogs = new AppendLogs(this);

  /** Held by whoever rewrites a file in place: two at once would mix their bytes. */
  final Object rewriting = new Object();

  /** One of them is held by whoever moves the earlier versions of a target. */
  private final Object[] rotating = new Object[ROTATIONS_AT_ONCE];

  Surroundings(
      Fs fs,
      Observer observer,
      ForcedFiles forcedFiles,
      ShadowName shadowNames,
      StateFolder stateFolder,
      Abandonment abandonment) {
    this.fs = fs;
    this.observer = observer;
    this.forcedFiles = forcedFiles;
    this.folderNames = new FolderNames(fs, observer);
    this.shadowNames = shadowNames;
    this.stateFolder = stateFolder;
    this.journals = new Journals(observer);
    this.abandonment = abandonment;
    this.tornTails = new TornTails(fs, shadowNames, observer);
    for (int i = 0; i < ROTATIONS_AT_ONCE; i++) {
      rotating[i] = new Object();
    }
  }

  /** The same for saves that are not forced; what they did is known as forced to nobody else. */
  Surroundings unforced() {
    return new Surroundings(
        fs.withoutForces(), observer, forcedFiles.another(), shadowNames, stateFolder, abandonment);
  }

  /** What to hold while the earlier versions of {@code target} are moved. */
  Object rotating(Place target) {
    return rotating[Math.floorMod(target.toString().hashCode(), ROTATIONS_AT_ONCE)];
  }

  /**
   * lstat(2); null: there is none. A refusal is believed only when it comes twice: what is left to
   * stock for one that has gone by then is written without a force, and nobody is told.
   */
  Stat statOrNull(Place place) throws IOException {
    try {
      return fs.statOrNull(place);
    } catch (IOException refusal) {
      throwIfExhausted(refusal);
      return fs.statOrNull(place);
    }
  }

  /** As {@link Fs#openFolder}; a refusal is believed only when it comes twice. */
  int openFolder(Place fileInIt) throws IOException {
    try {
      return fs.openFolder(fileInIt);
    } catch (IOException refusal) {
      throwIfExhausted(refusal);
      return fs.openFolder(fileInIt);
    }
  }

  private static void throwIfExhausted(IOException failure) throws IOException {
    if (Errors.isExhausted(failure)) {
      throw failure;
    }
  }

  /** Forces {@code file}, unless it is known to be on disk as it is. */
  void force(int file, Timing timing) throws IOException {
    Stat written = lookOrNull(file);
    if (written != null) {
      timing.size(written.size());
    }
    timing.mark();
    if (written == null || !forcedFiles.isForced(written)) {
      fs.force(file);
      timing.forced();
      rememberForced(file, written);
    }
  }

  /**
   * As {@link #force}, without times and the like. Each time: what was written to a mapping since
   * the last one need not show in the file's times.
   */
  void forceData(int file, Timing timing) throws IOException {
    Stat written = lookOrNull(file);
    timing.mark();
    fs.forceData(file);
    timing.forced();
    rememberForced(file, written);
  }

  /** Null where it can't be looked at: at worst it is forced once more. */
  Stat lookOrNull(int file) {
    try {
      return fs.stat(file);
    } catch (IOException failure) {
      return null;
    }
  }

  /**
   * After a force of {@code file}: what was {@code written} before it is on disk. Unless another
   * thread has written meanwhile: some of that may have come too late.
   */
  void rememberForced(int file, Stat writtenOrNull) {
    Stat now = lookOrNull(file);
    if (now != null && writtenOrNull != null && now.isWrittenAsAt(writtenOrNull)) {
      forcedFiles.forced(now);
    }
  }

  /** Where it is still there: a failure is told, the next start tries again. */
  void removeShadow(Shadow shadow, Place target) {
    remove(shadow.home, shadow.name, "a shadow copy", target);
  }

  /** The same of {@code what} is ours in that {@code folder}. */
  void remove(int folder, Name name, String what, Place target) {
    try {
      fs.remove(folder, name);
    } catch (IOException failure) {
      if (Errors.number(failure) != Errors.ENOENT) {
        observer.tellOnce(
            "remove " + failure.getMessage(),
            what
                + " of "
                + target
                + " can't be removed ("
                + failure.getMessage()
                + "); the next start will");
      }
    }
  }

  /**
   * Closes what nothing of the save depends on any more: a failure is told, no more. -1: nothing.
   */
  void close(int file, String what) {
    if (file < 0) {
      return;
    }
    try {
      fs.close(file);
    } catch (IOException failure) {
      observer.tellOnce("close", "closing " + what + " failed: " + failure);
    }
  }
}
