package dev.holdfast.core.save;

import dev.holdfast.core.fs.Access;
import dev.holdfast.core.fs.Errors;
import dev.holdfast.core.fs.Fs;
import dev.holdfast.core.fs.Name;
import dev.holdfast.core.fs.Place;
import dev.holdfast.core.fs.Stat;
import java.io.IOException;

/**
 * What a target that is rewritten in place must hold after a crash: a folder of ours with all of
 * those bytes under the target's name, and a note of which file that is. As long as the bytes are
 * in it, a recovery writes them into the target.
 */
final class Journal {
  private static final int PRIVATE_FOLDER = 0700;

  private final Surroundings with;
  private final Fs fs;
  private final Place target;
  private final Place place;
  private final int inside;

  private Journal(Surroundings with, Place target, Place place, int inside) {
    this.with = with;
    this.fs = with.fs;
    this.target = target;
    this.place = place;
    this.inside = inside;
  }

  /** Where it is. */
  Place place() {
    return place;
  }

  /**
   * From the return on a crash leaves the target with what {@code bytes}, a forced file, holds;
   * that has lost its own name. On throw nothing has changed.
   *
   * @param now what the target is
   */
  static Journal begin(Surroundings with, Place target, Stat now, Shadow bytes) throws IOException {
    Fs fs = with.fs;
    Name name = fs.name(with.shadowNames.next(ShadowName.Kind.JOURNAL));
    fs.makeFolder(bytes.home, name, PRIVATE_FOLDER);
    int inside = -1;
    boolean complete = false;
    try {
      inside = fs.open(bytes.home, name, Access.READ);
      new JournalNote(now.inode(), bytes.isAway() ? target.folder() : null).write(fs, inside);
      Journal journal = new Journal(with, target, fs.beside(bytes.place, name), inside);
      fs.move(bytes.home, bytes.name, inside, target.name());
      try {
        fs.force(inside); // before the target is touched: else a cut leaves it torn, and this empty
        fs.force(bytes.home);
        DeadJournals.drop(with, target, bytes);
      } catch (IOException | RuntimeException | Error failure) {
        try {
          fs.move(inside, target.name(), bytes.home, bytes.name);
        } catch (IOException another) {
          failure.addSuppressed(another);
        }
        throw failure;
      }
      complete = true;
      with.journals.replaced(target); // by what this one holds
      return journal;
    } finally {
      if (!complete) {
        removeEmpty(with, bytes.home, name, inside, target);
      }
    }
  }

  private static void removeEmpty(
      Surroundings with, int home, Name name, int insideOrMinusOne, Place target) {
    try {
      if (insideOrMinusOne >= 0) {
        JournalNote.remove(with.fs, insideOrMinusOne);
      }
      with.fs.removeFolder(home, name);
    } catch (IOException failure) {
      with.observer.tellOnce(
          "remove journal " + failure.getMessage(),
          "a journal of "
              + target
              + " can't be removed ("
              + failure.getMessage()
              + "); the next start will");
    } finally {
      with.close(insideOrMinusOne, "a journal of " + target);
    }
  }

  /**
   * The target is whole and forced, or as it was: from the return on a crash does nothing to it.
   * The bytes get their own name back. On throw it may be there still, and is open.
   */
  void end(Shadow bytes) throws IOException {
    fs.move(inside, target.name(), bytes.home, bytes.name);
    end(bytes.home);
  }

  private void end(int home) throws IOException {
    fs.force(inside); // else a cut may bring the bytes back, and they the target's past
    removeEmpty(with, home, place.name(), inside, target);
  }

  /**
   * The target is as its journal has it, or has become a later version: the bytes go. On throw it
   * may be there still, and is open.
   */
  void drop() throws IOException {
    int home = fs.openFolder(place);
    try {
      drop(home);
    } finally {
      with.close(home, "the folder of " + place);
    }
  }

  /** The same, where its folder is open as {@code home}: that may have another path by now. */
  void drop(int home) throws IOException {
    try {
      fs.remove(inside, target.name());
    } catch (IOException failure) {
      if (Errors.number(failure) != Errors.ENOENT) { // else it has its own name back, or is gone
        throw failure;
      }
    }
    end(home);
  }

  /** It stays for a later start. */
  void close() {
    with.close(inside, "a journal of " + target);
  }

  Place target() {
    return target;
  }
}
