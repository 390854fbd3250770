package libraries;

import java.io.File;

/** What a library saves, by its own calls. Keeps nothing open between two calls. */
public interface Library {
  /**
   * Makes version {@code version}, from 1, what the files in {@code folder} hold; the version before
   * it is there, or nothing. The save is over when this returns.
   */
  void save(File folder, int version) throws Exception;

  /** The version that the files in {@code folder} hold. Throws where they aren't one, whole. */
  int load(File folder) throws Exception;
}
