package dev.holdfast.core.fs;

import java.io.FileDescriptor;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;

/**
 * The seam: the file-system calls that a save is made of, and no others. A {@code folder} or {@code
 * file} is the number of an open descriptor, which the caller closes. A failed call has done
 * nothing, unless it says otherwise, and throws {@link dev.holdfast.boot.Errno}.
 */
public interface Fs {
  /** Where {@code path} is; null where it has no name in a folder, or is no path of this system. */
  Place placeOrNull(String path);

  /** The same for a path object of java.nio.file; null where it isn't of the default system. */
  Place placeOrNull(Object path);

  /**
   * The same for a path that starts at an open {@code folder} (SecureDirectoryStream) unless that
   * is -1.
   */
  Place placeOrNull(int folder, Object path);

  /** The place of {@code name} (ASCII, ours) beside {@code sibling}. */
  Place beside(Place sibling, String name);

  /** The place of {@code name}, whatever its bytes, beside {@code sibling}. */
  Place beside(Place sibling, Name name);

  /** The place of the folder that {@code place} is in; null: it is the root. */
  Place folderPlaceOrNull(Place place);

  /** A name of ours; ASCII. */
  Name name(String ascii);

  /**
   * Where the file that {@code place} means really is: symbolic links at its end followed, up to
   * the first that dangles or is one of the kernel's own (/proc). Throws {@code IOException} after
   * 40 links.
   */
  Place resolve(Place place) throws IOException;

  /**
   * Whether the file system is one of this machine's own disks: no other machine can write there.
   */
  boolean isLocal(Place place) throws IOException;

  /** The user whom the files that this process makes belong to: its effective one. */
  int user() throws IOException;

  /** The same files, but {@link #force} and {@link #forceData} do nothing. */
  Fs withoutForces();

  /** Opens a folder, for {@link #force(int)} and as the start of names. */
  int openFolder(Place fileInIt) throws IOException;

  /** Creates a file that must not exist; the kernel takes the umask off {@code permissions}. */
  int create(int folder, Name name, Access access, int permissions) throws IOException;

  /** Opens a file that exists, as it is. */
  int open(int folder, Name name, Access access) throws IOException;

  /** Opens as stock does: created if missing, cut to nothing. */
  int openTruncated(int folder, Name name, Access access, int permissions) throws IOException;

  /** Created if missing, else as it is. */
  int openOrCreate(int folder, Name name, Access access, int permissions) throws IOException;

  /** lstat(2); null: there is none. */
  Stat statOrNull(int folder, Name name) throws IOException;

  /** lstat(2) by path; null: there is none. */
  Stat statOrNull(Place place) throws IOException;

  /** stat(2) of the folder that {@code place} is in; null: there is none. */
  Stat folderOrNull(Place place) throws IOException;

  Stat stat(int file) throws IOException;

  void setOwner(int file, int owner, int group) throws IOException;

  void setPermissions(int file, int permissions) throws IOException;

  /** All extended attributes, ACLs among them; empty where the file system has none. */
  Map<String, byte[]> attributes(int file) throws IOException;

  void setAttribute(int file, String name, byte[] value) throws IOException;

  void removeAttribute(int file, String name) throws IOException;

  /**
   * Sets the times to what they are. A watcher that waits for ENTRY_MODIFY hears of it; it does not
   * hear of a rename (seen on 8, 17, 25).
   */
  void touch(int file) throws IOException;

  /**
   * Forces what was written to the file, or the names in the folder, to stable storage: fsync(2).
   * On return it is there. On throw nobody knows, and no second call on this file may be believed.
   */
  void force(int fileOrFolder) throws IOException;

  /**
   * As {@link #force}, without what isn't needed to read the data back (times): fdatasync(2), which
   * may save a write of the file system's journal.
   */
  void forceData(int file) throws IOException;

  /** {@code file} goes on where {@code other}, an open descriptor too, is in its own. */
  void goOnAt(int file, int other) throws IOException;

  /** Where {@code file} stands: after a write, at the end of what it has written. */
  long position(int file) throws IOException;

  /** Cuts what {@code file} holds to {@code size} bytes; where it stands is not changed. */
  void truncate(int file, long size) throws IOException;

  /** Writes all of {@code bytes} at {@code position}; on throw a part may be written. */
  void write(int file, byte[] bytes, long position) throws IOException;

  /** Opens what {@code file}, which is open, is once more: whatever it is called by now. */
  int openAgain(int file, Access access) throws IOException;

  /** The same as text, in no order. */
  String[] names(int folder) throws IOException;

  /** Atomic replace: one renameat(2). Afterwards {@code from} is gone and {@code to} is it. */
  void replace(int folder, Name from, Name to) throws IOException;

  /** Atomic replace across folders: one rename(2). */
  void replace(Place from, Place to) throws IOException;

  /** As {@link #replace(int, Name, Name)}, from one open folder into another: renameat(2). */
  void move(int fromFolder, Name from, int toFolder, Name to) throws IOException;

  /** One more name of the file: link(2). {@code to} must not exist. */
  void link(int fromFolder, Name from, int toFolder, Name to) throws IOException;

  /** Makes a folder that must not exist; the kernel takes the umask off {@code permissions}. */
  void makeFolder(int folder, Name name, int permissions) throws IOException;

  /** Removes a folder, which must be empty. */
  void removeFolder(int folder, Name name) throws IOException;

  /** What is in the folder of that path, lossy where it is no text; null: it can't be listed. */
  String[] namesOrNull(String folder);

  /** What is in an open folder now. */
  List<Name> entries(int folder) throws IOException;

  void remove(int folder, Name name) throws IOException;

  void close(int file) throws IOException;

  /**
   * What {@code file}, which is open for reading, holds, from its beginning. The caller closes the
   * stream; the file stays open.
   */
  InputStream read(int file) throws IOException;

  /** A path by which {@code file} can be opened again as long as it is open. */
  String path(int file);

  /** Appends all that {@code from} holds to {@code to}, from its beginning. */
  void copy(int from, int to) throws IOException;

  /** Appends what {@code from} holds from {@code position} on, to its end, to {@code to}. */
  void copyRest(int from, int to, long position) throws IOException;

  /** Appends all that is left in {@code from} to {@code to}; returns how many bytes. */
  long copy(InputStream from, int to) throws IOException;

  /** As {@code Files.copy(source, target, options)}: {@code target} must not exist. */
  void copyFile(Place source, Place target, Object[] options) throws IOException;

  /** The number that {@code descriptor} stands for; -1 if it is closed. */
  int number(FileDescriptor descriptor);

  /** Tells the JDK that {@code descriptor} was opened to append. */
  void setAppending(FileDescriptor descriptor);

  /** Makes a new {@code descriptor} stand for {@code number}. */
  void setNumber(FileDescriptor descriptor, int number);

  /** Makes an open {@code descriptor} stand for another file; the caller closes the old number. */
  void replaceNumber(FileDescriptor descriptor, int number);
}
