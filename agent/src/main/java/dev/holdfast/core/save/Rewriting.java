package dev.holdfast.core.save;

import dev.holdfast.core.fs.Access;
import dev.holdfast.core.fs.Fs;
import dev.holdfast.core.fs.Place;
import dev.holdfast.core.fs.Stat;
import dev.holdfast.core.observe.Event;
import dev.holdfast.core.observe.Timing;
import dev.holdfast.core.save.SaveFailedException.Remains;
import java.io.IOException;

/**
 * A new version, whole and forced in a shadow copy, is copied into the target, which stays the same
 * file. A journal makes that as good as atomic for crashes, though not for readers meanwhile.
 */
final class Rewriting {
  private final Surroundings with;
  private final Fs fs;
  private final Policy policy;
  private final Place place;
  private final int folder;
  private final Shadow shadow;
  private final Timing timing;
  private final Progress progress;

  /** {@code progress} is told of each step, and of what the target holds when one fails. */
  Rewriting(
      Surroundings with,
      Policy policy,
      Place place,
      int folder,
      Shadow shadow,
      Timing timing,
      Progress progress) {
    this.with = with;
    this.fs = with.fs;
    this.policy = policy;
    this.place = place;
    this.folder = folder;
    this.shadow = shadow;
    this.timing = timing;
    this.progress = progress;
  }

  /**
   * On return the target holds the new bytes, forced, and the shadow copy is where it was. {@code
   * keeping} is asked for a copy of {@code old}, where that is kept as a hard link.
   */
  void run(String whyNotReplaced, Keeping keeping, int old) throws IOException {
    tell(whyNotReplaced);
    progress.step = "rewrite in place";
    int from = fs.open(shadow.home, shadow.name, Access.READ);
    try {
      int to = fs.open(folder, place.name(), Access.WRITE); // may we? before anything is done
      try {
        keeping.separate(old);
        journaled(from, to);
      } finally {
        with.close(to, place.toString());
      }
    } finally {
      with.close(from, "the new version of " + place);
    }
  }

  private void tell(String whyNotReplaced) {
    with.observer.happened(Event.JOURNALED, policy.toString(), place, whyNotReplaced, timing);
    with.observer.tellOnce(
        "in-place " + place,
        place
            + " is rewritten in place, by way of a journal, because "
            + whyNotReplaced
            + " ("
            + policy
            + "). Who reads it meanwhile may see parts of both versions; after a crash the next"
            + " start makes it whole.");
  }

  private void journaled(int from, int to) throws IOException {
    Stat old = fs.stat(to);
    long size = fs.stat(from).size();
    progress.step = "journal of the rewrite in place";
    Journal journal = Journal.begin(with, place, old, shadow);
    if (size > old.size()) {
      lengthen(from, to, old.size(), journal);
    }
    progress.step = "rewrite in place";
    progress.remains = Remains.DAMAGED;
    try {
      fs.copy(from, to);
      fs.truncate(to, size);
      progress.step = "force of the rewritten file";
      timing.mark();
      fs.force(to);
      timing.forced();
    } catch (IOException | RuntimeException | Error failure) {
      tellOf(journal);
      throw failure;
    }
    progress.step = "end of the journal";
    progress.remains = Remains.UNKNOWN;
    try {
      journal.end(shadow);
    } catch (IOException | RuntimeException | Error failure) {
      with.journals.failed(journal); // else it would outlive the next version
      throw failure;
    }
  }

  /**
   * First what is longer than the old version: where the disk is full, that is noticed while all of
   * the old version is still there.
   */
  private void lengthen(int from, int to, long oldSize, Journal journal) throws IOException {
    progress.step = "rewrite in place";
    try {
      int end = fs.open(folder, place.name(), Access.APPEND);
      try {
        fs.copyRest(from, end, oldSize);
      } finally {
        with.close(end, place.toString());
      }
    } catch (IOException | RuntimeException | Error failure) {
      progress.remains = Remains.DAMAGED;
      try {
        fs.truncate(to, oldSize);
        fs.force(to);
        journal.end(shadow);
      } catch (IOException | RuntimeException another) {
        failure.addSuppressed(another);
        tellOf(journal);
        throw failure;
      }
      progress.remains = Remains.OLD;
      throw failure;
    }
  }

  private void tellOf(Journal journal) {
    with.journals.failed(journal);
    with.observer.tellOnce(
        "journal " + place,
        place
            + " was left half rewritten. Its whole new version is in "
            + journal.place()
            + ": the next start with Holdfast, or 'recover "
            + place.folder()
            + "' after this process has ended, writes it into the file ("
            + policy
            + ").");
  }
}
