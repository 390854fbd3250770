package dev.holdfast.core.save;

import dev.holdfast.core.fs.Access;
import dev.holdfast.core.fs.Errors;
import dev.holdfast.core.fs.Place;
import dev.holdfast.core.fs.Stat;
import dev.holdfast.core.save.Opening.Links;
import dev.holdfast.core.save.Opening.Missing;
import dev.holdfast.core.save.Opening.Opened;
import java.io.IOException;

/**
 * Opens a target for a new version that is the old one with changes: in a shadow copy that begins
 * as a copy of it.
 */
final class Changing {
  /** Bytes that an opening may copy: at 1 GB/s that takes 64 ms. */
  static final long COPY_MAX = 64L << 20;

  private final Surroundings with;
  private final Opening opening;

  Changing(Surroundings with) {
    this.with = with;
    this.opening = new Opening(with, Opening.InPlaceBytes.STAY);
  }

  /** Null: stock is to open it, or to refuse. What can't be copied is opened as it is, and told. */
  Opened openOrNull(
      Policy policy, Place named, Access access, int permissions, Missing missing, Links links)
      throws IOException {
    Opening.Seen seen = opening.seenOrNull(policy, named, missing, links);
    if (seen == null) {
      return null;
    }
    Stat old = seen.targetOrNull;
    String whyNot = Opening.isLockLike(seen.place) ? "" : whyNotOrNull(old);
    Opened opened = null;
    if (whyNot == null) {
      opened = opening.openBeside(policy, seen.place, old, access, permissions);
      if (opened == null || old == null || !(opened.file instanceof Save)) {
        return opened;
      }
      whyNot = whyNotFilledOrNull(opened);
    }
    if (whyNot == null) {
      return opened;
    }
    if (!whyNot.isEmpty()) {
      with.observer.tellOnce(
          "copy " + seen.place,
          seen.place
              + " is changed in place and forced when it is closed, not in a copy ('in-place:"
              + " shadow' of "
              + policy
              + "): "
              + whyNot);
    }
    return opening.asItIsOrNull(policy, named, access, permissions, missing, links);
  }

  private static String whyNotOrNull(Stat oldOrNull) {
    return oldOrNull != null && oldOrNull.size() > COPY_MAX
        ? "its " + oldOrNull.size() + " bytes are over the limit of " + COPY_MAX
        : null;
  }

  private String whyNotFilledOrNull(Opened opened) throws IOException {
    boolean filled = false;
    try {
      ((Save) opened.file).copyOldVersion();
      filled = true;
      return null;
    } catch (IOException failure) {
      if (Errors.number(failure) != Errors.EACCES) {
        throw failure;
      }
      return "it can't be read (" + failure.getMessage() + ")";
    } finally {
      if (!filled) {
        opened.file.discard();
        with.close(opened.number, "a shadow copy of " + opened.file.place());
      }
    }
  }
}
