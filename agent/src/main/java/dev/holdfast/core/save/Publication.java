package dev.holdfast.core.save;

import dev.holdfast.core.fs.Access;
import dev.holdfast.core.fs.Errors;
import dev.holdfast.core.fs.Fs;
import dev.holdfast.core.fs.Name;
import dev.holdfast.core.fs.Place;
import dev.holdfast.core.fs.Stat;
import dev.holdfast.core.guard.KeptName;
import dev.holdfast.core.observe.Event;
import dev.holdfast.core.observe.Observer;
import dev.holdfast.core.observe.Timing;
import dev.holdfast.core.save.SaveFailedException.Remains;
import java.io.IOException;

/**
 * Makes a shadow copy the target: the protocol, and nothing but the protocol.
 *
 * <p>On return the target holds the new bytes and will after a power cut. On throw it holds what
 * {@link SaveFailedException#remains} says; the shadow copy is still there, for the caller to
 * remove, or to keep where the guards refuse it.
 */
final class Publication {
  /** What has become of the shadow copy. */
  enum Outcome {
    /** It is the target now. */
    REPLACED,
    /** Its bytes are in the target, which is the same file as before; the shadow is still there. */
    REWRITTEN,
    /** The target was deleted meanwhile and stays so, as stock. The shadow may still be there. */
    DELETED_MEANWHILE
  }

  /** Where the attributes of the new version come from. */
  enum AttributeSource {
    OLD_VERSION,
    SHADOW
  }

  private final Surroundings with;
  private final Fs fs;
  private final Observer observer;
  private final Policy policy;
  private final Place place;
  private final String target;
  private final int folder;
  private final Name name;
  private final Shadow shadow;
  private final AttributeSource attributeSource;
  private final Timing timing;

  private final Remains before;
  private final Keeping keeping;

  private final Progress progress;

  /**
   * {@code place}: links resolved; {@code folder}: its folder, open; {@code now}: what the target
   * holds as long as nothing is done to it.
   */
  Publication(
      Surroundings with,
      Policy policy,
      Place place,
      int folder,
      Shadow shadow,
      AttributeSource attributeSource,
      Remains now,
      Timing timing) {
    this.with = with;
    this.fs = with.fs;
    this.observer = with.observer;
    this.policy = policy;
    this.place = place;
    this.target = place.toString();
    this.folder = folder;
    this.name = place.name();
    this.shadow = shadow;
    this.attributeSource = attributeSource;
    this.timing = timing;
    before = now;
    progress = new Progress(now);
    keeping = new Keeping(with, policy, place, folder);
  }

  /** Publishes what {@code file}, the open shadow copy, holds. */
  Outcome run(int file, Save.Target atOpen) throws SaveFailedException, SaveRefusedException {
    if (policy.guards().previous() == 0) {
      return publish(file, atOpen);
    }
    synchronized (with.rotating(place)) { // two at once would shift the same versions
      return publish(file, atOpen);
    }
  }

  private Outcome publish(int file, Save.Target atOpen)
      throws SaveFailedException, SaveRefusedException {
    int old = -1;
    try {
      progress.step = "look at the old version";
      Stat found = fs.statOrNull(folder, name);
      if (found == null && isDeleted(atOpen, file)) {
        return Outcome.DELETED_MEANWHILE;
      }
      if (found != null && !found.isRegular() && !isLinkToReplace(found)) {
        throw new IOException("it is no regular file any more");
      }
      askGuards(found);
      String whyNot = null;
      if (found != null && found.isRegular()) {
        // Held until the folder is forced: ext4 data=writeback gives the blocks of a file without
        // name to others at once, while after a cut the old name can still come back.
        old = hold();
        whyNot = shadow.isAway() ? shadow.whyAwayOrNull : whyNotReplace(old, file);
      }
      progress.step = "force of the new version";
      timing.mark();
      fs.force(file); // before the rename: else a cut may leave a named, empty file
      timing.forced();
      if (found == null) {
        progress.step = "force of the folders above";
        with.folderNames.force(place);
      }
      if (old >= 0 && before == Remains.OLD) { // what our own force has published is no version
        progress.step = "keep of the old version";
        keeping.keep(found, old);
      }
      if (whyNot == null) {
        whyNot = replaceOrWhyNot();
      }
      if (whyNot != null && found != null && found.isLink()) {
        throw new IOException(whyNot); // what it leads to isn't meant
      }
      if (whyNot != null) {
        synchronized (with.rewriting) {
          rewrite(whyNot, old);
        }
        with.journals.replaced(place);
        keeping.done();
        return Outcome.REWRITTEN;
      }
      progress.remains = Remains.UNKNOWN;
      keeping.done();
      touch(file);
      progress.step = "force of the folder";
      fs.force(folder); // after the rename: else a cut may bring the old name back
      timing.forced();
      with.journals.replaced(place);
      return Outcome.REPLACED;
    } catch (SaveRefusedException refusal) {
      keeping.undo();
      throw refusal; // the target is as it was
    } catch (IOException | RuntimeException | Error failure) {
      // All of them: one that stayed in the hook would tell the application that it is saved.
      if (progress.remains == before) {
        keeping.undo();
      } else {
        keeping.done();
      }
      throw new SaveFailedException(progress.step, target, progress.remains, policy, failure);
    } finally {
      with.close(old, "the old version of " + target);
    }
  }

  /** First of all: of a refused version the target shows nothing, not even a mode. */
  private void askGuards(Stat oldOrNull) throws IOException {
    if (!policy.guards().ask()) {
      return;
    }
    progress.step = "check of the new version";
    String whyNot =
        Inspection.whyNotOrNull(fs, policy.guards(), oldOrNull, shadow.home, shadow.name);
    if (whyNot != null) {
      Remains now = oldOrNull == null ? Remains.NONE : progress.remains;
      throw new SaveRefusedException(target, whyNot, now, policy.toString());
    }
  }

  /**
   * {@code Files.copy} and {@code Files.move} replace a symbolic link, as stock; a save doesn't.
   */
  private boolean isLinkToReplace(Stat found) {
    return attributeSource == AttributeSource.SHADOW && found.isLink();
  }

  /** It was there at open and isn't now; or there was none yet, and the folder was deleted. */
  private boolean isDeleted(Save.Target atOpen, int file) throws IOException {
    if (atOpen == Save.Target.EXISTED) {
      return true;
    }
    if (fs.stat(file).links() > 0) {
      return false;
    }
    Stat folderNow = fs.folderOrNull(place);
    if (folderNow != null && folderNow.isSameFile(fs.stat(folder))) {
      throw new IOException("somebody else has deleted what was written of it so far");
    }
    return true;
  }

  private int hold() throws IOException {
    try {
      return fs.open(folder, name, Access.READ);
    } catch (IOException failure) {
      if (Errors.number(failure) == Errors.EACCES) {
        return fs.open(folder, name, Access.WRITE); // write-only for us
      }
      throw failure;
    }
  }

  private String whyNotReplace(int old, int file) throws IOException {
    Stat stat = fs.stat(old);
    if (attributeSource == AttributeSource.SHADOW) {
      return null;
    }
    if (stat.links() > 1 && stat.links() > 1 + keeping.ownLinks(stat)) {
      return "it has several hard links";
    }
    progress.step = "keep owner, mode and attributes";
    return Attributes.keepOrWhyNot(fs, old, stat, file);
  }

  private String replaceOrWhyNot() throws IOException {
    progress.step = "atomic replace";
    timing.mark();
    try {
      fs.replace(folder, shadow.name, name);
      timing.renamed();
      return null;
    } catch (IOException failure) {
      // The errors by which rename(2) says that this name, not this moment, is the obstacle: a
      // bind-mounted file, a sticky folder, an immutable or read-only one, one over another layer.
      switch (Errors.number(failure)) {
        case Errors.EBUSY:
        case Errors.EXDEV:
        case Errors.EPERM:
        case Errors.EACCES:
        case Errors.EROFS:
          return "it can't be replaced by a rename (" + failure.getMessage() + ")";
        default:
          throw failure;
      }
    }
  }

  /** The new version, durable by now, is copied into the target. */
  private void rewrite(String whyNot, int old) throws IOException {
    switch (policy.fallback()) {
      case REFUSE:
        throw new SaveRefusedException(
            target,
            whyNot + ", so it can't be replaced atomically, and 'fallback' is 'refuse'",
            progress.remains,
            policy.toString());
      case JOURNAL:
        new Rewriting(with, policy, place, folder, shadow, timing, progress)
            .run(whyNot, keeping, old);
        return;
      case IN_PLACE:
        rewriteWithoutJournal(whyNot, old);
    }
  }

  private void rewriteWithoutJournal(String whyNot, int old) throws IOException {
    observer.happened(Event.FALLBACK_IN_PLACE, policy.toString(), place, whyNot, timing);
    observer.tellOnce(
        "in-place " + target,
        target
            + " is rewritten in place, not atomically, because "
            + whyNot
            + " ("
            + policy
            + "). A crash meanwhile can leave it torn.");
    progress.step = "rewrite in place";
    int from = fs.open(folder, shadow.name, Access.READ);
    try {
      fs.close(fs.open(folder, name, Access.WRITE)); // may we? before it is cut
      keeping.separate(old);
      Name aside = KeptName.UNFINISHED.of(fs, place).name();
      giveDurableName(aside);
      progress.remains = Remains.DAMAGED;
      try {
        copyCut(from);
      } catch (IOException | RuntimeException | Error failure) {
        observer.tellOnce(
            "kept " + target,
            "the whole new version of " + target + " is " + KeptName.UNFINISHED.of(fs, place));
        throw failure;
      }
      takeNameBack(aside);
    } finally {
      with.close(from, "the new version of " + target);
    }
  }

  private void copyCut(int from) throws IOException {
    int to = fs.openTruncated(folder, name, Access.WRITE, 0);
    try {
      fs.copy(from, to);
      progress.step = "force of the rewritten file";
      timing.mark();
      fs.force(to);
      timing.forced();
    } finally {
      with.close(to, target);
    }
  }

  private void takeNameBack(Name aside) {
    try {
      fs.replace(folder, aside, shadow.name);
    } catch (IOException failure) {
      // The target is whole and forced: a copy of it stays beside, no more.
      observer.tellOnce(
          "aside " + target, target + " is saved; " + aside + " is a copy left over: " + failure);
    }
  }

  /**
   * From here on a crash leaves the whole new version under a name that no start takes for an
   * orphan's: the target may be torn then, and this is all there is.
   */
  private void giveDurableName(Name aside) throws IOException {
    fs.replace(folder, shadow.name, aside);
    try {
      fs.force(folder);
    } catch (IOException failure) {
      fs.replace(
          folder, aside, shadow.name); // nothing is cut yet: the save has failed, that is all
      throw failure;
    }
  }

  private void touch(int file) {
    try {
      fs.touch(file);
    } catch (IOException failure) {
      observer.tellOnce(
          "touch " + failure.getMessage(),
          "watchers of "
              + target
              + " may not hear of its saves: its times can't be set ("
              + failure.getMessage()
              + ")");
    }
  }
}
