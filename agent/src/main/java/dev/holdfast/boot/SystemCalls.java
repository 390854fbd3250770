package dev.holdfast.boot;

import java.io.FileDescriptor;
import java.io.IOException;

/**
 * The file-system calls that the JDK has but keeps to itself. Implemented by classes generated into
 * java.base at start, so that a call is a plain method call: no reflection, no security check.
 *
 * <p>A {@code path} is a path of the default file system ({@code sun.nio.fs.UnixPath}); a {@code
 * name} is the bytes of one, relative to the {@code folder} descriptor. Every method throws {@link
 * Errno} and has then done nothing, unless it says otherwise.
 */
public interface SystemCalls {
  /** Places in the array that {@link #stat} and {@link #fstat} return. */
  int DEVICE = 0;

  int INODE = 1;

  /** Type and permission bits, as st_mode. */
  int MODE = 2;

  int LINKS = 3;
  int OWNER = 4;
  int GROUP = 5;
  int SIZE = 6;

  /** Last modification and last access, nanoseconds since the epoch as exact as the JDK tells. */
  int MODIFIED_NANOS = 7;

  int ACCESSED_NANOS = 8;

  /** Last change of content or of attributes; nobody can set it. */
  int CHANGED_NANOS = 9;

  int STAT_LENGTH = 10;

  /** open(2); the caller closes. */
  int open(Object path, int flags, int mode) throws IOException;

  /** openat(2); the caller closes. */
  int openat(int folder, byte[] name, int flags, int mode) throws IOException;

  /** close(2). The descriptor is gone, whether this throws or not. */
  void close(int descriptor) throws IOException;

  /** renameat(2). */
  void renameat(int fromFolder, byte[] from, int toFolder, byte[] to) throws IOException;

  /** rename(2). */
  void rename(Object from, Object to) throws IOException;

  /** link(2): one more name of a file; of a symbolic link itself. */
  void link(Object existing, Object name) throws IOException;

  /** unlinkat(2), of a file. */
  void unlinkat(int folder, byte[] name) throws IOException;

  /** mkdir(2); the kernel takes the umask off {@code mode}. */
  void mkdir(Object path, int mode) throws IOException;

  /** rmdir(2). */
  void rmdir(Object path) throws IOException;

  /** The bytes a symbolic link holds: readlink(2). */
  byte[] readlink(Object path) throws IOException;

  /** stat(2). */
  long[] stat(Object path) throws IOException;

  /** lstat(2): of a symbolic link itself. */
  long[] lstat(Object path) throws IOException;

  /** fstatat(2) with AT_SYMLINK_NOFOLLOW; {@code name} is a path of one element. */
  long[] lstatat(int folder, Object name) throws IOException;

  /** fstat(2). */
  long[] fstat(int descriptor) throws IOException;

  /** fchmod(2), permission bits only. */
  void fchmod(int descriptor, int mode) throws IOException;

  /** fchown(2). */
  void fchown(int descriptor, int owner, int group) throws IOException;

  /**
   * Sets both times: futimens(2), or futimes(3) on JVMs that have only that (microseconds; the rest
   * is cut off).
   */
  void setTimes(int descriptor, long accessedNanos, long modifiedNanos) throws IOException;

  /** flistxattr(2) into {@code length} bytes at {@code address}; returns the bytes used. */
  int listAttributes(int descriptor, long address, int length) throws IOException;

  /** fgetxattr(2) into {@code length} bytes at {@code address}; returns the value's length. */
  int getAttribute(int descriptor, byte[] name, long address, int length) throws IOException;

  /** fsetxattr(2). */
  void setAttribute(int descriptor, byte[] name, long address, int length) throws IOException;

  /** fremovexattr(2). */
  void removeAttribute(int descriptor, byte[] name) throws IOException;

  /** Where the memory of a direct buffer starts. */
  long address(Object directBuffer);

  /** The bytes of {@code path} as system calls take them, without a closing zero. */
  byte[] bytes(Object path);

  /**
   * fsync(2), or fdatasync(2) without {@code metadata} (F_FULLFSYNC on macOS), by the route that an
   * interrupted thread does not break. Returns false where a signal interrupted it (EINTR) and it
   * must be called again; throws {@code IOException} with the system's words where it failed.
   */
  boolean force(FileDescriptor descriptor, boolean metadata) throws IOException;

  /** Where {@code descriptor} stands in its file: lseek(2) of nothing. */
  long position(FileDescriptor descriptor) throws IOException;

  /** ftruncate(2). Returns false where it must be called again, as {@link #force}. */
  boolean truncate(FileDescriptor descriptor, long size) throws IOException;

  /**
   * pwrite(2) of {@code length} bytes at {@code address}; returns how many were written, negative
   * where it must be called again. Where the descriptor stands is not changed.
   */
  int write(FileDescriptor descriptor, long address, int length, long position) throws IOException;

  /** The number in {@code descriptor}; -1 if it is closed. */
  int number(FileDescriptor descriptor);

  /** Notes that each write to {@code descriptor} goes to the end of its file: since 9. */
  void setAppending(FileDescriptor descriptor);

  /** Makes {@code descriptor} stand for {@code number}; a cleaner registered before is kept. */
  void setNumber(FileDescriptor descriptor, int number);

  /**
   * Makes an open {@code descriptor}, which may have a cleaner (11+), stand for another {@code
   * number}; the cleaner closes the new one. The caller closes the old one.
   */
  void replaceNumber(FileDescriptor descriptor, int number);

  /** Runs {@code hook} at exit after the application's own shutdown hooks and deletions on exit. */
  void atExit(Runnable hook);
}
