package dev.holdfast.core.fs;

import java.nio.file.LinkOption;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/** The options of a move or copy, read once. */
public final class CopyOptions {
  private final List<Object> options;

  private CopyOptions(List<Object> options) {
    this.options = options;
  }

  /** Null where there is one that the JDK's own doesn't know: it throws, in its own words. */
  public static CopyOptions ofOrNull(Object[] options) {
    List<Object> known = new ArrayList<>();
    for (Object option : options) {
      if (!(option instanceof StandardCopyOption) && option != LinkOption.NOFOLLOW_LINKS) {
        return null;
      }
      known.add(option);
    }
    return new CopyOptions(known);
  }

  /** How a file is moved to another file system. */
  public static Object[] ofMove() {
    return new Object[] {StandardCopyOption.COPY_ATTRIBUTES, LinkOption.NOFOLLOW_LINKS};
  }

  public boolean isAtomic() {
    return options.contains(StandardCopyOption.ATOMIC_MOVE);
  }

  /** An atomic move replaces, whatever else is said. */
  public boolean isReplacing() {
    return isAtomic() || options.contains(StandardCopyOption.REPLACE_EXISTING);
  }

  /** Whether that is all that is said. */
  public boolean isOnlyReplacing() {
    return options.size() == 1 && options.contains(StandardCopyOption.REPLACE_EXISTING);
  }

  /** Of a move: it always does, and doesn't take this for an option of its own. */
  public boolean isKeepingAttributes() {
    return options.contains(StandardCopyOption.COPY_ATTRIBUTES);
  }

  public boolean isFollowingLinks() {
    return !options.contains(LinkOption.NOFOLLOW_LINKS);
  }

  /** The same for a target that doesn't exist. */
  public Object[] withoutReplacing() {
    List<Object> rest = new ArrayList<>(options);
    rest.remove(StandardCopyOption.REPLACE_EXISTING);
    return rest.toArray();
  }
}
