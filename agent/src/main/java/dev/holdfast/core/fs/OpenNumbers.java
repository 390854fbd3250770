package dev.holdfast.core.fs;

import dev.holdfast.boot.Errno;
import java.io.FileDescriptor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.WeakHashMap;

/** The numbers of what is open where there are no descriptors to see. Thread-safe. */
final class OpenNumbers {
  private final Map<Integer, Opened> open = new HashMap<>();
  private final Map<FileDescriptor, Integer> descriptors = new WeakHashMap<>();
  private int last;

  synchronized int add(Opened opened) {
    open.put(++last, opened);
    return last;
  }

  synchronized Opened get(int number) throws Errno {
    Opened opened = open.get(number);
    if (opened == null) {
      throw new Errno(9 /* EBADF */, "it is not open any more");
    }
    return opened;
  }

  /** It is gone, whether the close throws or not. */
  void close(int number) throws IOException {
    Opened opened = get(number);
    synchronized (this) {
      open.remove(number);
    }
    if (opened.channelOrNull() != null) {
      opened.channelOrNull().close();
    }
  }

  synchronized void renamed(Path from, Path to) {
    for (Opened one : open.values()) {
      one.renamed(from, to);
    }
  }

  synchronized void removed(Path path) {
    for (Opened one : open.values()) {
      one.removed(path);
    }
  }

  /** -1: none of ours. */
  synchronized int of(FileDescriptor descriptor) {
    Integer number = descriptors.get(descriptor);
    return number == null ? -1 : number;
  }

  synchronized void set(FileDescriptor descriptor, int number) {
    descriptors.put(descriptor, number);
  }
}
