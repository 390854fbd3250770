package dev.holdfast.core.save;

import dev.holdfast.core.fs.Access;
import dev.holdfast.core.fs.Errors;
import dev.holdfast.core.fs.Fs;
import dev.holdfast.core.fs.Name;
import dev.holdfast.core.fs.Place;
import dev.holdfast.core.observe.Event;
import java.io.IOException;

/** Opens a target that is to be written in place from now on. */
final class InPlace {
  private InPlace() {}

  /** The application locks what it saves. */
  static void tellLocked(Surroundings with, Policy policy, Place place, Undo undo) {
    with.observer.happened(
        Event.FALLBACK_IN_PLACE, policy.toString(), place, "it is locked while it is saved", null);
    with.observer.tellOnce(
        "lock " + place,
        place
            + " is locked by the application while it saves it: it is written in place and forced,"
            + " not replaced, so that the lock keeps excluding others"
            + (undo.isPossible() ? "; after a crash its old version comes back" : "")
            + " ("
            + policy
            + ")"
            + policy.guards().passedBy());
  }

  /** Into the shadow copy, by a descriptor of its own: the application's stays at its beginning. */
  static void copy(Fs fs, int folder, Name name, Shadow shadow) throws IOException {
    int from = fs.open(folder, name, Access.READ);
    try {
      int to = fs.open(shadow.home, shadow.name, Access.WRITE);
      try {
        fs.copy(from, to);
      } finally {
        fs.close(to);
      }
    } finally {
      fs.close(from);
    }
  }

  /** The target, open, with all that the shadow copy holds; where this throws that is intact. */
  static int targetWith(Fs fs, int folder, Name name, Shadow shadow) throws IOException {
    int target = open(fs, folder, name);
    try {
      int from = fs.open(shadow.home, shadow.name, Access.READ);
      try {
        fs.copy(from, target);
      } finally {
        fs.close(from);
      }
      return target;
    } catch (IOException failure) {
      fs.close(target);
      throw failure;
    }
  }

  private static int open(Fs fs, int folder, Name name) throws IOException {
    try {
      return fs.openTruncated(folder, name, Access.READ_WRITE, 0666);
    } catch (IOException failure) {
      if (Errors.number(failure) == Errors.EACCES) { // write-only for us
        return fs.openTruncated(folder, name, Access.WRITE, 0666);
      }
      throw failure;
    }
  }
}
