package dev.holdfast.core.config;

/** A folder that a glob's targets are in or below: where recovery looks for orphans. */
public final class Root {
  /** Only the folder itself. */
  public static final int NONE = 0;

  /** The folder and everything below it. */
  public static final int UNBOUNDED = Integer.MAX_VALUE;

  private final String folder;
  private final String folderWithSlash;
  private final int depth;

  Root(String folder, int depth) {
    this.folder = folder;
    this.folderWithSlash = PathText.withSlash(folder);
    this.depth = depth;
  }

  /** Absolute and normalised, without a slash at its end (but for the root of the file system). */
  public String folder() {
    return folder;
  }

  /** How many levels of folders below it may hold targets, {@link #NONE} to {@link #UNBOUNDED}. */
  public int depth() {
    return depth;
  }

  /**
   * Whether the folder {@code head + path}, up to {@code end}, is this one or near enough below.
   */
  boolean holds(String head, String path, int end) {
    if (end <= folder.length()) {
      return end == folder.length() && PathText.startsWith(head, path, end, folder);
    }
    if (!PathText.startsWith(head, path, end, folderWithSlash)) {
      return false;
    }
    int levels = 1;
    for (int i = folderWithSlash.length(); i < end && levels <= depth; i++) {
      char c = i < head.length() ? head.charAt(i) : path.charAt(i - head.length());
      if (c == '/') {
        levels++;
      }
    }
    return levels <= depth;
  }

  @Override
  public String toString() {
    return folder
        + (depth == NONE ? "" : depth == UNBOUNDED ? " and below" : " and " + depth + " below");
  }
}
