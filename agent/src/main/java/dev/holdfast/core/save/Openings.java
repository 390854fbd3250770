package dev.holdfast.core.save;

import dev.holdfast.boot.Hooks;
import dev.holdfast.core.fs.Access;
import dev.holdfast.core.fs.Errors;
import dev.holdfast.core.fs.Fs;
import dev.holdfast.core.fs.Place;
import dev.holdfast.core.observe.Event;
import dev.holdfast.core.save.Opening.Links;
import dev.holdfast.core.save.Opening.Missing;
import java.io.IOException;

/**
 * What the ways in which an application opens files for writing mean to the rules. Null: stock is
 * to open it. Throws what stock would.
 */
final class Openings {
  /** Of RandomAccessFile; as io_util.h of the JDK has them. */
  private static final int RANDOM_WRITE = 2;

  private static final int RANDOM_SYNC = 4;
  private static final int RANDOM_DSYNC = 8;

  private static final int AS_STREAMS_CREATE = 0666;

  private final Surroundings with;
  private final Fs fs;
  private final Protection protection;
  private final Names names;
  private final Deletions deletions;
  private final Opening opening;
  private final Changing changing;
  private final Opening unforcedOpening;
  private final Changing unforcedChanging;

  Openings(Surroundings with, Protection protection, Deletions deletions, Names names) {
    this.with = with;
    this.fs = with.fs;
    this.protection = protection;
    this.deletions = deletions;
    this.names = names;
    opening = new Opening(with);
    changing = new Changing(with);
    Surroundings unforced = with.unforced();
    unforcedOpening = new Opening(unforced);
    unforcedChanging = new Changing(unforced);
  }

  /** {@code FileOutputStream.open(name, append)}. */
  Opening.Opened streamOrNull(String name, boolean append) throws IOException {
    Policy policy = protection.policyOrNull(name);
    Place place = policy == null ? null : fs.placeOrNull(name);
    if (place == null) {
      return null;
    }
    try {
      if (deletions.isTakenBack(place)) {
        return opening(policy)
            .wholeAnewOrNull(
                policy, place, append ? Access.APPEND : Access.WRITE, AS_STREAMS_CREATE);
      }
      return append
          ? appendedOrNull(
              policy, place, Access.APPEND, AS_STREAMS_CREATE, Missing.CREATED, Links.FOLLOWED)
          : opening(policy)
              .wholeOrNull(
                  policy, place, Access.WRITE, AS_STREAMS_CREATE, Missing.CREATED, Links.FOLLOWED);
    } catch (IOException failure) {
      throw Errors.ofStream(name, failure);
    }
  }

  /** {@code RandomAccessFile.open(name, mode)}. */
  Opening.Opened randomAccessOrNull(String name, int mode) throws IOException {
    Policy policy = (mode & RANDOM_WRITE) == 0 ? null : protection.policyOrNull(name);
    Place place = policy == null ? null : fs.placeOrNull(name);
    if (place == null) {
      return null;
    }
    Access access = Access.READ_WRITE;
    if ((mode & RANDOM_SYNC) != 0) {
      access = Access.READ_WRITE_SYNC;
    } else if ((mode & RANDOM_DSYNC) != 0) {
      access = Access.READ_WRITE_DSYNC;
    }
    try {
      if (deletions.isTakenBack(place)) {
        return opening(policy).wholeAnewOrNull(policy, place, access, AS_STREAMS_CREATE);
      }
      names.publishBeforeOpen(place);
      if (policy.inPlace() == Policy.InPlace.PASS) {
        with.observer.count(Event.PASSED_RANDOM_ACCESS, policy.toString());
        return null;
      }
      return changedOrNull(
          policy, place, access, AS_STREAMS_CREATE, Missing.CREATED, Links.FOLLOWED);
    } catch (IOException failure) {
      throw Errors.ofStream(name, failure);
    }
  }

  /** {@code UnixChannelFactory.open}; {@code options}: those of {@link Hooks}. */
  Opening.Opened channelOrNull(int folder, Object path, int options, int mode) throws IOException {
    if (folder < 0 && protection.policyOrNull(path.toString()) == null) {
      return null;
    }
    Place place = fs.placeOrNull(folder, path);
    Policy policy = place == null ? null : protection.policyOrNull(place.toString());
    if (policy == null) {
      return null;
    }
    try {
      return channelOrNull(policy, place, options, mode);
    } catch (IOException failure) {
      throw Errors.ofPath(path.toString(), null, failure);
    }
  }

  private Opening.Opened channelOrNull(Policy policy, Place place, int options, int mode)
      throws IOException {
    if ((options & (Hooks.DELETE_ON_CLOSE | Hooks.DIRECT)) != 0) {
      names.publishBeforeOpen(place);
      with.observer.count(Event.PASSED_SPECIAL, policy.toString());
      return null;
    }
    if ((options & (Hooks.CREATE_NEW | Hooks.CREATE)) != 0 && deletions.isTakenBack(place)) {
      return opening(policy).wholeAnewOrNull(policy, place, access(options), mode);
    }
    if ((options & Hooks.CREATE_NEW) != 0) {
      names.publishBeforeOpen(place); // with stock it is there already, and this fails
      return opening(policy).exclusiveOrNull(policy, place, access(options), mode);
    }
    Missing missing = (options & Hooks.CREATE) == 0 ? Missing.ERROR : Missing.CREATED;
    Links links = (options & Hooks.NO_FOLLOW) == 0 ? Links.FOLLOWED : Links.ERROR;
    if ((options & Hooks.APPEND) != 0) {
      return appendedOrNull(policy, place, access(options), mode, missing, links);
    }
    if ((options & Hooks.TRUNCATE) != 0) {
      return opening(policy).wholeOrNull(policy, place, access(options), mode, missing, links);
    }
    names.publishBeforeOpen(place);
    if (policy.inPlace() == Policy.InPlace.PASS) {
      with.observer.count(Event.PASSED_WITHOUT_TRUNCATION, policy.toString());
      return null;
    }
    return changedOrNull(policy, place, access(options), mode, missing, links);
  }

  /** Opened as it is, for pieces of it to be changed. */
  private Opening.Opened changedOrNull(
      Policy policy, Place place, Access access, int permissions, Missing missing, Links links)
      throws IOException {
    return policy.inPlace() == Policy.InPlace.SHADOW && !names.open().isOpen(place)
        ? changing(policy).openOrNull(policy, place, access, permissions, missing, links)
        : opening(policy).asItIsOrNull(policy, place, access, permissions, missing, links);
  }

  private Opening.Opened appendedOrNull(
      Policy policy, Place place, Access access, int permissions, Missing missing, Links links)
      throws IOException {
    names.publishBeforeOpen(place);
    if (policy.appends() == Policy.Appends.PASS) {
      with.observer.count(Event.PASSED_APPEND, policy.toString());
      return null;
    }
    return opening(policy).asItIsOrNull(policy, place, access, permissions, missing, links);
  }

  private Opening opening(Policy policy) {
    return policy.survives() == Policy.Survives.POWER_LOSS ? opening : unforcedOpening;
  }

  private Changing changing(Policy policy) {
    return policy.survives() == Policy.Survives.POWER_LOSS ? changing : unforcedChanging;
  }

  private static Access access(int options) {
    if ((options & Hooks.APPEND) != 0) { // never with READ: the JDK refuses that
      return of(options, Access.APPEND, Access.APPEND_SYNC, Access.APPEND_DSYNC);
    }
    return (options & Hooks.READ) != 0
        ? of(options, Access.READ_WRITE, Access.READ_WRITE_SYNC, Access.READ_WRITE_DSYNC)
        : of(options, Access.WRITE, Access.WRITE_SYNC, Access.WRITE_DSYNC);
  }

  private static Access of(int options, Access plain, Access sync, Access dsync) {
    if ((options & Hooks.SYNC) != 0) {
      return sync;
    }
    return (options & Hooks.DSYNC) != 0 ? dsync : plain;
  }
}
