package dev.holdfast.core.save;

import dev.holdfast.core.fs.Access;
import dev.holdfast.core.fs.Fs;
import dev.holdfast.core.fs.Place;
import dev.holdfast.core.fs.Stat;
import dev.holdfast.core.observe.Event;
import dev.holdfast.core.save.SaveFailedException.Remains;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;

/**
 * Makes the writes to one file durable, in groups, and keeps its mark.
 *
 * <p>A write goes to the file by the JDK's own O_APPEND write. Before the application hears that it
 * has returned, the file is forced, then the mark that says how far the file is complete, in this
 * order: a mark that came first would vouch for bytes that aren't there. What a crash leaves beyond
 * the mark was never acknowledged, and is cut off ({@link TornTails}).
 *
 * <p>Threads that come while a force is under way wait, and the next force is for all of them: one
 * of them leads. How far the file is complete can only be seen while no write of this process is
 * under way; the leader holds new ones back for that moment, which is not long: writes end.
 */
final class AppendLog {
  private final Surroundings with;
  private final Fs fs;
  private final Policy policy;
  private final Place place;

  /** Of the inode. */
  final String key;

  /** How many open files write to it, or are about to; guarded by {@link AppendLogs}. */
  int users;

  // All that follows is guarded by this.
  private int file = -1;
  private int folder = -1;
  private OpenMark mark;

  /** The open files that write to it. */
  private final List<AppendedFile> members = new ArrayList<>();

  private final IdentityHashMap<Thread, AppendedWrite> writing = new IdentityHashMap<>();

  /** Writes that have failed and are being cut off: until then nobody may write behind them. */
  private int failing;

  /** Those that have written since the last look at how far the file is complete. */
  private final List<AppendedFile> written = new ArrayList<>();

  /** The size is asked, not the descriptors: one doesn't show how far it has written. */
  private boolean positional;

  /** Where the latest complete write of this process ends, as far as it is known without a look. */
  private long end;

  /** Write calls that have ended, and how many of them are durable. */
  private long completed;

  private long committed;
  private Thread leaderOrNull;
  private boolean heldBack;
  private SaveFailedException failureOrNull;

  AppendLog(Surroundings with, Policy policy, Place place, String key) {
    this.with = with;
    this.fs = with.fs;
    this.policy = policy;
    this.place = place;
    this.key = key;
  }

  /** Makes the mark, unless that is done; {@code number}: the file, open. On throw: nothing is. */
  synchronized void start(int number) throws IOException {
    if (mark != null) {
      return;
    }
    int openedFolder = with.openFolder(place);
    try {
      Stat stat = fs.stat(number);
      // What a crash has left must go before anything is written behind it.
      with.tornTails.recover(place, openedFolder, stat.inode(), stat);
      OpenMark made = OpenMark.create(with, openedFolder, place, number);
      try {
        with.folderNames.force(place);
        with.tornTails.awaitCut(place, openedFolder, stat, policy);
        // One of its own: the application may close its descriptor while another thread waits for
        // a force. Last: closing it would drop the locks that the application holds on the file.
        file = fs.openAgain(number, Access.APPEND);
        mark = made;
      } finally {
        if (mark == null) {
          made.end(with, place);
          made.close(with, place);
        }
      }
    } finally {
      if (mark == null) {
        with.close(openedFolder, "the folder of " + place);
      }
    }
    folder = openedFolder;
    end = mark.end();
  }

  synchronized void enter(AppendedFile member) {
    members.add(member);
  }

  /** The calling thread's write begins. False: its file has left, and must join once more. */
  synchronized boolean begin(AppendedWrite write) throws IOException {
    Thread self = Thread.currentThread();
    if (self == leaderOrNull) {
      return true; // what we say ourselves goes to this file: it can't wait for itself
    }
    Patience patience = new Patience(this);
    while (heldBack || failing > 0) {
      patience.await();
    }
    patience.end();
    if (failureOrNull != null) {
      throw failureOrNull.again();
    }
    if (!members.contains(write.file)) {
      return false;
    }
    writing.put(self, write);
    return true;
  }

  /** The calling thread's write has ended: all of it. */
  synchronized void end() {
    AppendedWrite write = writing.get(Thread.currentThread());
    if (write != null) {
      end(write.length);
    }
  }

  /** The calling thread's write has ended: so many bytes. */
  synchronized void end(long bytes) {
    AppendedWrite write = writing.remove(Thread.currentThread());
    if (write == null) {
      return;
    }
    notifyAll();
    if (bytes == 0) {
      return;
    }
    completed++;
    end += bytes;
    positional |= write.isPositional;
    if (!written.contains(write.file)) {
      written.add(write.file);
    }
  }

  /**
   * The calling thread's write has failed, perhaps half-way: what it has left at the end of the
   * file is cut off, unless others have written behind it.
   */
  synchronized void fail() {
    AppendedWrite write = writing.remove(Thread.currentThread());
    if (write == null) {
      return;
    }
    failing++;
    try {
      Patience patience = new Patience(this);
      while (!writing.isEmpty()) {
        patience.await();
      }
      patience.end();
      cutOff(write);
    } catch (IOException failure) {
      with.observer.tellOnce(
          "half write " + place,
          "a write to "
              + place
              + " has failed, and a part of it may stay in the file: it can't be cut off ("
              + failure.getMessage()
              + ") ("
              + policy
              + ")");
    } finally {
      failing--;
      notifyAll();
    }
  }

  private void cutOff(AppendedWrite write) throws IOException {
    long size = fs.stat(file).size();
    if (size <= end || size - end >= write.length) {
      return;
    }
    byte[] tail = new byte[(int) (size - end)];
    try (InputStream in = fs.read(file)) {
      Streams.skip(in, end);
      Streams.read(in, tail);
    }
    if (write.hasBegunWith(tail)) { // else somebody else has written, too
      fs.truncate(file, end);
      fs.force(file); // the mark may go before the next write
    }
  }

  /** {@code appended} is closed, and what it wrote can't be seen by it any more. */
  synchronized void lost(AppendedFile appended) {
    positional |= written.remove(appended);
  }

  /**
   * Makes durable what has ended so far, of all threads. Throws where that failed, now or before:
   * for good, as no second force may be believed. An interrupt is not lost, and ends nothing.
   */
  void commit() throws IOException {
    if (isLeading()) {
      return;
    }
    Patience patience = new Patience(this);
    long target = completed();
    try {
      while (!isDurable(target, patience)) {
        lead(patience);
      }
    } finally {
      patience.end();
    }
  }

  /**
   * {@code member} writes no more: what it has written is made durable first. Throws where it is
   * not; it has left all the same.
   */
  void leave(AppendedFile member) throws IOException {
    try {
      do {
        awaitWritesOf(member);
        commit();
      } while (!isLeft(member));
    } finally {
      leftForGood(member);
    }
  }

  private synchronized void awaitWritesOf(AppendedFile member) {
    Patience patience = new Patience(this);
    while (isWriting(member)) {
      patience.await();
    }
    patience.end();
  }

  private boolean isWriting(AppendedFile member) {
    for (AppendedWrite write : writing.values()) {
      if (write.file == member) {
        return true;
      }
    }
    return false;
  }

  private synchronized boolean isLeft(AppendedFile member) {
    return committed == completed && !isWriting(member) && members.remove(member);
  }

  private synchronized void leftForGood(AppendedFile member) {
    members.remove(member);
  }

  private synchronized boolean isLeading() {
    return Thread.currentThread() == leaderOrNull;
  }

  private synchronized long completed() {
    return completed;
  }

  /** False: the calling thread leads the next group. */
  private synchronized boolean isDurable(long target, Patience patience) throws IOException {
    while (true) {
      if (committed >= target) {
        return true;
      }
      if (failureOrNull != null) {
        throw failureOrNull.again();
      }
      if (leaderOrNull == null) {
        leaderOrNull = Thread.currentThread();
        return false;
      }
      patience.await();
    }
  }

  private void lead(Patience patience) {
    Throwable failureOrNone = null;
    long group = 0;
    try {
      long complete;
      synchronized (this) {
        heldBack = true;
        try {
          while (!writing.isEmpty() || failing > 0) {
            patience.await();
          }
          complete = lookHowFar();
          group = completed;
        } finally {
          heldBack = false;
          notifyAll();
        }
      }
      Stat before = with.lookOrNull(file);
      fs.forceData(file);
      with.rememberForced(file, before);
      mark.advance(complete);
      with.observer.count(Event.APPEND_GROUP, policy.toString());
    } catch (IOException | RuntimeException | Error failure) {
      failureOrNone = failure;
    } finally {
      ended(group, failureOrNone);
    }
  }

  private synchronized void ended(long group, Throwable failureOrNone) {
    leaderOrNull = null;
    if (failureOrNone == null) {
      committed = group;
    } else {
      failureOrNull =
          new SaveFailedException(
              "force of what was appended",
              place.toString(),
              Remains.UNKNOWN,
              policy,
              failureOrNone);
    }
    notifyAll();
  }

  /** Bytes up to the end of the last complete write; none is under way. */
  private long lookHowFar() throws IOException {
    long size = fs.stat(file).size();
    long latest = positional || written.isEmpty() ? size : 0;
    for (AppendedFile one : written) {
      latest = Math.max(latest, fs.position(one.number()));
    }
    written.clear();
    end = Math.min(latest, size); // less where a failed write was cut off, or others have cut
    return end;
  }

  /** All who wrote have left. */
  synchronized void finish() {
    if (mark == null) {
      return;
    }
    try {
      if (failureOrNull == null) {
        mark.end(with, place);
      } // else it stays as it is: what lies beyond it was not acknowledged
    } catch (IOException failure) {
      with.observer.tellOnce(
          "mark " + place,
          "the mark of "
              + place
              + " can't be ended ("
              + failure.getMessage()
              + "); the next start will");
    } finally {
      mark.close(with, place);
      with.close(file, place.toString());
      with.close(folder, "the folder of " + place);
    }
  }
}
