package dev.holdfast.core.save;

import dev.holdfast.core.fs.Access;
import dev.holdfast.core.fs.Errors;
import dev.holdfast.core.fs.Fs;
import dev.holdfast.core.fs.Name;
import dev.holdfast.core.fs.Place;
import dev.holdfast.core.fs.Stat;
import dev.holdfast.core.guard.PreviousVersions;
import dev.holdfast.core.observe.Event;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Keeps the current version of a target beside it before another one replaces it: as one more hard
 * link, or as a copy where there can't be one.
 */
final class Keeping {
  private static final int PRIVATE = 0600;

  private final Surroundings with;
  private final Fs fs;
  private final Policy policy;
  private final Place target;
  private final int folder;
  private final PreviousVersions versions;
  private Stat current;
  private boolean roomMade;
  private boolean kept;

  /** {@code folder}: the target's, open. */
  Keeping(Surroundings with, Policy policy, Place target, int folder) {
    this.with = with;
    this.fs = with.fs;
    this.policy = policy;
    this.target = target;
    this.folder = folder;
    versions = new PreviousVersions(fs, target, folder, policy.guards().previous(), shadowName());
  }

  private Name shadowName() {
    return fs.name(with.shadowNames.next());
  }

  /**
   * On return {@code current}, what is at the target's name, is kept and will be after a power cut;
   * {@code file} is it, open, or -1 where it can't be opened. Nothing is, if there is nothing worth
   * it: an empty file must not cost an earlier version its place. On throw {@link #undo} is due.
   */
  void keep(Stat now, int file) throws IOException {
    current = now;
    if (policy.guards().previous() == 0 || current.size() == 0) {
      return;
    }
    if (file >= 0) {
      fs.force(file); // whoever wrote it: an earlier version is a promise, too
    }
    Stat newest = fs.statOrNull(folder, versions.newest());
    if (newest == null || !newest.isSameFile(current)) { // else kept by a save that a crash ended
      roomMade = true;
      versions.makeRoom();
      kept = isLinked();
      if (!kept) {
        copyUnlessThere(file);
      }
    }
    fs.force(folder); // before the replacement: else a cut may show the new version without it
    with.observer.count(Event.KEPT_PREVIOUS, policy.toString());
  }

  /** False: the file system has no links, or not for us, or not of this file. */
  private boolean isLinked() throws IOException {
    try {
      fs.link(folder, target.name(), folder, versions.newest());
      return true;
    } catch (IOException failure) {
      switch (Errors.number(failure)) {
        case Errors.EPERM: // also sysctl fs.protected_hardlinks
        case Errors.EACCES:
        case Errors.EMLINK:
        case Errors.EXDEV: // a file mounted by itself
        case Errors.ENOTSUP:
        case Errors.ENOSYS:
          return false;
        default:
          throw failure;
      }
    }
  }

  /** A copy that a crash has left can only be told by what it holds. */
  private void copyUnlessThere(int file) throws IOException {
    Name former = versions.formerNewestOrNull();
    if (former != null && isSame(file, former)) {
      versions.takeBack();
      roomMade = false;
      return;
    }
    copy(current, file, versions.newest());
    kept = true;
  }

  private boolean isSame(int file, Name other) throws IOException {
    int copy = fs.open(folder, other, Access.READ);
    try (InputStream one = new BufferedInputStream(fs.read(file));
        InputStream two = new BufferedInputStream(fs.read(copy))) {
      if (fs.stat(copy).size() != current.size()) {
        return false;
      }
      int byteOfOne;
      do {
        byteOfOne = one.read();
        if (byteOfOne != two.read()) {
          return false;
        }
      } while (byteOfOne >= 0);
      return true;
    } finally {
      with.close(copy, "an earlier version of " + target);
    }
  }

  private void copy(Stat current, int file, Name name) throws IOException {
    Name shadow = shadowName();
    int copy = fs.create(folder, shadow, Access.WRITE, PRIVATE);
    try {
      fs.copy(file, copy);
      Attributes.keepOrWhyNot(fs, file, current, copy); // as far as we may
      fs.force(copy);
      fs.replace(folder, shadow, name);
    } catch (IOException failure) {
      with.removeShadow(Shadow.beside(fs, target, folder, shadow), target);
      throw failure;
    } finally {
      with.close(copy, "an earlier version of " + target);
    }
  }

  /** Whether {@code source}, which is to replace the target, is one of the earlier versions. */
  boolean contains(Place source) {
    return versions.contain(source);
  }

  /** How many of the target's hard links are earlier versions: what a crash may leave. */
  int ownLinks(Stat current) throws IOException {
    return versions.linksOf(current).size();
  }

  /**
   * The target is about to be rewritten in place: an earlier version that is the same file must be
   * one of its own before. {@code file}: the target, open for reading.
   */
  void separate(int file) throws IOException {
    Stat current = fs.stat(file);
    if (current.links() == 1) {
      return;
    }
    boolean copied = false;
    for (Name name : versions.linksOf(current)) {
      copy(current, file, name);
      copied = true;
    }
    if (copied) {
      fs.force(folder);
    }
  }

  /** The save has failed before its version was in place: all is as before. */
  void undo() {
    if (!roomMade) {
      return;
    }
    try {
      if (!isStillTheTarget()) {
        versions.dropOldest();
        return;
      }
      if (kept) {
        kept = false;
        fs.remove(folder, versions.newest());
      }
      versions.takeBack();
      roomMade = false;
    } catch (IOException failure) {
      with.observer.tellOnce(
          "undo " + target,
          "the earlier versions of "
              + target
              + " have moved up for a save that has failed"
              + versions.whereOldestIs()
              + " ("
              + failure.getMessage()
              + "; "
              + policy
              + ")");
    }
  }

  /** A failed rename may have happened all the same, on NFS say: then what is kept is all of it. */
  private boolean isStillTheTarget() throws IOException {
    Stat now = fs.statOrNull(folder, target.name());
    return now != null && now.isSameFile(current);
  }

  /** The new version is in place. */
  void done() {
    if (!roomMade) {
      return;
    }
    try {
      versions.dropOldest();
    } catch (IOException failure) {
      with.observer.tellOnce(
          "drop " + target,
          "an earlier version of "
              + target
              + " that is one too many can't be removed ("
              + failure.getMessage()
              + "); the next start will");
    }
  }
}
