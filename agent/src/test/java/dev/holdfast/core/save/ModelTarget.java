package dev.holdfast.core.save;

import dev.holdfast.core.fs.FakeDisk;
import java.util.LinkedHashSet;
import java.util.Set;

/** What the promise allows a file to hold, now and after a power cut at this moment. */
final class ModelTarget {
  final String path;
  private final Set<String> allowed = new LinkedHashSet<>();

  /** The stream that writes into the published file, which nothing protects until its close. */
  private ModelSlot writingInPlaceOrNull;

  private boolean unknown;
  private boolean lost;

  ModelTarget(String path, String first) {
    this.path = path;
    allowed.add(first);
  }

  /** A save of {@code content} is about to be published: from now on both are right. */
  void mayBecome(String content) {
    allowed.add(content);
  }

  /** Acknowledged: nothing else is right any more. */
  void is(String content) {
    allowed.clear();
    allowed.add(content);
    writingInPlaceOrNull = null;
    unknown = false;
  }

  /** What was about to be published has failed. */
  void failed(String content, SaveFailedException.Remains remains) {
    switch (remains) {
      case OLD, NONE -> allowed.remove(content);
      // The folder could not be forced: the journal is gone, and with it what was ever forced.
      case UNKNOWN -> lost = true;
      case FORCED -> {
        allowed.remove(content);
        if (writingInPlaceOrNull != null) {
          unknown = true;
        }
      }
      default -> throw new AssertionError(path + ": " + remains + " where nothing is in place");
    }
  }

  void writesInPlace(ModelSlot slot) {
    writingInPlaceOrNull = slot;
  }

  /** Whether the published file is the one that {@code slot} has published and goes on in. */
  boolean isWrittenInPlaceBy(ModelSlot slot) {
    return slot.equals(writingInPlaceOrNull);
  }

  /** After a failure in the published file itself nobody promises what it holds. */
  void isUnknown() {
    unknown = true;
  }

  /** Whether its folder is one that no force helps any more. */
  boolean isLost() {
    return lost;
  }

  private boolean isPromised() {
    return writingInPlaceOrNull == null && !unknown && !lost;
  }

  /** Counts the states; throws where one of them is none that the promise or {@code now} allows. */
  long check(FakeDisk disk, Set<String> now) {
    if (!isPromised()) {
      return 0;
    }
    if (!allowed.contains(disk.text(path))) {
      throw new AssertionError(path + " is '" + disk.text(path) + "', allowed: " + allowed);
    }
    Set<String> worlds = disk.contentsAfterCut(path);
    for (String world : worlds) {
      if (!allowed.contains(world) && !now.contains(world)) {
        throw new AssertionError(
            path + " after a cut: '" + world + "', allowed: " + allowed + ", of " + worlds);
      }
    }
    return worlds.size();
  }
}
