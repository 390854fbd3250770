package dev.holdfast.core.save;

import dev.holdfast.core.fs.Access;
import dev.holdfast.core.fs.Place;
import dev.holdfast.core.observe.Event;
import dev.holdfast.core.save.SaveFailedException.Remains;
import java.io.IOException;

/**
 * A protected file written in place, as stock, and forced when it is closed: created exclusively, a
 * lock file, or one in a folder where no shadow copy can be had.
 */
final class ForcedFile implements OpenFile {
  private final Surroundings with;
  private final Policy policy;
  private final Place place;
  private final int folder;
  private final Origin origin = new Origin();
  private Throwable writeFailure;
  private IOException closeFailure;
  private boolean done;

  /** {@code folder}: open, closed by this. */
  ForcedFile(Surroundings with, Policy policy, Place place, int folder) {
    this.with = with;
    this.policy = policy;
    this.place = place;
    this.folder = folder;
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
    return writeFailure != null;
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
  public boolean deletedUnseen() {
    return false;
  }

  @Override
  public synchronized void force(int file) throws IOException {
    try {
      forceAll(file);
    } catch (IOException failure) {
      writeFailed(failure); // final: not tried again at close
      throw failure;
    }
  }

  private void forceAll(int file) throws IOException {
    try {
      with.fs.force(file);
      with.fs.force(folder); // its name may be new
    } catch (IOException failure) {
      throw new SaveFailedException(
          "force of the file written in place", place.toString(), Remains.UNKNOWN, policy, failure);
    }
  }

  @Override
  public void lock(DescriptorSwap swap) {
    // It is the real file: the lock excludes others as it is.
  }

  @Override
  public synchronized void commit(int file) {
    if (done) {
      return;
    }
    done = true;
    try {
      if (writeFailure == null) {
        forceAll(file);
        with.forcedFiles.forced(with.fs.stat(file));
      } // else the application has been told by the write itself, as stock
      with.observer.count(Event.FORCED_IN_PLACE);
    } catch (IOException failure) {
      closeFailure = failure;
      with.observer.count(Event.FAILED);
    } finally {
      closeFolder();
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
      closeFolder();
    }
  }

  @Override
  public void setAside(int file) {
    commit(file); // there is no old version to go back to
  }

  @Override
  public synchronized int reopenOrMinusOne() throws IOException {
    return done ? -1 : with.fs.open(folder, place.name(), Access.WRITE);
  }

  private void closeFolder() {
    try {
      with.fs.close(folder);
    } catch (IOException failure) {
      with.observer.tellOnce("close", "closing the folder of " + place + " failed: " + failure);
    }
  }
}
