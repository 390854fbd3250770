package dev.holdfast.proof.trace;

import java.util.HashMap;
import java.util.Map;

/** The open files of the traced process. */
final class Descriptors {
  private final Map<Integer, Open> table = new HashMap<>();

  /** One open file: shared by the descriptors that dup(2) makes of one. */
  static final class Open {
    private final Inode inodeOrNull;
    private final String flags;
    private long position;

    Open(Inode inodeOrNull, String flags) {
      this.inodeOrNull = inodeOrNull;
      this.flags = flags;
    }

    Inode inodeOrNull() {
      return inodeOrNull;
    }

    long position() {
      return position;
    }

    /** Where a write without an offset goes in a file of {@code size} bytes. */
    long positionFor(long size) {
      return flags.contains("O_APPEND") ? size : position;
    }

    void moveTo(long offset) {
      position = offset;
    }

    boolean forcesEachWrite() {
      return flags.contains("O_SYNC") || flags.contains("O_DSYNC");
    }
  }

  void open(int descriptor, Open open) {
    table.put(descriptor, open);
  }

  void duplicate(int descriptor, int copy) {
    Open open = table.get(descriptor);
    if (open != null) {
      table.put(copy, open);
    }
  }

  void close(int descriptor) {
    table.remove(descriptor);
  }

  /** Null: it was open before the trace began, or is none. */
  Open openOrNull(int descriptor) {
    return table.get(descriptor);
  }
}
