package dev.holdfast.core.guard;

import dev.holdfast.core.fs.Fs;
import dev.holdfast.core.fs.Name;
import dev.holdfast.core.fs.Place;
import dev.holdfast.core.fs.Stat;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The earlier versions beside one target: NAME.holdfast-previous.1, the newest, to .N.
 *
 * <p>Method: room is made from the oldest on, one rename a version, so that at no moment a name is
 * taken from a version that has no other. A gap ends the shift; without one the oldest takes a name
 * of a shadow copy, and is removed only when the save has succeeded: until then all of it can be
 * taken back. Versions above N, left from a larger N, are never touched.
 */
public final class PreviousVersions {
  /** More than anybody keeps; what is above is none of ours. */
  private static final int NUMBER_MAX = 10_000;

  private final Fs fs;
  private final Place target;
  private final int folder;
  private final int most;
  private final Name spare;

  /** The gap that the shift began at. */
  private int gap;

  /** The name that is free now. */
  private int free;

  private boolean oldestIsSpare;

  /** {@code most}: N; {@code spare}: a name for the oldest, of a shadow copy not there yet. */
  public PreviousVersions(Fs fs, Place target, int folder, int most, Name spare) {
    this.fs = fs;
    this.target = target;
    this.folder = folder;
    this.most = most;
    this.spare = spare;
  }

  private Name name(int number) {
    return KeptName.ofPrevious(fs, target, number).name();
  }

  public Name newest() {
    return name(1);
  }

  /** Whether {@code place} is one of the names that room is made among. */
  public boolean contain(Place place) {
    if (place.isBeside(target)) {
      for (int number = 1; number <= most; number++) {
        if (name(number).equals(place.name())) {
          return true;
        }
      }
    }
    return false;
  }

  /** Frees the name of the newest. Where this throws it is to be taken back. */
  public void makeRoom() throws IOException {
    int first = 1;
    while (first <= most && isTaken(first)) {
      first++;
    }
    if (first > most) {
      fs.replace(folder, name(most), spare);
      oldestIsSpare = true;
      first = most;
    }
    gap = first;
    free = first;
    while (free > 1) {
      fs.replace(folder, name(free - 1), name(free));
      free--;
    }
  }

  private boolean isTaken(int number) throws IOException {
    return fs.statOrNull(folder, name(number)) != null;
  }

  /** Where room was made: what was the newest until then; null if there was none. */
  public Name formerNewestOrNull() {
    if (gap > 1) {
      return name(2);
    }
    return oldestIsSpare ? spare : null;
  }

  /** The save has failed: all have their names again. The name of the newest is free. */
  public void takeBack() throws IOException {
    while (free < gap) {
      fs.replace(folder, name(free + 1), name(free));
      free++;
    }
    if (oldestIsSpare) {
      fs.replace(folder, spare, name(most));
      oldestIsSpare = false;
    }
  }

  /** What has become of the oldest, in words, as long as it has no name of its own. */
  public String whereOldestIs() {
    return oldestIsSpare ? ", the oldest is " + spare + " until the next start" : "";
  }

  /** The save has succeeded: the oldest goes, if there is one too many. */
  public void dropOldest() throws IOException {
    if (oldestIsSpare) {
      oldestIsSpare = false;
      fs.remove(folder, spare);
    }
  }

  /** Which of them are {@code file} itself, by another name. */
  public List<Name> linksOf(Stat file) throws IOException {
    List<Name> links = new ArrayList<>();
    for (int number = 1; number <= NUMBER_MAX; number++) {
      Name name = name(number);
      Stat stat = fs.statOrNull(folder, name);
      if (stat == null && number > most) {
        break;
      }
      if (stat != null && stat.isSameFile(file)) {
        links.add(name);
      }
    }
    return links;
  }
}
