package dev.holdfast.core.fs;

import dev.holdfast.boot.SystemCalls;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/** The JDK's streams over descriptors that are open already, and stay open. */
final class NumberedStreams {
  private static final int MEMORY_BYTES = 16384;

  private final SystemCalls calls;

  /** Lives as long as this: the collector sees nobody use an address. */
  private ByteBuffer memory;

  NumberedStreams(SystemCalls calls) {
    this.calls = calls;
  }

  void copy(int from, int to) throws IOException {
    FileInputStream in = new FileInputStream(descriptorOf(from));
    try {
      copy(in, to);
    } finally {
      disown(in.getFD());
    }
  }

  long copy(InputStream from, int to) throws IOException {
    FileOutputStream out = new FileOutputStream(descriptorOf(to));
    try {
      byte[] buffer = new byte[65536];
      long total = 0;
      for (int count = from.read(buffer); count >= 0; count = from.read(buffer)) {
        out.write(buffer, 0, count);
        total += count;
      }
      return total;
    } finally {
      disown(out.getFD());
    }
  }

  void goOnAt(int file, int other) throws IOException {
    FileInputStream there = new FileInputStream(descriptorOf(other));
    FileInputStream here = new FileInputStream(descriptorOf(file));
    try {
      here.getChannel().position(there.getChannel().position());
    } finally {
      disown(there.getFD());
      disown(here.getFD());
    }
  }

  long position(int file) throws IOException {
    return calls.position(descriptorOf(file));
  }

  void truncate(int file, long size) throws IOException {
    boolean done;
    do {
      done = calls.truncate(descriptorOf(file), size);
    } while (!done);
  }

  /** By memory that is shared: what is written so is short, and goes to the page cache. */
  synchronized void write(int file, byte[] bytes, long position) throws IOException {
    if (memory == null) {
      memory = ByteBuffer.allocateDirect(MEMORY_BYTES);
    }
    long address = calls.address(memory);
    int done = 0;
    while (done < bytes.length) {
      memory.clear();
      int part = Math.min(MEMORY_BYTES, bytes.length - done);
      memory.put(bytes, done, part);
      int count = calls.write(descriptorOf(file), address, part, position + done);
      done += Math.max(0, count); // less: a signal came between
    }
  }

  FileDescriptor descriptorOf(int number) {
    FileDescriptor descriptor = new FileDescriptor();
    calls.setNumber(descriptor, number);
    return descriptor;
  }

  /**
   * On 8 the finalizer of a stream closes what its descriptor stands for: it isn't the stream's.
   */
  private void disown(FileDescriptor descriptor) {
    calls.setNumber(descriptor, -1);
  }
}
