package dev.holdfast.core.save;

import dev.holdfast.boot.Hooks;
import dev.holdfast.core.fs.CopyOptions;
import dev.holdfast.core.fs.Errors;
import dev.holdfast.core.fs.Fs;
import dev.holdfast.core.fs.Place;
import dev.holdfast.core.fs.Stat;
import java.io.File;
import java.io.FileDescriptor;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** Renames, moves, copies and deletions that touch protected files or saves in flight. */
final class Names {
  private final Surroundings with;
  private final Fs fs;
  private final Protection protection;
  private final OpenFiles openFiles;
  private final Deletions deletions;
  private final OpenPlaces open;
  private final Replacement replacement;
  private final Copying copying;
  private final Replacement unforcedReplacement;
  private final Copying unforcedCopying;

  /**
   * Paths that this thread deletes only to move another file there. There is one engine a JVM. Not
   * a class of ours: what a thread holds would keep our loader after a detach.
   */
  @SuppressWarnings("ThreadLocalUsage")
  private final ThreadLocal<String> replacing = new ThreadLocal<>();

  private volatile boolean anyReplacing;

  Names(Surroundings with, Protection protection, OpenFiles openFiles, Deletions deletions) {
    this.with = with;
    this.fs = with.fs;
    this.protection = protection;
    this.openFiles = openFiles;
    this.deletions = deletions;
    open = new OpenPlaces(fs, openFiles);
    replacement = new Replacement(with);
    copying = new Copying(with);
    Surroundings unforced = with.unforced();
    unforcedReplacement = new Replacement(unforced);
    unforcedCopying = new Copying(unforced);
  }

  /** Which places this process has open. */
  OpenPlaces open() {
    return open;
  }

  /** The file is about to be opened in another way than for a whole new version. */
  void publishBeforeOpen(Place named) throws IOException {
    if (openFiles.isEmpty()) {
      return;
    }
    Place place;
    try {
      place = fs.resolve(named);
    } catch (IOException stockFailsToo) {
      return;
    }
    for (OpenFiles.Entry entry : open.shadowsOf(place)) {
      if (!entry.file.hasFailed()) { // of a failed one the old version is opened
        publishUnlessRefused(entry);
      }
    }
  }

  /**
   * The file at {@code place} is about to be renamed: what is written of it so far becomes the
   * file, as with stock it is from the beginning. Where writing it has failed this throws: what
   * would be renamed is not what the application means.
   */
  private void publishBeforeRename(Place place) throws IOException {
    if (openFiles.isEmpty()) {
      return;
    }
    for (OpenFiles.Entry entry : open.shadowsOf(place)) {
      publish(entry);
    }
  }

  private void publishUnlessRefused(OpenFiles.Entry entry) throws IOException {
    try {
      publish(entry);
    } catch (SaveRefusedException refusal) {
      // The old version is opened; the save itself tells, should it end so.
    }
  }

  private void publish(OpenFiles.Entry entry) throws IOException {
    FileDescriptor descriptor = entry.get();
    int number = descriptor == null ? -1 : fs.number(descriptor);
    if (number >= 0) {
      entry.file.force(number);
    }
  }

  int renaming(File source, File target) {
    if (source == null || target == null) {
      return Hooks.STOCK;
    }
    Policy policy = protection.policyOrNull(target.getPath());
    Policy ofSource = protection.policyOrNull(source.getPath());
    if (policy == null && ofSource == null && !openFiles.mayHaveName(source.getPath())) {
      return Hooks.STOCK;
    }
    Place from = fs.placeOrNull(source.getPath());
    Place to = fs.placeOrNull(target.getPath());
    if (from == null || to == null) {
      return Hooks.STOCK;
    }
    try {
      publishBeforeRename(from);
      deletions.movesAway(ofSource, from, to);
      if (policy == null || policy.renames() == Policy.Renames.PASS) {
        return Hooks.STOCK;
      }
      switch (renamed(policy, from, to, Replacement.Existing.REPLACED)) {
        case DONE:
          return 1;
        case OTHER_FILE_SYSTEM:
          return 0; // rename(2) can't, so stock can't
        case STOCK:
          return Hooks.STOCK;
      }
      throw new AssertionError("no such outcome");
    } catch (SaveFailedException failure) {
      // The method can only say false; the reason must be somewhere.
      with.observer.tellOnce("rename " + to, failure.getMessage().substring("holdfast: ".length()));
      return 0;
    } catch (SaveRefusedException refusal) {
      refusal.tell(with.observer);
      return 0;
    } catch (IOException stockFailsSoToo) {
      return 0;
    }
  }

  boolean moving(Object source, Object target, Object[] options) throws IOException {
    Policy policy = target == null ? null : protection.policyOrNull(target.toString());
    if (source == null
        || target == null
        || (policy == null
            && protection.policyOrNull(source.toString()) == null
            && !openFiles.mayHaveName(source.toString()))) {
      return false;
    }
    Place from = fs.placeOrNull(source);
    Place to = fs.placeOrNull(target);
    CopyOptions how = CopyOptions.ofOrNull(options);
    if (from == null || to == null || how == null || how.isKeepingAttributes()) {
      return false;
    }
    publishBeforeRename(from);
    deletions.movesAway(protection.policyOrNull(source.toString()), from, to);
    if (policy == null || policy.renames() == Policy.Renames.PASS) {
      return false;
    }
    try {
      switch (renamed(policy, from, to, existing(how))) {
        case DONE:
          return true;
        case STOCK:
          return false;
        case OTHER_FILE_SYSTEM:
          return moveAcross(policy, from, to, how);
      }
      throw new AssertionError("no such outcome");
    } catch (SaveFailedException | SaveRefusedException failure) {
      throw failure;
    } catch (IOException failure) {
      throw Errors.ofPath(source.toString(), target.toString(), failure);
    }
  }

  private Replacement replacement(Policy policy) {
    return policy.survives() == Policy.Survives.POWER_LOSS ? replacement : unforcedReplacement;
  }

  private Copying copying(Policy policy) {
    return policy.survives() == Policy.Survives.POWER_LOSS ? copying : unforcedCopying;
  }

  private Replacement.Outcome renamed(
      Policy policy, Place from, Place to, Replacement.Existing existing) throws IOException {
    if (!deletions.isTakenBack(to)) {
      return replacement(policy).rename(policy, from, to, existing);
    }
    boolean stays = false;
    try {
      Replacement.Outcome outcome =
          replacement(policy).rename(policy, from, to, Replacement.Existing.REPLACED);
      stays = outcome == Replacement.Outcome.DONE;
      return outcome;
    } catch (SaveFailedException | SaveRefusedException failure) {
      stays = true;
      throw failure;
    } finally {
      if (!stays) {
        deletions.deleteAgain(policy, to); // what comes next finds it missing, as stock
      }
    }
  }

  private static Replacement.Existing existing(CopyOptions how) {
    return how.isReplacing() ? Replacement.Existing.REPLACED : Replacement.Existing.ERROR;
  }

  private boolean moveAcross(Policy policy, Place from, Place to, CopyOptions how)
      throws IOException {
    Stat source = fs.statOrNull(from);
    if (how.isAtomic()
        || source == null
        || !source.isRegular()
        || !mayReplace(to, existing(how), source)) {
      return false; // stock says so in its own words, or moves the link
    }
    if (!copying(policy).copied(policy, from, to, CopyOptions.ofMove())) {
      return false;
    }
    copying(policy).removeSource(from);
    return true;
  }

  boolean copying(Object source, Object target, Object[] options) throws IOException {
    Policy policy = target == null ? null : protection.policyOrNull(target.toString());
    if (policy == null || source == null) {
      return false;
    }
    Place from = fs.placeOrNull(source);
    Place to = fs.placeOrNull(target);
    CopyOptions how = CopyOptions.ofOrNull(options);
    if (from == null || to == null || how == null || how.isAtomic()) {
      return false;
    }
    boolean anew = false;
    boolean done = false;
    try {
      anew = deletions.isTakenBack(to);
      done =
          isReplacingFile(from, to, how, anew ? Replacement.Existing.REPLACED : existing(how))
              && copying(policy).copied(policy, from, to, how.withoutReplacing());
      return done;
    } catch (IOException failure) {
      if (Errors.number(failure) == 0) {
        throw failure; // of the save, or stock's own, of the copy
      }
      throw Errors.ofPath(source.toString(), target.toString(), failure);
    } finally {
      if (anew && !done) {
        deletions.deleteAgain(policy, to);
      }
    }
  }

  private boolean isReplacingFile(
      Place from, Place to, CopyOptions how, Replacement.Existing existing) throws IOException {
    try {
      Stat read = with.statOrNull(how.isFollowingLinks() ? fs.resolve(from) : from);
      return read != null && read.isRegular() && mayReplace(to, existing, read);
    } catch (IOException failure) {
      if (Errors.isExhausted(failure)) {
        throw failure;
      }
      return false; // stock says so, and of which file
    }
  }

  private boolean mayReplace(Place to, Replacement.Existing existing, Stat read)
      throws IOException {
    Stat old = with.statOrNull(to);
    return old == null
        || (existing == Replacement.Existing.REPLACED
            && (old.isRegular() || old.isLink())
            && !old.isSameFile(read));
  }

  long copying(InputStream source, Object target, Object[] options) throws IOException {
    Policy policy = target == null ? null : protection.policyOrNull(target.toString());
    if (policy == null || source == null || options == null) {
      return Hooks.STOCK;
    }
    Place to = fs.placeOrNull(target);
    CopyOptions how = CopyOptions.ofOrNull(options);
    if (to == null || how == null || !how.isOnlyReplacing()) {
      return Hooks.STOCK; // exclusive creation, or an error of the caller's
    }
    Stat old;
    try {
      deletions.isTakenBack(to);
      old = with.statOrNull(to);
    } catch (IOException stockFailsToo) {
      return Hooks.STOCK;
    }
    if (old != null && !old.isRegular() && !old.isLink()) {
      return Hooks.STOCK;
    }
    return copying(policy).copiedBytes(policy, source, to);
  }

  int deleting(File file) {
    Policy policy = protection.policyOrNull(file.getPath());
    return isToLookAt(policy, file.getPath())
        ? deletingPlace(policy, fs.placeOrNull(file.getPath()))
        : Hooks.STOCK;
  }

  int deleting(Object path) {
    String marked = anyReplacing ? replacing.get() : null;
    Policy policy = protection.policyOrNull(path.toString());
    if (marked == null && !isToLookAt(policy, path.toString())) {
      return Hooks.STOCK;
    }
    Place place = fs.placeOrNull(path);
    if (marked != null) {
      replacing.remove();
      if (place != null && marked.equals(place.toString())) {
        return 1;
      }
    }
    return deletingPlace(policy, place);
  }

  private boolean isToLookAt(Policy policyOrNull, String path) {
    return policyOrNull != null || openFiles.mayHaveName(path) || deletions.isAny();
  }

  private int deletingPlace(Policy policyOrNull, Place placeOrNull) {
    if (placeOrNull == null) {
      return Hooks.STOCK;
    }
    int answer = openFiles.isEmpty() ? Hooks.STOCK : deletingSaved(placeOrNull);
    if (answer == Hooks.STOCK
        && policyOrNull != null
        && deletions.isMovedAside(policyOrNull, placeOrNull)) {
      return 1;
    }
    deletions.finishIn(placeOrNull);
    return answer;
  }

  /**
   * A target that is being saved is gone for good, as stock, whatever has its name when the save
   * ends; one that only stock would have by now is deleted without being there.
   */
  private int deletingSaved(Place place) {
    try {
      List<OpenFiles.Entry> shadows = open.shadowsOf(place);
      Stat found = shadows.isEmpty() ? null : fs.statOrNull(place);
      boolean deleted = false;
      if (found != null) {
        if (!found.isRegular()) {
          return Hooks.STOCK;
        }
        remove(place); // here, as only who has done it knows that it is done
        deleted = true;
      }
      for (OpenFiles.Entry entry : shadows) {
        deleted |= entry.file.deleted();
      }
      return deleted ? 1 : Hooks.STOCK;
    } catch (IOException stockSaysIt) {
      return Hooks.STOCK;
    }
  }

  private void remove(Place place) throws IOException {
    int folder = fs.openFolder(place);
    try {
      fs.remove(folder, place.name());
    } finally {
      with.close(folder, "the folder of " + place);
    }
  }

  /** The next deletion of {@code path} by this thread makes room for a move: it need not happen. */
  void replacing(Object path) {
    Policy policy = protection.policyOrNull(path.toString());
    if (policy != null && policy.renames() == Policy.Renames.HARDEN) {
      Place place = fs.placeOrNull(path);
      if (place != null) {
        anyReplacing = true;
        replacing.set(place.toString());
      }
    }
  }
}
