package dev.holdfast.core.recover;

import dev.holdfast.core.fs.Errors;
import dev.holdfast.core.fs.Fs;
import dev.holdfast.core.fs.Name;
import dev.holdfast.core.fs.Place;
import dev.holdfast.core.fs.Stat;
import dev.holdfast.core.fs.Trusted;
import dev.holdfast.core.observe.Event;
import dev.holdfast.core.observe.Observer;
import java.io.IOException;

/**
 * A crash came between the deletion of a target and its replacement: the old version, moved into a
 * folder of ours, comes back, unless the new one is there.
 */
final class InterruptedDeletion {
  private final Fs fs;
  private final Trusted trusted;
  private final Observer observer;

  InterruptedDeletion(Fs fs, Observer observer) {
    this.fs = fs;
    trusted = new Trusted(fs);
    this.observer = observer;
  }

  /**
   * {@code aside}: the folder of ours, which lies in {@code folder}. Several processes may do this
   * at once: each step is one that only one of them can make. On throw the next start tries again.
   */
  void undo(int folder, Place aside) throws IOException {
    int inside;
    try {
      inside = trusted.folder(folder, aside.name());
    } catch (IOException failure) {
      if (Errors.number(failure) == Errors.ENOENT) {
        return; // another process has done it
      }
      throw failure;
    }
    try {
      for (Name name : fs.entries(inside)) {
        putBack(folder, inside, name, fs.beside(aside, name));
      }
    } finally {
      fs.close(inside);
    }
    try {
      fs.removeFolder(folder, aside.name());
    } catch (IOException failure) {
      if (Errors.number(failure) != Errors.ENOENT) {
        throw failure;
      }
    }
    fs.force(folder);
  }

  private void putBack(int folder, int inside, Name name, Place target) throws IOException {
    Stat old = fs.statOrNull(inside, name);
    if (old != null && !trusted.isOfUserOf(inside, old)) {
      throw new IOException(name + " is of another user than the folder it is in; nothing is done");
    }
    boolean isBack = isBack(folder, inside, name);
    // Before its other name goes: else a cut may leave none. Also where the name was there: a
    // recovery that was killed may have put it there, or somebody a version that isn't forced.
    fs.force(folder);
    try {
      fs.remove(inside, name);
    } catch (IOException failure) {
      if (Errors.number(failure) != Errors.ENOENT) { // moved, or another process was here
        throw failure;
      }
    }
    if (isBack) {
      String what = "was deleted to be replaced, and a crash came between: its old version is back";
      observer.happened(Event.RECOVERED, "", target, what, null);
      observer.tellOnce("recovered " + target, target + " " + what);
    } else {
      observer.happened(
          Event.ORPHAN_REMOVED, "", target, "its new version is there, the old one goes", null);
    }
  }

  /** False: something has that name. Never over it: it may be new. */
  private boolean isBack(int folder, int inside, Name name) throws IOException {
    try {
      fs.link(inside, name, folder, name);
      return true;
    } catch (IOException failure) {
      switch (Errors.number(failure)) {
        case Errors.EEXIST:
        case Errors.ENOENT:
          return false;
        case Errors.EPERM: // no hard links here, or not for us
        case Errors.EMLINK:
        case Errors.ENOTSUP:
        case Errors.ENOSYS:
          break;
        default:
          throw failure;
      }
    }
    if (fs.statOrNull(folder, name) != null) {
      return false;
    }
    fs.move(inside, name, folder, name);
    return true;
  }
}
