package dev.holdfast.core.save;

import dev.holdfast.core.fs.Access;
import dev.holdfast.core.fs.Errors;
import dev.holdfast.core.fs.Fs;
import dev.holdfast.core.fs.Name;
import dev.holdfast.core.fs.Place;
import dev.holdfast.core.fs.Stat;
import dev.holdfast.core.fs.Trusted;
import dev.holdfast.core.guard.KeptName;
import dev.holdfast.core.observe.Event;
import dev.holdfast.core.observe.Observer;
import dev.holdfast.core.save.SaveFailedException.Remains;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Cuts off what crashes have left of writes that had not returned: what a file that was appended to
 * holds beyond its marks ({@link AppendMark}).
 *
 * <p>A file is cut only while nobody writes to it by a mark of his own. Who writes makes his mark
 * first and then looks whether somebody cuts; who cuts takes the dead marks over, under names of
 * his own, and then looks whether somebody writes. So one of the two sees the other: the writer
 * waits, the other gives the marks back. Of several who cut the first to rename a mark has it. A
 * mark that was taken over by somebody who has ended since is as good as its first owner's.
 *
 * <p>Killed in its midst, and run again, this comes to the same end: what is cut off is kept first,
 * the cut is forced before a mark goes, and the mark that reaches furthest goes last.
 */
public final class TornTails {
  private static final int PRIVATE = 0600;
  private static final long STEP_NANOS = 5_000_000;
  private static final long PATIENCE_NANOS = 10_000_000_000L;
  private static final int LOOKS = 20;

  private final Fs fs;
  private final ShadowName names;
  private final Owner self;
  private final Observer observer;
  private final AtomicInteger failures = new AtomicInteger();

  public TornTails(Fs fs, Owner self, Observer observer) {
    this(fs, new ShadowName(self), observer);
  }

  TornTails(Fs fs, ShadowName names, Observer observer) {
    this.fs = fs;
    this.names = names;
    this.self = names.owner();
    this.observer = observer;
  }

  /** Whether a file of that name is for {@link #recover}. */
  public static boolean isMark(String name) {
    return FoundMark.isMark(name);
  }

  /** How many files could not be dealt with; each has been told. */
  public int failures() {
    return failures.get();
  }

  /**
   * Looks at all marks beside {@code any}, a place in their folder. Throws {@code IOException}
   * where that can't be read; what goes wrong with one file is told, and the others go on.
   */
  public void recover(Place any) throws IOException {
    int folder = fs.openFolder(any);
    try {
      Set<Long> inodes = new HashSet<>();
      for (FoundMark found : FoundMark.in(fs, folder)) {
        if (!found.isReadable) {
          continue; // who has made it finishes it; it counts for the files it may be of
        }
        if (found.markOrNull == null) {
          removeUnfinished(any, folder, found);
        } else if (inodes.add(found.markOrNull.inode)) {
          long inode = found.markOrNull.inode;
          Place target = placeOrNull(any, folder, inode, found.markOrNull.name);
          recover(any, folder, inode, target == null ? null : fs.statOrNull(folder, target.name()));
        }
      }
    } finally {
      fs.close(folder);
    }
  }

  /** Nothing was written yet by the process that was making it. */
  private void removeUnfinished(Place any, int folder, FoundMark found) throws IOException {
    if (!mayLive(any, found)) {
      removeIfThere(folder, fs.name(found.name));
    }
  }

  private boolean mayLive(Place any, FoundMark found) throws IOException {
    return !found.owner.hasEnded(
        self, fs.isLocal(any) ? Owner.OtherBoots.HAVE_ENDED : Owner.OtherBoots.MAY_LIVE);
  }

  /**
   * Looks at the marks of one file beside {@code any}; {@code folder}: theirs, open; {@code
   * fileOrNull}: what the file is, null: it isn't there. What goes wrong is told; the marks are
   * there then for the next one to try.
   */
  void recover(Place any, int folder, long inode, Stat fileOrNull) {
    List<Claim> claims = new ArrayList<>();
    try {
      List<FoundMark> marks = ofFileOrNull(any, folder, inode, fileOrNull);
      if (marks != null
          && !marks.isEmpty()
          && claim(any, folder, inode, fileOrNull, marks, claims)) {
        cut(any, folder, inode, marks, fileOrNull);
        remove(folder, claims);
        claims.clear();
      }
    } catch (IOException failure) {
      failures.incrementAndGet();
      observer.tellOnce(
          "torn tail " + any.folder() + " " + failure.getMessage(),
          "what a crash has left at the end of a file in "
              + any.folder()
              + " can't be cut off yet: "
              + failure.getMessage()
              + ". The next start tries again, or 'recover'.");
    } finally {
      giveBack(any, folder, claims);
    }
  }

  /** All marks of the file; null: somebody may be writing to it, or cutting it. */
  private List<FoundMark> ofFileOrNull(Place any, int folder, long inode, Stat fileOrNull)
      throws IOException {
    List<FoundMark> marks = new ArrayList<>();
    for (FoundMark found : settled(any, folder)) {
      if (!mayBeOf(found, inode, fileOrNull)) {
        continue;
      }
      if (!found.isShut() && mayLive(any, found)) {
        return null;
      }
      if (!found.isReadable) {
        throw new IOException(found.name + ", which may be of it, is not for this user to read");
      }
      if (found.isOf(inode)) {
        marks.add(found);
      }
    }
    return marks;
  }

  private boolean mayBeOf(FoundMark found, long inode, Stat fileOrNull) throws IOException {
    return fileOrNull == null ? found.isOf(inode) : found.mayBeOf(fileOrNull, fs);
  }

  /** The marks in {@code folder}; those that are being made get a moment to be complete. */
  private List<FoundMark> settled(Place any, int folder) throws IOException {
    List<FoundMark> marks = FoundMark.in(fs, folder);
    for (int look = 1; look < LOOKS && isAnyBeingMade(any, marks); look++) {
      LockSupport.parkNanos(STEP_NANOS);
      marks = FoundMark.in(fs, folder);
    }
    return marks;
  }

  private boolean isAnyBeingMade(Place any, List<FoundMark> marks) throws IOException {
    for (FoundMark found : marks) {
      if (found.markOrNull == null && found.isReadable && mayLive(any, found)) {
        return true;
      }
    }
    return false;
  }

  /** A mark that was taken over. */
  private static final class Claim {
    final FoundMark mark;
    final Name name;

    Claim(FoundMark mark, Name name) {
      this.mark = mark;
      this.name = name;
    }
  }

  /** Takes all of them over; false: somebody else does, or has begun to write. */
  private boolean claim(
      Place any, int folder, long inode, Stat fileOrNull, List<FoundMark> marks, List<Claim> claims)
      throws IOException {
    Set<String> ours = new HashSet<>();
    for (FoundMark mark : marks) {
      Name name = fs.name(names.next(ShadowName.Kind.CLAIMED_MARK));
      try {
        fs.replace(folder, fs.name(mark.name), name);
      } catch (IOException failure) {
        if (Errors.number(failure) == Errors.ENOENT) {
          return false;
        }
        throw failure;
      }
      claims.add(new Claim(mark, name));
      ours.add(name.toString());
    }
    for (FoundMark found : settled(any, folder)) {
      if (mayBeOf(found, inode, fileOrNull) && !ours.contains(found.name)) {
        return false;
      }
    }
    return true;
  }

  private void giveBack(Place any, int folder, List<Claim> claims) {
    for (Claim claim : claims) {
      try {
        fs.replace(folder, claim.name, fs.name(claim.mark.name));
      } catch (IOException failure) {
        observer.tellOnce(
            "claim " + any.folder(),
            claim.name
                + " in "
                + any.folder()
                + " can't be given its name back ("
                + failure.getMessage()
                + "): its file is recovered after the end of this process");
      }
    }
  }

  /** The one that reaches furthest last: a shorter one alone would cut what is acknowledged. */
  private void remove(int folder, List<Claim> claims) throws IOException {
    Claim furthest = claims.get(0);
    for (Claim claim : claims) {
      furthest = claim.mark.markOrNull.end > furthest.mark.markOrNull.end ? claim : furthest;
    }
    for (Claim claim : claims) {
      if (claim != furthest) {
        removeIfThere(folder, claim.name);
      }
    }
    if (claims.size() > 1) {
      fs.force(folder);
    }
    removeIfThere(folder, furthest.name);
    fs.force(folder); // one that came back would cut what is written from now on
  }

  private void removeIfThere(int folder, Name name) throws IOException {
    try {
      fs.remove(folder, name);
    } catch (IOException failure) {
      if (Errors.number(failure) != Errors.ENOENT) {
        throw failure;
      }
    }
  }

  private void cut(Place any, int folder, long inode, List<FoundMark> marks, Stat believedOfOrNull)
      throws IOException {
    long end = 0;
    boolean anyOpen = false;
    for (FoundMark mark : marks) {
      end = Math.max(end, mark.markOrNull.end);
      anyOpen |= mark.markOrNull.state == AppendMark.State.OPEN;
    }
    Place target = anyOpen ? placeOrNull(any, folder, inode, marks.get(0).markOrNull.name) : null;
    if (target == null || believedOfOrNull == null) {
      return; // every writer has closed it, or it isn't here any more
    }
    int file = new Trusted(fs).file(folder, target.name(), Access.READ_WRITE);
    try {
      Stat stat = fs.stat(file);
      if (!stat.isSameFile(believedOfOrNull) || stat.owner() != believedOfOrNull.owner()) {
        throw new IOException(target + " was exchanged while it was looked at");
      }
      if (stat.size() > end) {
        cut(target, folder, file, stat.size(), end);
      } else if (stat.size() < end) {
        observer.tellOnce(
            "short " + target,
            target
                + " has "
                + stat.size()
                + " bytes, but "
                + end
                + " were written and forced before a crash: somebody has cut it, or the disk has"
                + " lost them");
      }
      fs.force(file); // also what one has cut who was killed before he forced it
    } finally {
      fs.close(file);
    }
  }

  /** Where the file is by now: logs are renamed while they are written. Null: not here. */
  private Place placeOrNull(Place any, int folder, long inode, String name) throws IOException {
    Place first = fs.beside(any, name);
    if (isFile(folder, first, inode)) {
      return first;
    }
    for (String other : fs.names(folder)) {
      Place place = fs.beside(any, other);
      if (isFile(folder, place, inode)) {
        return place;
      }
    }
    return null;
  }

  private boolean isFile(int folder, Place place, long inode) throws IOException {
    Stat stat = fs.statOrNull(folder, place.name());
    return stat != null && stat.inode() == inode && stat.isRegular();
  }

  private void cut(Place target, int folder, int file, long size, long end) throws IOException {
    Place kept = keepTail(target, folder, file, end);
    fs.truncate(file, end);
    String what =
        "cut from " + size + " to " + end + " bytes: what a crash has left of unfinished writes";
    observer.happened(Event.TORN_TAIL_CUT, "", target, what, null);
    observer.tellOnce("cut " + target, target + " was " + what + " is kept as " + kept);
  }

  private Place keepTail(Place target, int folder, int file, long end) throws IOException {
    Place kept = KeptName.UNFINISHED.of(fs, target);
    Name shadow = fs.name(names.next());
    int copy = fs.create(folder, shadow, Access.WRITE, PRIVATE);
    boolean named = false;
    try {
      try (InputStream in = fs.read(file)) {
        Streams.skip(in, end);
        fs.copy(in, copy);
      }
      fs.force(copy);
      fs.replace(folder, shadow, kept.name());
      named = true;
      fs.force(folder);
    } finally {
      fs.close(copy);
      if (!named) {
        removeIfThere(folder, shadow);
      }
    }
    return kept;
  }

  /**
   * Called with a mark of one's own made: waits until nobody cuts the file any more who may not
   * have seen it. Throws where that doesn't end.
   */
  void awaitCut(Place target, int folder, Stat file, Policy policy) throws IOException {
    long start = System.nanoTime();
    while (isBeingCut(target, folder, file)) {
      if (System.nanoTime() - start > PATIENCE_NANOS) {
        throw new SaveFailedException(
            "wait for the recovery of the file by another process",
            target.toString(),
            Remains.OLD,
            policy,
            new IOException("it has not ended within 10 seconds"));
      }
      LockSupport.parkNanos(STEP_NANOS);
    }
  }

  private boolean isBeingCut(Place target, int folder, Stat file) throws IOException {
    for (FoundMark found : FoundMark.in(fs, folder)) {
      if (found.isClaimed && found.mayBeOf(file, fs) && mayLive(target, found)) {
        return true;
      }
    }
    return false;
  }
}
