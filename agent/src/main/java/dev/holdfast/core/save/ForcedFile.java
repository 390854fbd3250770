package dev.holdfast.core.save;

import dev.holdfast.core.fs.Access;
import dev.holdfast.core.fs.Place;
import dev.holdfast.core.observe.Event;
import dev.holdfast.core.observe.Timing;
import dev.holdfast.core.save.SaveFailedException.Remains;
import java.io.IOException;

/**
 * A protected file written in place, as stock, and forced when it is closed: appended to, opened
 * without being cut, created exclusively, a lock file, or one in a folder where no shadow copy can
 * be had.
 */
class ForcedFile implements OpenFile {
  private final Surroundings with;
  private final Policy policy;
  private final Place place;
  private final int folder;
  private final Origin origin;
  private final Timing timing = new Timing();
  private Throwable writeFailure;
  private SaveFailedException forceFailure;
  private IOException closeFailure;
  private boolean done;

  /** {@code folder}: open, closed by this. */
  ForcedFile(Surroundings with, Policy policy, Place place, int folder) {
    this.with = with;
    this.policy = policy;
    this.place = place;
    this.folder = folder;
    origin = new Origin(with.abandonment.stack());
  }

  @Override
  public Place place() {
    return place;
  }

  @Override
  public synchronized int folder() {
    return done ? -1 : folder;
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
  public boolean isShadowed() {
    return false;
  }

  @Override
  public synchronized boolean hasFailed() {
    return writeFailure != null || forceFailure != null;
  }

  @Override
  public synchronized void writeFailed(Throwable failure) {
    if (writeFailure == null) {
      writeFailure = failure;
    }
  }

  @Override
  public void wrote(long written, long left) {
    // In place a short write shows as it does with stock; the application has its count.
  }

  @Override
  public void transferred(long written, long left) {
    // As wrote.
  }

  @Override
  public boolean deleted() {
    return false;
  }

  @Override
  public void force(int file) throws IOException {
    forcing(file, Extent.ALL);
  }

  @Override
  public synchronized void forcing(int file, Extent extent) throws IOException {
    if (forceFailure != null) {
      throw forceFailure.again(); // final: whatever a second one says isn't to be believed
    }
    try {
      if (extent == Extent.ALL) {
        with.force(file, timing);
      } else {
        with.forceData(file, timing);
      }
      if (!done) {
        timing.mark();
        with.folderNames.forceWith(folder, place); // its name may be new
        timing.forced();
      }
    } catch (IOException | RuntimeException | Error failure) {
      forceFailure =
          new SaveFailedException(
              "force of the file written in place",
              place.toString(),
              Remains.UNKNOWN,
              policy,
              failure);
      throw forceFailure;
    }
  }

  @Override
  public void lock(DescriptorSwap swap) {
    // It is the real file: the lock excludes others as it is.
  }

  @Override
  public void closing(int file) {
    commit(file); // abandoned or not, it is in its place
  }

  @Override
  public synchronized void commit(int file) {
    if (done) {
      return;
    }
    timing.begin();
    try {
      // After a failed write too: that the write itself has told, as stock, and what the
      // application has made of it since is to be durable.
      force(file);
      with.observer.saved(Event.FORCED_IN_PLACE, policy.toString(), place, timing);
    } catch (IOException failure) {
      closeFailure = failure;
      with.observer.happened(Event.FAILED, policy.toString(), place, failure.getMessage(), timing);
    } finally {
      done = true;
      with.close(folder, "the folder of " + place);
    }
  }

  @Override
  public synchronized void closed() throws IOException {
    IOException failure = closeFailure;
    closeFailure = null;
    if (failure != null) {
      throw failure;
    }
  }

  @Override
  public synchronized void discard() {
    if (!done) {
      done = true;
      with.close(folder, "the folder of " + place);
    }
  }

  @Override
  public void setAside(int file, String why) {
    commit(file); // there is no old version to go back to
  }

  @Override
  public synchronized int reopenOrMinusOne() throws IOException {
    return done ? -1 : with.fs.open(folder, place.name(), Access.WRITE);
  }
}
