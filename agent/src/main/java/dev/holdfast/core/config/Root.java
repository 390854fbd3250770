package dev.holdfast.core.config;

/** A folder that a glob's targets are in or below: where recovery looks for orphans. */
public final class Root {
  /** Only the folder itself. */
  public static final int NONE = 0;

  /** The folder and everything below it. */
  public static final int UNBOUNDED = Integer.MAX_VALUE;

  private final String folder;
  private final int depth;

  Root(String folder, int depth) {
    this.folder = folder;
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

  @Override
  public String toString() {
    return folder
        + (depth == NONE ? "" : depth == UNBOUNDED ? " and below" : " and " + depth + " below");
  }
}
