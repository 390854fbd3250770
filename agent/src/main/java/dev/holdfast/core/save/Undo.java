package dev.holdfast.core.save;

import dev.holdfast.core.fs.Access;
import dev.holdfast.core.fs.Errors;
import dev.holdfast.core.fs.Fs;
import dev.holdfast.core.fs.Place;
import dev.holdfast.core.fs.Stat;
import java.io.IOException;

/**
 * The old version of a target that the application writes in place, because it has locked it: in a
 * journal, from which a recovery brings it back after a crash.
 */
final class Undo {
  /** There is no old version, or the rule wants no journal. */
  static final Undo NOTHING = new Undo(null, null);

  private static final int PRIVATE = 0600;

  private final Journals journals;
  private Journal journalOrNull;

  private Undo(Journals journals, Journal journalOrNull) {
    this.journals = journals;
    this.journalOrNull = journalOrNull;
  }

  /** On return the old version is durable in the journal; on throw nothing has changed. */
  static Undo of(Surroundings with, Policy policy, Place place, int folder) throws IOException {
    Fs fs = with.fs;
    if (policy.fallback() != Policy.Fallback.JOURNAL) {
      return NOTHING;
    }
    Stat old = fs.statOrNull(folder, place.name());
    if (old == null || old.size() == 0) {
      return NOTHING;
    }
    int from;
    try {
      from = fs.open(folder, place.name(), Access.READ);
    } catch (IOException failure) {
      if (Errors.number(failure) == Errors.EACCES) {
        return NOTHING; // it is for us to write to, not to read
      }
      throw failure;
    }
    try {
      return of(with, place, folder, old, from);
    } finally {
      fs.close(from);
    }
  }

  private static Undo of(Surroundings with, Place place, int folder, Stat old, int from)
      throws IOException {
    Fs fs = with.fs;
    Shadow copy = Shadow.beside(fs, place, folder, fs.name(with.shadowNames.next()));
    int to;
    try {
      to = fs.create(folder, copy.name, Access.WRITE, PRIVATE);
    } catch (IOException failure) {
      if (Errors.isExhausted(failure)) {
        throw failure;
      }
      return NOTHING; // the folder is not for us to write to
    }
    try {
      fs.copy(from, to);
      fs.force(to);
      return new Undo(with.journals, Journal.begin(with, place, old, copy));
    } catch (IOException failure) {
      with.removeShadow(copy, place);
      throw failure;
    } finally {
      fs.close(to);
    }
  }

  boolean isPossible() {
    return journalOrNull != null;
  }

  /**
   * What is in the target is what the application wants there, and forced; {@code folder}: the
   * target's, open. On throw a crash may bring the old version back, until the next save.
   */
  void done(int folder) throws IOException {
    Journal journal = journalOrNull;
    journalOrNull = null;
    if (journal == null) {
      return;
    }
    try {
      journal.drop(folder);
    } catch (IOException | RuntimeException | Error failure) {
      journals.failed(journal);
      throw failure;
    }
  }
}
