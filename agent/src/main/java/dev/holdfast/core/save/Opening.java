package dev.holdfast.core.save;

import dev.holdfast.core.fs.Access;
import dev.holdfast.core.fs.Errors;
import dev.holdfast.core.fs.Fs;
import dev.holdfast.core.fs.Name;
import dev.holdfast.core.fs.Place;
import dev.holdfast.core.fs.Stat;
import dev.holdfast.core.observe.Event;
import java.io.IOException;

/**
 * Opens protected files. Where stock would fail, or the file is none to protect, the answer is
 * null: stock then opens it itself, and fails with its own words. An {@code IOException} means that
 * the system has run out of something: stock would perhaps still cut the target to nothing, so it
 * is not asked.
 */
final class Opening {
  /** Readable by nobody else until it has the mode of the old version. */
  private static final int PRIVATE = 0600;

  private static final int NAME_TRIES = 8;

  private static final String[] LOCK_SUFFIXES = {".lock", ".lck", ".pid"};

  private final Surroundings with;
  private final Fs fs;
  private final InPlaceBytes inPlaceBytes;

  /** For whole new versions. */
  Opening(Surroundings with) {
    this(with, InPlaceBytes.CUT);
  }

  Opening(Surroundings with, InPlaceBytes inPlaceBytes) {
    this.with = with;
    this.fs = with.fs;
    this.inPlaceBytes = inPlaceBytes;
  }

  /** What is in a target that must be opened in place, where a shadow copy was meant. */
  enum InPlaceBytes {
    CUT,
    /** Only pieces of it are going to be written. */
    STAY
  }

  /** A file that is open now: its descriptor's number and what is to become of it. */
  static final class Opened {
    final int number;
    final OpenFile file;
    final Access access;

    private Opened(int number, OpenFile file, Access access) {
      this.number = number;
      this.file = file;
      this.access = access;
    }
  }

  /** What a missing target means to the call that opens it. */
  enum Missing {
    CREATED,
    /** It fails, as stock. */
    ERROR
  }

  /** What a symbolic link at the end of the path means. */
  enum Links {
    FOLLOWED,
    /** It fails, as stock. */
    ERROR
  }

  /** Opens for a whole new version: what is there now is to be replaced. */
  Opened wholeOrNull(
      Policy policy, Place named, Access access, int permissions, Missing missing, Links links)
      throws IOException {
    Seen seen = seenOrNull(policy, named, missing, links);
    return seen == null
        ? null
        : openBeside(policy, seen.place, seen.targetOrNull, access, permissions);
  }

  /**
   * The same for a target that the application has deleted for this: what is there is its old
   * version, and the new one has the attributes of a new file.
   */
  Opened wholeAnewOrNull(Policy policy, Place place, Access access, int permissions)
      throws IOException {
    Opened opened = openBeside(policy, place, null, access, permissions);
    if (opened != null && opened.file instanceof Save) {
      ((Save) opened.file).keepShadowsAttributes();
    }
    return opened;
  }

  /** A target that may be protected: where it really is, and what is there. */
  static final class Seen {
    final Place place;
    final Stat targetOrNull;

    Seen(Place place, Stat targetOrNull) {
      this.place = place;
      this.targetOrNull = targetOrNull;
    }
  }

  /** Null: it is stock's to open or to refuse. */
  Seen seenOrNull(Policy policy, Place named, Missing missing, Links links) throws IOException {
    Place place;
    Stat target;
    try {
      place = named;
      target = with.statOrNull(place);
      if (target != null && target.isLink()) {
        if (links == Links.ERROR) {
          return null;
        }
        place = fs.resolve(named);
        target = with.statOrNull(place);
      }
    } catch (IOException stockFailsToo) {
      orThrow(stockFailsToo);
      return null;
    }
    if (target == null && missing == Missing.ERROR) {
      return null;
    }
    if ((target != null && !target.isRegular()) || isOpenDescriptor(place) || isKernels(place)) {
      with.observer.count(Event.PASSED_SPECIAL, policy.toString());
      return null;
    }
    return new Seen(place, target);
  }

  /**
   * Opens it as stock does, for what goes into the file itself: it is forced when it is closed.
   * Where that fails stock fails as well, and says why.
   */
  Opened asItIsOrNull(
      Policy policy, Place named, Access access, int permissions, Missing missing, Links links)
      throws IOException {
    Seen seen = seenOrNull(policy, named, missing, links);
    if (seen == null) {
      return null;
    }
    Place place = seen.place;
    int folder = openFolderOrMinusOne(policy, place, seen.targetOrNull);
    if (folder < 0) {
      return null;
    }
    try {
      int number =
          missing == Missing.CREATED
              ? fs.openOrCreate(folder, place.name(), access, permissions)
              : fs.open(folder, place.name(), access);
      return new Opened(number, inPlace(policy, place, access, folder), access);
    } catch (IOException failure) {
      fs.close(folder);
      return orThrow(failure);
    }
  }

  private ForcedFile inPlace(Policy policy, Place place, Access access, int folder) {
    return access.isAppending() && policy.appends() == Policy.Appends.ATOMIC && !isLockLike(place)
        ? new AppendedFile(with, policy, place, folder)
        : new ForcedFile(with, policy, place, folder);
  }

  Opened openBeside(Policy policy, Place place, Stat targetOrNull, Access access, int permissions)
      throws IOException {
    int folder = openFolderOrMinusOne(policy, place, targetOrNull);
    if (folder < 0) {
      return null;
    }
    Opened opened = null;
    try {
      opened =
          isLockLike(place)
              ? inPlaceOrNull(policy, place, folder, access, permissions)
              : shadowOrNull(policy, place, targetOrNull, folder, access, permissions);
      return opened;
    } finally {
      if (opened == null) {
        fs.close(folder);
      }
    }
  }

  private int openFolderOrMinusOne(Policy policy, Place place, Stat targetOrNull)
      throws IOException {
    try {
      return with.openFolder(place);
    } catch (IOException failure) {
      orThrow(failure);
      if (targetOrNull != null || isNewInUnreadable(place, failure)) {
        with.observer.happened(
            Event.FALLBACK_IN_PLACE,
            policy.toString(),
            place,
            "its folder can't be opened (" + failure.getMessage() + ")",
            null);
        with.observer.tellOnce(
            "folder " + place.folder(),
            place
                + " is written as without Holdfast: its folder can't be opened ("
                + failure.getMessage()
                + "), so nothing in it can be forced ("
                + policy
                + ")"
                + policy.guards().passedBy()
                + ". Make the folder readable for the application's user.");
      }
      return -1;
    }
  }

  /** A folder without the right to read may still take a new file. */
  private boolean isNewInUnreadable(Place place, IOException failure) {
    try {
      return Errors.number(failure) == Errors.EACCES && fs.statOrNull(place) == null;
    } catch (IOException notEvenLookedAt) {
      return false; // stock can't create it either, and says why
    }
  }

  private Opened shadowOrNull(
      Policy policy, Place place, Stat targetOrNull, int folder, Access access, int permissions)
      throws IOException {
    IOException whyNot = targetOrNull == null ? null : whyNotWritableOrNull(folder, place, access);
    if (whyNot != null) {
      Opened opened = inPlaceOrNull(policy, place, folder, access, permissions);
      if (opened != null) { // else stock fails as well, and says why
        fellBack(policy, place, "it could not be opened before (" + whyNot.getMessage() + ")", "");
      }
      return opened;
    }
    int mode = targetOrNull == null ? permissions : PRIVATE;
    for (int attempt = 1; ; attempt++) {
      Name shadow = fs.name(with.shadowNames.next());
      try {
        int number = fs.create(folder, shadow, access, mode);
        Save.Target before = targetOrNull == null ? Save.Target.MISSING : Save.Target.EXISTED;
        Shadow copy = Shadow.beside(fs, place, folder, shadow);
        return new Opened(number, new Save(with, policy, place, before, folder, copy), access);
      } catch (IOException failure) {
        if (Errors.number(failure) == Errors.EEXIST && attempt < NAME_TRIES) {
          continue;
        }
        orThrow(failure);
        if (targetOrNull == null) {
          return null; // stock can't create it either, and says why
        }
        return unreplaceableOrNull(
            policy,
            place,
            folder,
            access,
            "no file can be created in its folder (" + failure.getMessage() + ")");
      }
    }
  }

  /** The target exists and can be written, but nothing beside it can. */
  private Opened unreplaceableOrNull(
      Policy policy, Place place, int folder, Access access, String why) throws IOException {
    String writable = ". Make the folder writable for the application's user";
    switch (policy.fallback()) {
      case REFUSE:
        throw new IOException(
            "holdfast: "
                + why
                + ", so it can't be replaced atomically, and 'fallback' of "
                + policy
                + " is 'refuse'"
                + writable);
      case JOURNAL:
        int home;
        try {
          home = with.stateFolder.open();
        } catch (IOException failure) {
          orThrow(failure);
          String both = why + ", and not in " + failure.getMessage();
          fellBack(policy, place, both, writable + ", or name another 'state-folder'.");
          break;
        }
        return shadowAway(policy, place, folder, access, home, why);
      case IN_PLACE:
        fellBack(policy, place, why, writable + ".");
        break;
    }
    return inPlaceOrNull(policy, place, folder, access, 0);
  }

  private Opened shadowAway(
      Policy policy, Place place, int folder, Access access, int home, String why)
      throws IOException {
    Place shadow = with.stateFolder.placeOf(with.shadowNames.next());
    try {
      with.folderNames.force(shadow); // the state folder may be new
      int number = fs.create(home, shadow.name(), access, PRIVATE);
      Shadow copy = Shadow.away(home, shadow, why);
      Save save = new Save(with, policy, place, Save.Target.EXISTED, folder, copy);
      return new Opened(number, save, access);
    } catch (IOException failure) {
      fs.close(home);
      throw failure;
    }
  }

  private void fellBack(Policy policy, Place place, String why, String remedy) {
    with.observer.happened(Event.FALLBACK_IN_PLACE, policy.toString(), place, why, null);
    with.observer.tellOnce(
        "folder " + place.folder(),
        place
            + " is written in place and forced, not replaced atomically: "
            + why
            + " ("
            + policy
            + ")"
            + policy.guards().passedBy()
            + remedy);
  }

  /** Opened so and closed again: a file that mustn't be written fails now, as stock. */
  private IOException whyNotWritableOrNull(int folder, Place place, Access access)
      throws IOException {
    try {
      fs.close(fs.open(folder, place.name(), access));
      return null;
    } catch (IOException failure) {
      orThrow(failure);
      return failure;
    }
  }

  private Opened inPlaceOrNull(
      Policy policy, Place place, int folder, Access access, int permissions) throws IOException {
    try {
      int number =
          inPlaceBytes == InPlaceBytes.STAY
              ? fs.openOrCreate(folder, place.name(), access, permissions)
              : fs.openTruncated(folder, place.name(), access, permissions);
      return new Opened(number, new ForcedFile(with, policy, place, folder), access);
    } catch (IOException failure) {
      return orThrow(failure);
    }
  }

  /** Exclusive creation: the file is there at once, for others to see. */
  Opened exclusiveOrNull(Policy policy, Place place, Access access, int permissions)
      throws IOException {
    if (isOpenDescriptor(place) || isKernels(place)) {
      return null;
    }
    int folder = openFolderOrMinusOne(policy, place, null);
    if (folder < 0) {
      return null;
    }
    try {
      int number = fs.create(folder, place.name(), access, permissions);
      return new Opened(number, inPlace(policy, place, access, folder), access);
    } catch (IOException failure) {
      fs.close(folder);
      return orThrow(failure);
    }
  }

  /** Null, "stock says it", unless the system has run out of something. */
  private static Opened orThrow(IOException failure) throws IOException {
    if (Errors.isExhausted(failure)) {
      throw failure;
    }
    return null;
  }

  static boolean isLockLike(Place place) {
    String name = place.name().toString();
    for (String suffix : LOCK_SUFFIXES) {
      if (name.endsWith(suffix)) {
        return true;
      }
    }
    return false;
  }

  /** /dev/stdout and the like end at a file that is open already: replacing it would cut it off. */
  private static boolean isOpenDescriptor(Place place) {
    String path = place.toString();
    return path.startsWith("/dev/fd/") || path.startsWith("/dev/std");
  }

  /** They say that they are regular files. */
  private static boolean isKernels(Place place) {
    String path = place.toString();
    return path.startsWith("/proc/") || path.startsWith("/sys/");
  }
}
