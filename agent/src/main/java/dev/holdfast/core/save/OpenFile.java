package dev.holdfast.core.save;

import dev.holdfast.core.fs.Place;
import java.io.IOException;

/**
 * A protected file that the application has open for writing. The {@code file} that methods take is
 * the number of its descriptor; the JDK closes it.
 */
interface OpenFile {
  /**
   * Exchanges the file under an open descriptor, which goes on at the same position; returns the
   * old number, which the caller closes.
   */
  interface DescriptorSwap {
    int replaceBy(int number) throws IOException;
  }

  Place place();

  /** The open folder that the file is in; -1 after the end of the save. */
  int folder();

  Policy policy();

  Origin origin();

  /** Whether a write to it has failed: it won't be published. */
  boolean hasFailed();

  /** Whether the bytes go into a shadow copy that isn't published yet. */
  boolean isShadowed();

  /**
   * The application deletes the target, or what only stock would have of it by now. True: the save
   * won't make it appear again.
   */
  boolean deleted();

  /** A write, truncation or transfer threw. */
  void writeFailed(Throwable failure);

  /** A channel write wrote so many bytes and left so many in its buffer. */
  void wrote(long written, long left);

  /** A channel transfer: as {@link #wrote}, which may have been told of its parts. */
  void transferred(long written, long left);

  /**
   * What is written so far is published; durable on return. Throws {@link SaveRefusedException}
   * where the guards don't let it through; the save goes on.
   */
  void force(int file) throws IOException;

  /** The application is about to lock the file. */
  void lock(DescriptorSwap swap) throws IOException;

  /** What of a file the application forces. */
  enum Extent {
    ALL,
    /** Without times and the like: {@code force(false)}. */
    DATA
  }

  /**
   * The application forces: as {@link #force}, unless an exception has abandoned the save; what the
   * guards refuse is put off to the close.
   */
  void forcing(int file, Extent extent) throws IOException;

  /** The application closes it: as {@link #commit}, unless an exception has abandoned the save. */
  void closing(int file);

  /** The end of the save. What fails is thrown by {@link #closed}. */
  void commit(int file);

  /** After the descriptor was closed: throws what the commit could not do. */
  void closed() throws IOException;

  /** The end without a commit. */
  void discard();

  /** The end of a save that is not whole; {@code why}: what it was, "was still being saved". */
  void setAside(int file, String why);

  /** Opens the file again after the collector closed it; -1: not needed any more. */
  int reopenOrMinusOne() throws IOException;
}
