package dev.holdfast.it;

/**
 * What one system call did to one file.
 *
 * @param start place in the trace where the call was entered
 * @param end place where it returned
 * @param file the file, whatever its name is by then
 * @param path the name by which the call meant it; for {@link Kind#RENAMED} the new one
 * @param detail open flags, the old name of a rename, the number of an ACK, else empty
 * @param ok false: the call failed
 */
record FileEvent(
    Kind kind, int start, int end, TracedFile file, String path, String detail, boolean ok) {

  enum Kind {
    OPENED,
    CLOSED,
    WRITTEN,
    FORCED,
    RENAMED,
    LINKED,
    UNLINKED,
    /** The program said that a save of {@code path} is over. */
    ACKNOWLEDGED
  }

  /** A file or folder: an inode, so to speak. Compared by identity. */
  static final class TracedFile {
    private final String firstName;

    TracedFile(String firstName) {
      this.firstName = firstName;
    }

    @Override
    public String toString() {
      return firstName;
    }
  }

  boolean is(Kind wanted) {
    return kind == wanted && ok;
  }

  /** Opened to be written. */
  boolean isOpenForWriting() {
    return kind == Kind.OPENED && (detail.contains("O_WRONLY") || detail.contains("O_RDWR"));
  }

  boolean isOpenThatMakesOrCuts() {
    return kind == Kind.OPENED && (detail.contains("O_CREAT") || detail.contains("O_TRUNC"));
  }
}
