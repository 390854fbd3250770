package dev.holdfast.proof.calls;

import java.nio.file.Path;

/**
 * A call of the saving JVM below the tripwire's prefix.
 *
 * @param number from 1, in the order in which they were entered
 * @param name of the C library's function
 * @param kind whether it can change anything
 * @param inode of the file or folder that it was about, as it was at entry; 0 if there was none
 * @param path what it was about; as the kernel knows it, where it was called on a descriptor
 * @param other the second path of a rename or a link, else empty
 * @param result what it returned; the negative errno where it failed
 */
public record Call(
    int number, String name, Kind kind, long inode, String path, String other, int result) {
  /** As the tripwire has it. */
  public enum Kind {
    LOOKS,
    CHANGES
  }

  /** Not returned: it was in the call that the process was killed. */
  static final int RUNNING = Integer.MIN_VALUE;

  public boolean succeeded() {
    return result >= 0;
  }

  public boolean isForce() {
    return name.equals("fsync") || name.equals("fdatasync");
  }

  public boolean isRename() {
    return name.startsWith("rename");
  }

  public boolean isRemoval() {
    return name.startsWith("unlink") || name.equals("remove");
  }

  public boolean isWrite() {
    return name.contains("write")
        || name.startsWith("sendfile")
        || name.equals("copy_file_range")
        || name.equals("splice")
        || name.startsWith("ftruncate");
  }

  /** Of the last path: what a rename made, or the one that there is. */
  String fileName() {
    return Path.of(other.isEmpty() ? path : other).getFileName().toString();
  }

  @Override
  public String toString() {
    String shown = path.replaceAll("\\.holdfast-s-\\w+", "SHADOW");
    String file = shown.substring(shown.lastIndexOf('/') + 1);
    String to = other.isEmpty() ? "" : " to " + fileName();
    return "call " + number + ", " + name + " of " + file + to;
  }
}
