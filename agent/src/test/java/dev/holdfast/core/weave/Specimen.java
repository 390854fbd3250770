package dev.holdfast.core.weave;

import java.io.File;
import java.io.FileDescriptor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/** Methods shaped as those of the JDK that are woven. Loaded by {@link WovenLoader}, woven. */
@SuppressWarnings("unused")
public final class Specimen {
  final FileDescriptor fd = new FileDescriptor();

  /** How often a body began. */
  public int bodies;

  void open(String name, boolean append) {
    bodies++;
  }

  FileDescriptor open(int folder, Object path, Options options, int mode) {
    bodies++;
    return fd;
  }

  boolean renameTo(File target) {
    bodies++;
    return target == null;
  }

  long copy(InputStream source, Object target, Object[] options) {
    bodies++;
    return 40L + options.length;
  }

  /** The first instruction is the target of a branch and has a frame. */
  void loop(String name, boolean append) {
    do {
      bodies++;
    } while (bodies < 3);
  }

  /** Several returns, a handler of its own, variables of other types in the same slots. */
  int write(FileDescriptor target, ByteBuffer buffer, int mode) throws IOException {
    bodies++;
    if (mode == 0) {
      long nothing = 0;
      return (int) nothing;
    }
    try {
      if (mode == 1) {
        throw new IOException("inside");
      }
      Object taken = buffer.get();
      if (mode == 2) {
        throw new IOException("outside");
      }
      return taken.hashCode();
    } catch (IOException failure) {
      if (failure.getMessage().equals("outside")) {
        throw failure;
      }
      double other = -1;
      return (int) other;
    }
  }

  void assigning(FileDescriptor target) {
    target = fd;
    bodies++;
  }

  /** As UnixChannelFactory.Flags. */
  public static final class Options {
    public boolean read;
    public boolean write;
    public boolean sync;
  }
}
