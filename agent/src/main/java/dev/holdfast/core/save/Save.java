package dev.holdfast.core.save;

import dev.holdfast.core.fs.Access;
import dev.holdfast.core.fs.Place;
import dev.holdfast.core.fs.Stat;
import dev.holdfast.core.guard.Verdict;
import dev.holdfast.core.observe.Event;
import dev.holdfast.core.observe.Timing;
import dev.holdfast.core.save.SaveFailedException.Remains;
import java.io.IOException;

/**
 * One save by way of a shadow copy, from open to commit or abort. The {@code file} that methods
 * take is the number of the shadow copy's open descriptor, which the JDK closes.
 */
final class Save implements OpenFile {
  /** What was at the target's name when the save was opened. */
  enum Target {
    EXISTED,
    MISSING
  }

  private enum State {
    /** The shadow copy is being written; the target is the old version. */
    WRITING,
    /** By the application's own force: what is written now goes into the target. */
    PUBLISHED,
    /** The lock was asked for: the shadow is gone, the target is written in place. */
    IN_PLACE,
    DONE
  }

  private final Surroundings with;
  private final Policy policy;
  private final Target before;
  private final Origin origin;
  private final Ending ending;
  private final Place place;
  private int folder;
  private final Shadow shadow;

  private State state = State.WRITING;
  private Publication.AttributeSource attributeSource = Publication.AttributeSource.OLD_VERSION;
  private final WriteFailures writes = new WriteFailures();
  private SaveFailedException publicationFailure;
  private Remains unpublished = Remains.OLD; // what the target holds while state is WRITING
  private IOException closeFailure;
  private final Timing timing = new Timing();
  private boolean deletedByApplication;
  private Undo undo = Undo.NOTHING;

  /**
   * {@code place}: links resolved. {@code folder}: its folder, open; the save closes it, and the
   * shadow copy's.
   */
  Save(Surroundings with, Policy policy, Place place, Target before, int folder, Shadow shadow) {
    this.with = with;
    this.policy = policy;
    this.place = place;
    this.before = before;
    this.folder = folder;
    this.shadow = shadow;
    origin = new Origin(with.abandonment.stack());
    ending = new Ending(with, policy, place, origin);
  }

  /** The new version is a copy, with the attributes of its source. */
  synchronized void keepShadowsAttributes() {
    attributeSource = Publication.AttributeSource.SHADOW;
  }

  /** The new version is the old one with changes. On throw the save is of no use. */
  synchronized void copyOldVersion() throws IOException {
    InPlace.copy(with.fs, folder, place.name(), shadow);
  }

  @Override
  public Place place() {
    return place;
  }

  @Override
  public synchronized int folder() {
    return folder;
  }

  @Override
  public Policy policy() {
    return policy;
  }

  @Override
  public Origin origin() {
    return origin;
  }

  @Override
  public synchronized boolean isShadowed() {
    return state == State.WRITING && !deletedByApplication;
  }

  @Override
  public synchronized boolean deleted() {
    if (!isShadowed()) {
      return false;
    }
    deletedByApplication = true;
    aside().removeShadow(); // as stock, what is still written has no name
    return true;
  }

  @Override
  public synchronized boolean hasFailed() {
    return writes.orNull() != null || publicationFailure != null;
  }

  @Override
  public synchronized void writeFailed(Throwable failure) {
    writes.failed(failure);
  }

  @Override
  public synchronized void wrote(long written, long left) {
    writes.wrote(written, left);
  }

  @Override
  public synchronized void transferred(long written, long left) {
    writes.transferred(written, left);
  }

  @Override
  public synchronized void closing(int file) {
    timing.begin();
    Verdict verdict = verdict();
    if (verdict.isCertainlyAbandoned()) {
      abandon(verdict);
    } else if (verdict.isDoubtful() && !hasFailed()) {
      keepUnfinished(file, Ending.whyDoubtful(verdict));
    } else {
      finish(file);
    }
  }

  /** Nothing is thrown: the application has its exception, which ours must not cover. */
  private void abandon(Verdict verdict) {
    writes.end(); // it is why the application throws, most likely
    if (writes.orNull() == null) {
      ending.tellAbandoned(verdict, before, timing);
    } else {
      failed(
          new SaveFailedException(
              "a write", place.toString(), unpublished, policy, writes.orNull()));
      closeFailure = null;
    }
    end();
  }

  /** Of what is published there is no question any more. */
  private Verdict verdict() {
    return state == State.WRITING && !deletedByApplication ? ending.now() : Verdict.IN_PEACE;
  }

  @Override
  public synchronized void commit(int file) {
    timing.begin();
    finish(file);
  }

  private void finish(int file) {
    if (state == State.DONE) {
      return;
    }
    try {
      writes.end();
      throwEarlierFailure();
      if (state == State.WRITING) {
        publish(file);
      } else {
        forceLaterWrites(file);
      }
      with.observer.saved(Event.COMMITTED, policy.toString(), place, timing);
    } catch (SaveFailedException failure) {
      failed(failure);
    } catch (SaveRefusedException refusal) {
      closeFailure = refusal;
      closeFailure = aside().refuse(file, refusal);
    } catch (RuntimeException | Error failure) {
      // Not left to the hook: there the application would be told that all is saved.
      failed(new SaveFailedException("commit", place.toString(), remains(), policy, failure));
    } finally {
      end();
    }
  }

  private void failed(SaveFailedException failure) {
    closeFailure = failure;
    with.observer.happened(Event.FAILED, policy.toString(), place, failure.getMessage(), timing);
    with.observer.tellOnce("failed " + place, failure.getMessage().replaceFirst("^holdfast: ", ""));
  }

  /** What has failed is final: nothing of it is tried again, no later success hides it. */
  private void throwEarlierFailure() throws SaveFailedException {
    if (publicationFailure != null) {
      throw publicationFailure.again();
    }
    if (writes.orNull() != null) {
      throw new SaveFailedException(
          "a write", place.toString(), remains(), policy, writes.orNull());
    }
  }

  private Remains remains() {
    return state == State.WRITING ? unpublished : Remains.DAMAGED;
  }

  private void publish(int file) throws SaveFailedException, SaveRefusedException {
    if (deletedByApplication) {
      with.observer.count(Event.DELETED_MEANWHILE, policy.toString());
      return;
    }
    Publication publication =
        new Publication(with, policy, place, folder, shadow, attributeSource, unpublished, timing);
    Publication.Outcome outcome;
    Stat written;
    try {
      written = with.lookOrNull(file);
      if (written != null) {
        timing.size(written.size());
      }
      outcome = publication.run(file, before);
    } catch (SaveFailedException failure) {
      publicationFailure = failure;
      throw failure;
    }
    switch (outcome) {
      case REPLACED:
        state = State.PUBLISHED;
        with.rememberForced(file, written);
        break;
      case DELETED_MEANWHILE:
        with.observer.count(Event.DELETED_MEANWHILE, policy.toString());
        deletedByApplication = true;
        break;
      case REWRITTEN:
        unpublished = Remains.FORCED;
        break; // and rewritten once more at close, if the save goes on
    }
  }

  private void forceLaterWrites(int file) throws SaveFailedException {
    try {
      with.force(file, timing);
      undo.done(folder);
    } catch (IOException failure) {
      publicationFailure =
          new SaveFailedException(
              "force of what was written after the application's own force or lock",
              place.toString(),
              Remains.UNKNOWN,
              policy,
              failure);
      throw publicationFailure;
    }
  }

  /**
   * "Durable now", says the application; not of what an exception has cut short. What the guards
   * don't let through waits for the close.
   */
  @Override
  public synchronized void forcing(int file, Extent extent) throws IOException {
    if (verdict() != Verdict.IN_PEACE) {
      return;
    }
    try {
      force(file);
    } catch (SaveRefusedException refusal) {
      putOff(file, refusal);
    }
  }

  private void putOff(int file, SaveRefusedException refusal) throws SaveFailedException {
    try {
      aside().forceUnpublished(file, refusal);
    } catch (IOException failure) {
      publicationFailure =
          new SaveFailedException(
              "force of the new version", place.toString(), unpublished, policy, failure);
      throw publicationFailure;
    }
  }

  /** Publishes what is written so far. The save goes on. */
  @Override
  public synchronized void force(int file) throws IOException {
    throwEarlierFailure();
    if (state == State.DONE) {
      return;
    }
    timing.begin();
    if (state != State.WRITING) {
      forceLaterWrites(file);
      timing.end();
      return;
    }
    publish(file);
    timing.end();
    with.observer.happened(Event.PUBLISHED_BY_FORCE, policy.toString(), place, "", timing);
  }

  @Override
  public synchronized void lock(DescriptorSwap swap) throws IOException {
    if (state != State.WRITING || deletedByApplication) {
      return;
    }
    throwEarlierFailure();
    if (before == Target.EXISTED && with.fs.statOrNull(folder, place.name()) == null) {
      return; // deleted meanwhile: stock locks what has no name any more
    }
    try {
      undo = Undo.of(with, policy, place, folder);
      InPlace.tellLocked(with, policy, place, undo);
      int own = swap.replaceBy(InPlace.targetWith(with.fs, folder, place.name(), shadow));
      state = State.IN_PLACE;
      with.fs.close(own);
      aside().removeShadow();
      with.fs.force(folder); // the name, if it is new, before anybody relies on the lock
    } catch (IOException failure) {
      Remains now = state == State.WRITING ? Remains.DAMAGED : Remains.UNKNOWN;
      throw new SaveFailedException(
          "write in place before the lock", place.toString(), now, policy, failure);
    }
  }

  @Override
  public synchronized void discard() {
    if (state == State.WRITING) {
      with.observer.happened(
          Event.DISCARDED, policy.toString(), place, "given up before its end", timing);
    }
    end();
  }

  /** Keeps what is written so far as NAME.holdfast-unfinished: the old version stays. */
  @Override
  public synchronized void setAside(int file, String why) {
    if (state != State.WRITING || deletedByApplication) {
      commit(file);
      return;
    }
    keepUnfinished(file, why);
  }

  private void keepUnfinished(int file, String why) {
    try {
      aside().keepUnfinished(file, why, origin);
    } catch (SaveFailedException failure) {
      closeFailure = failure; // the application believes that it has saved
    } finally {
      end();
    }
  }

  @Override
  public synchronized int reopenOrMinusOne() throws IOException {
    if (state == State.WRITING && !deletedByApplication) {
      return with.fs.open(shadow.home, shadow.name, Access.READ);
    }
    end();
    return -1;
  }

  @Override
  public synchronized void closed() throws IOException {
    IOException failure = closeFailure;
    closeFailure = null;
    if (failure != null) {
      throw failure;
    }
  }

  private Aside aside() {
    return new Aside(with, policy, place, shadow, timing);
  }

  private void end() {
    if (state == State.WRITING) {
      if (publicationFailure == null || publicationFailure.remains() != Remains.DAMAGED) {
        aside().removeShadow(); // else it is all there is, and not under its own name any more
      }
    }
    state = State.DONE;
    with.close(folder, "the folder of " + place);
    if (shadow.isAway() && folder >= 0) {
      with.close(shadow.home, "the folder of " + shadow.place);
    }
    folder = -1;
  }
}
