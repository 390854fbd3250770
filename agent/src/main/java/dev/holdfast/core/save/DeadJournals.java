package dev.holdfast.core.save;

import dev.holdfast.core.fs.Errors;
import dev.holdfast.core.fs.Fs;
import dev.holdfast.core.fs.Name;
import dev.holdfast.core.fs.Place;
import dev.holdfast.core.fs.Trusted;
import java.io.IOException;

/**
 * Journals that processes which have ended left of a target. A recovery would take the target back
 * to them: once a later version has its own journal, they go.
 */
final class DeadJournals {
  private DeadJournals() {}

  /** Before {@code target} is touched; its later journal, of this process, is durable by now. */
  static void drop(Surroundings with, Place target, Shadow beside) throws IOException {
    Fs fs = with.fs;
    Owner self = with.shadowNames.owner();
    Owner.OtherBoots otherBoots = otherBoots(fs, beside.place);
    for (Name name : fs.entries(beside.home)) {
      Owner owner = ShadowName.Kind.JOURNAL.ownerOrNull(name.toString());
      if (owner != null
          && !owner.toString().equals(self.toString()) // the later one; and those in Journals
          && owner.hasEnded(self, otherBoots)) {
        dropIfOf(with, target, beside, name);
      }
    }
  }

  private static Owner.OtherBoots otherBoots(Fs fs, Place place) {
    try {
      return fs.isLocal(place) ? Owner.OtherBoots.HAVE_ENDED : Owner.OtherBoots.MAY_LIVE;
    } catch (IOException movedMeanwhile) {
      return Owner.OtherBoots.MAY_LIVE; // its folder has another name now: nobody can tell
    }
  }

  /** One that isn't for this user to look at, or that nobody can believe, stays and is told of. */
  private static void dropIfOf(Surroundings with, Place target, Shadow beside, Name name)
      throws IOException {
    try {
      dropIfOf(with.fs, target, beside, name);
    } catch (IOException failure) {
      switch (Errors.number(failure)) {
        case 0: // no journal of ours, in words
        case Errors.EACCES:
        case Errors.EPERM:
          break;
        case Errors.ENOENT:
          return; // recovered by another process
        default:
          throw failure;
      }
      Place journal = with.fs.beside(beside.place, name);
      with.observer.tellOnce(
          "dead journal " + journal,
          journal
              + ", left by a process that has ended, can't be looked at ("
              + failure.getMessage()
              + "). If it is of "
              + target
              + ", a start of its user takes that back to an older version: remove it before.");
    }
  }

  private static void dropIfOf(Fs fs, Place target, Shadow beside, Name name) throws IOException {
    int inside = new Trusted(fs).folder(beside.home, name);
    try {
      JournalNote note = JournalNote.readOrNull(fs, inside);
      String folder = beside.isAway() ? target.folder() : null;
      if (note == null
          || !String.valueOf(folder).equals(String.valueOf(note.folderOrNull()))
          || fs.statOrNull(inside, target.name()) == null) {
        return; // of another target
      }
      fs.remove(inside, target.name());
      fs.force(inside); // from now on a recovery does nothing with it
      JournalNote.remove(fs, inside);
    } finally {
      fs.close(inside);
    }
    fs.removeFolder(beside.home, name);
  }
}
