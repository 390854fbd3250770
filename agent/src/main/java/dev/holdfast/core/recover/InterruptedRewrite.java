package dev.holdfast.core.recover;

import dev.holdfast.core.fs.Access;
import dev.holdfast.core.fs.Errors;
import dev.holdfast.core.fs.Fs;
import dev.holdfast.core.fs.Name;
import dev.holdfast.core.fs.Place;
import dev.holdfast.core.fs.Stat;
import dev.holdfast.core.fs.Trusted;
import dev.holdfast.core.guard.KeptName;
import dev.holdfast.core.observe.Event;
import dev.holdfast.core.observe.Observer;
import dev.holdfast.core.save.JournalNote;
import dev.holdfast.core.save.ShadowName;
import java.io.IOException;

/**
 * A crash came while a target was rewritten in place: what it must hold is in the journal, and is
 * written into it once more.
 */
final class InterruptedRewrite {
  private final Fs fs;
  private final Trusted trusted;
  private final ShadowName names;
  private final Observer observer;

  /** {@code names}: those of this process. */
  InterruptedRewrite(Fs fs, ShadowName names, Observer observer) {
    this.fs = fs;
    trusted = new Trusted(fs);
    this.names = names;
    this.observer = observer;
  }

  /**
   * {@code journal}: a folder of ours, which lies in {@code home}. One process at a time: it takes
   * the journal over first. On throw a later start tries again.
   */
  void finish(int home, Place journal) throws IOException {
    Name mine = fs.name(names.next(ShadowName.Kind.JOURNAL));
    try {
      fs.move(home, journal.name(), home, mine);
    } catch (IOException failure) {
      if (Errors.number(failure) == Errors.ENOENT) {
        return; // another process has taken it
      }
      throw failure;
    }
    int inside = trusted.folder(home, mine);
    try {
      JournalNote note = JournalNote.readOrNull(fs, inside);
      for (Name name : fs.entries(inside)) {
        if (!name.toString().equals(JournalNote.NAME)) {
          if (note == null) {
            throw new IOException("it holds " + name + " and no note says for what");
          }
          finish(inside, name, note, home, journal);
        }
      }
      // Without bytes: the crash came before it was complete, or when it was done with.
      JournalNote.remove(fs, inside);
    } finally {
      fs.close(inside);
    }
    fs.removeFolder(home, mine);
    fs.force(home);
  }

  private void finish(int inside, Name bytes, JournalNote note, int home, Place journal)
      throws IOException {
    Place beside = fs.beside(journal, bytes);
    if (note.folderOrNull() == null) {
      if (!isRewritten(inside, bytes, note, beside, home)) {
        keep(inside, bytes, home, beside, KeptName.UNFINISHED.of(fs, beside));
      }
    } else {
      Place target = targetOf(home, note, beside);
      int folder = fs.openFolder(target);
      try {
        if (!isRewritten(inside, bytes, note, target, folder)) {
          keep(inside, bytes, home, target, KeptName.UNFINISHED.of(fs, target, journal));
        }
      } finally {
        fs.close(folder);
      }
    }
    removeIfThere(inside, bytes);
    fs.force(inside); // from now on a crash does nothing to the target
  }

  private void removeIfThere(int folder, Name name) throws IOException {
    try {
      fs.remove(folder, name);
    } catch (IOException failure) {
      if (Errors.number(failure) != Errors.ENOENT) {
        throw failure;
      }
    }
  }

  private Place targetOf(int home, JournalNote note, Place beside) throws IOException {
    if (!trusted.isOursAlone(home)) {
      throw new IOException(
          "its note names another folder, which is believed only in a folder of this user alone");
    }
    Place target = fs.placeOrNull(note.folderOrNull() + "/" + beside.name());
    if (target == null) {
      throw new IOException("its note names no folder: " + note.folderOrNull());
    }
    return target;
  }

  /** False: what has its name is not what was being rewritten. */
  private boolean isRewritten(int inside, Name bytes, JournalNote note, Place target, int folder)
      throws IOException {
    Stat found = fs.statOrNull(folder, target.name());
    if (found != null && !trusted.isOfUserOf(inside, found)) {
      throw new IOException(target + " is of another user than its journal; nothing is done");
    }
    if (found == null || !found.isRegular() || found.inode() != note.inode()) {
      return false;
    }
    rewrite(inside, bytes, folder, target, found);
    return true;
  }

  private void rewrite(int inside, Name bytes, int folder, Place target, Stat found)
      throws IOException {
    int from = trusted.file(inside, bytes, Access.READ);
    try {
      int to = trusted.file(folder, target.name(), Access.WRITE);
      try {
        if (!fs.stat(to).isSameFile(found)) {
          throw new IOException(target + " was exchanged while it was looked at");
        }
        fs.copy(from, to);
        fs.truncate(to, fs.stat(from).size());
        fs.force(to);
      } finally {
        fs.close(to);
      }
    } finally {
      fs.close(from);
    }
    String what = "was being rewritten in place when a crash came: it is whole again";
    observer.happened(Event.RECOVERED, "", target, what, null);
    observer.tellOnce("recovered " + target, target + " " + what);
  }

  /**
   * Somebody has removed or replaced the target since: what they did stands. {@code home}: where
   * the journal is, and {@code kept}. By a rename: what has that name already may be a link that
   * leads elsewhere.
   */
  private void keep(int inside, Name bytes, int home, Place target, Place kept) throws IOException {
    fs.close(trusted.file(inside, bytes, Access.READ));
    fs.move(inside, bytes, home, kept.name());
    fs.force(home);
    String what =
        "was being rewritten in place when a crash came, and has been replaced or removed since:"
            + " it stays so, what the interrupted save had written is "
            + kept;
    observer.happened(Event.SET_ASIDE, "", target, what, null);
    observer.tellOnce("recovered " + target, target + " " + what);
  }
}
