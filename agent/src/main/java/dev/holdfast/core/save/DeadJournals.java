package dev.holdfast.core.save;

import dev.holdfast.core.fs.Access;
import dev.holdfast.core.fs.Fs;
import dev.holdfast.core.fs.Name;
import dev.holdfast.core.fs.Place;
import java.io.IOException;

/**
 * Journals that processes which have ended left of a target. A recovery would take the target back
 * to them: once a later version has its own journal, they go.
 */
final class DeadJournals {
  private DeadJournals() {}

  /** {@code own}: the later journal, which stays. */
  static void drop(Surroundings with, Place target, Shadow beside, Name own) throws IOException {
    Fs fs = with.fs;
    Owner self = with.shadowNames.owner();
    Owner.OtherBoots otherBoots = otherBoots(fs, beside.place);
    for (Name name : fs.entries(beside.home)) {
      Owner owner = ShadowName.Kind.JOURNAL.ownerOrNull(name.toString());
      if (owner != null
          && !name.equals(own)
          && !owner.toString().equals(self.toString()) // those are in Journals
          && owner.hasEnded(self, otherBoots)) {
        dropIfOf(fs, target, beside, name);
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

  private static void dropIfOf(Fs fs, Place target, Shadow beside, Name name) throws IOException {
    int inside = fs.open(beside.home, name, Access.READ);
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
