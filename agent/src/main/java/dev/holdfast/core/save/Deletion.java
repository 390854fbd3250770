package dev.holdfast.core.save;

import dev.holdfast.core.fs.Access;
import dev.holdfast.core.fs.Errors;
import dev.holdfast.core.fs.Fs;
import dev.holdfast.core.fs.Name;
import dev.holdfast.core.fs.Place;
import dev.holdfast.core.fs.Stat;
import java.io.IOException;

/**
 * A target that the application has deleted, or moved away, to replace it: moved into a folder of
 * ours, under its own name, so that a recovery can bring it back should a crash come before its
 * replacement.
 */
final class Deletion {
  private static final int PRIVATE_FOLDER = 0700;

  /** How the old version gets into the folder. */
  enum From {
    /** It is moved: the application deletes it. */
    ITS_NAME,
    /** It gets one more name: the application moves it to another. */
    ANOTHER_NAME
  }

  private final Surroundings with;
  private final Fs fs;
  final Place target;
  private final int folder;
  private final Name asideName;
  private final int aside;
  private final long since = System.nanoTime();

  private Deletion(Surroundings with, Place target, int folder, Name asideName, int aside) {
    this.with = with;
    this.fs = with.fs;
    this.target = target;
    this.folder = folder;
    this.asideName = asideName;
    this.aside = aside;
  }

  /**
   * {@code folder}: the target's, open; it belongs to the answer. Null: it can't be moved, nothing
   * has changed.
   */
  static Deletion ofOrNull(Surroundings with, Place target, int folder, From from) {
    Fs fs = with.fs;
    Name name = fs.name(with.shadowNames.next(ShadowName.Kind.DELETED));
    int aside = -1;
    try {
      fs.makeFolder(folder, name, PRIVATE_FOLDER);
      aside = fs.open(folder, name, Access.READ);
      if (from == From.ITS_NAME) {
        fs.move(folder, target.name(), aside, target.name());
      } else {
        fs.link(folder, target.name(), aside, target.name());
      }
      return new Deletion(with, target, folder, name, aside);
    } catch (IOException stockMayBeAbleTo) {
      with.close(aside, "what was to hold " + target);
      removeAside(with, target, folder, name);
      return null;
    }
  }

  private static void removeAside(Surroundings with, Place target, int folder, Name name) {
    try {
      with.fs.removeFolder(folder, name);
    } catch (IOException failure) {
      if (Errors.number(failure) != Errors.ENOENT) {
        with.observer.tellOnce(
            "deleted " + failure.getMessage(),
            "a folder that held the old version of "
                + target
                + " can't be removed ("
                + failure.getMessage()
                + "); the next start will");
      }
    }
  }

  boolean isOf(Place place, Stat folderOfPlace) throws IOException {
    return place.name().equals(target.name()) && folderOfPlace.isSameFile(fs.stat(folder));
  }

  boolean isIn(Stat other) throws IOException {
    return other.isSameFile(fs.stat(folder));
  }

  boolean isOlderThan(long nanos, long now) {
    return now - since > nanos;
  }

  /**
   * The replacement is about to come: the old version is back until then, so that a crash leaves
   * one of them. False: something has its name by now; the old version has gone.
   */
  boolean isTakenBack() throws IOException {
    if (fs.statOrNull(folder, target.name()) != null) {
      finish();
      return false;
    }
    fs.move(aside, target.name(), folder, target.name());
    end();
    return true;
  }

  /** It is deleted for good, as stock. */
  void finish() {
    try {
      fs.remove(aside, target.name());
    } catch (IOException failure) {
      with.observer.tellOnce(
          "deleted " + target,
          target
              + " is deleted, its old version stays in "
              + asideName
              + " beside ("
              + failure.getMessage()
              + "); the next start brings it back, unless you remove it");
    }
    end();
  }

  private void end() {
    with.close(aside, "what held " + target);
    removeAside(with, target, folder, asideName);
    with.close(folder, "the folder of " + target);
  }
}
