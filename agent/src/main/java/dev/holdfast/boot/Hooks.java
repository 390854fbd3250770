package dev.holdfast.boot;

import java.io.File;
import java.io.FileDescriptor;
import java.io.IOException;
import java.io.InputStream;
import java.io.SyncFailedException;

/**
 * The only class that woven JDK code calls. Until {@link #start}, and after {@link #stop}, every
 * method answers "as stock".
 *
 * <p>A failure of ours before the application's first byte, or beside its data, never reaches it:
 * the stock behaviour follows, it is said once a cause and counted. A save that could not be
 * committed always does, as an {@link IOException}.
 */
public final class Hooks extends WriteHooks {
  /** Answer of {@code int} and {@code long} hooks: let the stock body run. */
  public static final int STOCK = -1;

  // Bits of options in openingChannel, in the order the JDK's Flags has them.
  public static final int READ = 1;
  public static final int WRITE = 1 << 1;
  public static final int APPEND = 1 << 2;
  public static final int TRUNCATE = 1 << 3;
  public static final int NO_FOLLOW = 1 << 4;
  public static final int CREATE = 1 << 5;
  public static final int CREATE_NEW = 1 << 6;
  public static final int DELETE_ON_CLOSE = 1 << 7;
  public static final int SYNC = 1 << 8;
  public static final int DSYNC = 1 << 9;
  public static final int DIRECT = 1 << 10;

  private Hooks() {}

  /** From now on hooks ask {@code newRuntime}. */
  public static void start(SaveRuntime newRuntime) {
    runtime = newRuntime;
  }

  /** From now on everything is as stock. */
  public static void stop() {
    runtime = SaveRuntime.OFF;
    live = 0;
    appending = 0;
  }

  /** The runtime tells how many descriptors it knows of. */
  public static void live(int count) {
    live = count;
  }

  /** And to how many of them each write is to be durable when it returns. */
  public static void appending(int count) {
    appending = count;
  }

  /** The JVM exits. */
  static void exiting() {
    try {
      runtime.exiting();
    } catch (Throwable failure) {
      failOpen(failure);
    }
  }

  /** One JSON object: what is protected, counters. Never null. */
  public static String status() {
    return runtime.status();
  }

  /** How many failures of ours ended in stock behaviour. */
  public static int failures() {
    return failures;
  }

  /**
   * {@code FileOutputStream.open(String, boolean)}, before the body. True: {@code descriptor} is
   * open now, the body is skipped. False: the body opens {@code name} itself. Throws what stock
   * would where no shadow copy can be had (disk full, no descriptor left): the target is untouched.
   */
  public static boolean openingStream(FileDescriptor descriptor, String name, boolean append)
      throws IOException {
    try {
      return runtime.openingStream(descriptor, name, append);
    } catch (IOException refused) {
      throw refused;
    } catch (Throwable failure) {
      return failOpen(failure) > 0;
    }
  }

  /** {@code RandomAccessFile.open(String, int)}, as {@link #openingStream}. */
  public static boolean openingRandomAccess(FileDescriptor descriptor, String name, int mode)
      throws IOException {
    try {
      return runtime.openingRandomAccess(descriptor, name, mode);
    } catch (IOException refused) {
      throw refused;
    } catch (Throwable failure) {
      return failOpen(failure) > 0;
    }
  }

  /**
   * {@code UnixChannelFactory.open}, before the body: every NIO open. {@code folder} is a
   * descriptor or -1. Not null: an open descriptor that the method returns; null: the body runs.
   */
  public static FileDescriptor openingChannel(int folder, Object path, int options, int mode)
      throws IOException {
    try {
      return (options & (WRITE | APPEND)) == 0
          ? null
          : runtime.openingChannelOrNull(folder, path, options, mode);
    } catch (IOException refused) {
      throw refused;
    } catch (Throwable failure) {
      failOpen(failure);
      return null;
    }
  }

  /** {@code FileChannel.force}, before the body. True: what was written so far is durable. */
  public static boolean forcing(FileDescriptor descriptor, boolean metadata) throws IOException {
    try {
      return live != 0 && runtime.forcing(descriptor, metadata);
    } catch (RuntimeException | Error failure) {
      throw notDone(failure); // stock would force a file that isn't the target
    }
  }

  /** {@code FileDescriptor.sync}, as {@link #forcing}; it may throw only this exception. */
  public static boolean syncing(FileDescriptor descriptor) throws SyncFailedException {
    try {
      return forcing(descriptor, true);
    } catch (SyncFailedException failure) {
      throw failure;
    } catch (IOException failure) {
      SyncFailedException same = new SyncFailedException(failure.getMessage());
      same.initCause(failure);
      throw same;
    }
  }

  /**
   * {@code FileChannel.force} or {@code FileDescriptor.sync} of the JDK's own has succeeded. Told
   * for every file: a rename that follows need not force it again.
   */
  public static void forced(FileDescriptor descriptor) {
    try {
      runtime.forced(descriptor);
    } catch (Throwable ours) {
      failOpen(ours);
    }
  }

  /** {@code FileChannel.lock} or {@code tryLock}, before the body. */
  public static void locking(FileDescriptor descriptor) throws IOException {
    try {
      if (live != 0) {
        runtime.locking(descriptor);
      }
    } catch (RuntimeException | Error failure) {
      throw notDone(failure); // stock would lock a file that nobody else knows
    }
  }

  /**
   * {@code FileChannelImpl.implCloseChannel}, before the body. An interrupted thread closes its
   * channel in the midst of a write: that is no end of a save.
   */
  public static void closingChannel(Object channel, FileDescriptor descriptor) {
    if (live == 0) {
      return;
    }
    try {
      runtime.closingChannel(channel, descriptor);
    } catch (Throwable ours) {
      failOpen(ours);
    }
  }

  /**
   * Before {@code descriptor} is closed: the commit. Does not throw: the descriptor must be closed
   * in any case; {@link #closed} then throws what went wrong.
   */
  public static void closing(FileDescriptor descriptor) {
    if (live == 0) {
      return;
    }
    try {
      runtime.closing(descriptor);
    } catch (Throwable ours) {
      failOpen(ours);
    }
  }

  /** After {@code descriptor} was closed: throws what the commit threw. */
  public static void closed(FileDescriptor descriptor) throws IOException {
    try {
      if (live != 0) {
        runtime.closed(descriptor);
      }
    } catch (RuntimeException | Error failure) {
      throw notDone(failure);
    }
  }

  /** Closing {@code descriptor} failed: throws what the commit threw, if it did. */
  public static void closeFailed(FileDescriptor descriptor, Throwable failure) throws IOException {
    try {
      closed(descriptor);
    } catch (IOException commits) {
      commits.addSuppressed(failure);
      throw commits;
    }
  }

  /** A method of the application that opens files itself is about to return. */
  public static void openerReturns() {
    if (live == 0) {
      return;
    }
    try {
      runtime.openerReturns();
    } catch (Throwable ours) {
      failOpen(ours);
    }
  }

  /** An exception is about to leave a method of the application that opens files itself. */
  public static void openerThrows() {
    if (live == 0) {
      return;
    }
    try {
      runtime.openerThrows();
    } catch (Throwable ours) {
      failOpen(ours);
    }
  }

  /** {@code File.renameTo}, before the body: 1 true, 0 false, {@link #STOCK} the body runs. */
  public static int renaming(File source, File target) {
    try {
      return runtime.renaming(source, target);
    } catch (Throwable failure) {
      return failOpen(failure);
    }
  }

  /** The provider's {@code move}, before the body. True: done. */
  public static boolean moving(Object source, Object target, Object[] options) throws IOException {
    try {
      return runtime.moving(source, target, options);
    } catch (RuntimeException | Error failure) {
      return failOpen(failure) > 0;
    }
  }

  /** The provider's {@code copy}, before the body. True: done. */
  public static boolean copying(Object source, Object target, Object[] options) throws IOException {
    try {
      return runtime.copying(source, target, options);
    } catch (RuntimeException | Error failure) {
      return failOpen(failure) > 0;
    }
  }

  /**
   * {@code Files.copy(InputStream, ...)}: bytes, or {@link #STOCK}. Throws what the stream does.
   */
  public static long copying(InputStream source, Object target, Object[] options)
      throws IOException {
    return runtime.copying(source, target, options);
  }

  /** {@code File.delete}, before the body: 1 true, 0 false, {@link #STOCK} the body runs. */
  public static int deleting(File file) {
    try {
      return runtime.deleting(file);
    } catch (Throwable failure) {
      return failOpen(failure);
    }
  }

  /** The provider's {@code implDelete}, as {@link #deleting(File)}; see {@link #replacing}. */
  public static int deleting(Object path) throws IOException {
    try {
      return runtime.deleting(path);
    } catch (RuntimeException | Error failure) {
      return failOpen(failure);
    }
  }

  /** The next deletion of {@code path} by this thread is followed by a move to that name. */
  public static void replacing(Object path) {
    try {
      runtime.replacing(path);
    } catch (Throwable failure) {
      failOpen(failure);
    }
  }
}
