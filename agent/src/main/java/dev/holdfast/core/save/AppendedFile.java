package dev.holdfast.core.save;

import dev.holdfast.core.fs.Place;
import dev.holdfast.core.observe.Event;
import java.io.IOException;

/**
 * A protected file opened to append, under {@code append: atomic}: each write call is durable when
 * it returns, and after a crash it is there whole or not at all. The bytes go where the application
 * sends them; see {@link AppendLog}.
 */
final class AppendedFile extends ForcedFile {
  private final Surroundings with;

  /** Held to join a log; never while a log is waited for. */
  private final Object joining = new Object();

  /** Null until the first write, and after the end. */
  private volatile AppendLog logOrNull;

  /** No mark can be made: each write is forced by itself. */
  private volatile boolean unmarked;

  /** Of what was written through a log that it has left since. */
  private volatile IOException lossOrNull;

  /** The descriptor's number, of the latest write. */
  private volatile int number = -1;

  AppendedFile(Surroundings with, Policy policy, Place place, int folder) {
    super(with, policy, place, folder);
    this.with = with;
  }

  int number() {
    return number;
  }

  /**
   * A write call begins. Throws where an earlier one could not be made durable: it must not be
   * made.
   */
  void writing(AppendedWrite write, int descriptor) throws IOException {
    if (descriptor < 0) {
      return; // closed: the write itself says so
    }
    throwIfLost();
    number = descriptor;
    while (!unmarked) {
      AppendLog log = join(descriptor);
      if (log == null || log.begin(write)) {
        return;
      }
      forget(log);
    }
  }

  private void throwIfLost() throws IOException {
    IOException loss = lossOrNull;
    if (loss != null) {
      throw new IOException(loss.getMessage(), loss);
    }
  }

  /** It has been left, by a close or an exit: who writes all the same needs another. */
  private void forget(AppendLog left) {
    synchronized (joining) {
      if (logOrNull == left) {
        logOrNull = null;
      }
    }
  }

  /** Null: it can't be had. */
  private AppendLog join(int descriptor) throws IOException {
    synchronized (joining) {
      if (logOrNull != null || unmarked) {
        return logOrNull;
      }
      try {
        logOrNull = with.appendLogs.join(this, descriptor);
        return logOrNull;
      } catch (SaveFailedException inNoCase) {
        throw inNoCase;
      } catch (IOException failure) {
        unmarked = true;
        tellUnmarked(failure);
        return null;
      }
    }
  }

  private void tellUnmarked(IOException failure) {
    with.observer.tellOnce(
        "unmarked " + place().folder(),
        place()
            + " is forced after each write, but after a crash a half one may stay at its end: no"
            + " mark can be made beside it ("
            + failure.getMessage()
            + ") ("
            + policy()
            + "). Make its folder writable for the application's user.");
  }

  /** A channel's write has ended: so many bytes, or none. */
  @Override
  public void wrote(long written, long left) {
    AppendLog log = logOrNull;
    if (log != null) {
      log.end(Math.max(0, written));
    }
  }

  /** A write call, or a part of it, that was not told otherwise has ended. */
  void writeEnded() {
    AppendLog log = logOrNull;
    if (log != null) {
      log.fail();
    }
  }

  /** A write call is about to return: what it has written is made durable. */
  void appended(int descriptor) throws IOException {
    AppendLog log = logOrNull;
    if (log != null) {
      log.end();
      log.commit();
      with.observer.count(Event.APPENDED, policy().toString());
    } else if (unmarked && descriptor >= 0) {
      super.forcing(descriptor, Extent.DATA);
      with.observer.count(Event.APPENDED_WITHOUT_MARK, policy().toString());
    } else {
      throwIfLost(); // else who has left has made this write durable, too
    }
  }

  @Override
  public synchronized void forcing(int file, Extent extent) throws IOException {
    AppendLog log = logOrNull;
    if (log == null) {
      super.forcing(file, extent);
    } else {
      log.commit(); // what the application forces has been forced, or is now
    }
  }

  @Override
  public synchronized void commit(int file) {
    AppendLog log = logOrNull;
    if (log != null && file != number) {
      log.lost(this); // opened again: the number it was written by may be another file's by now
    }
    super.commit(file);
    leave();
  }

  @Override
  public synchronized void discard() {
    super.discard();
    leave();
  }

  private void leave() {
    AppendLog log = logOrNull;
    if (log == null) {
      return;
    }
    try {
      with.appendLogs.leave(log, this);
    } catch (IOException failure) {
      lossOrNull = failure; // whoever waits for a write still is told
    } finally {
      forget(log);
    }
  }
}
