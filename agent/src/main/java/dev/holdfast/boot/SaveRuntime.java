package dev.holdfast.boot;

import java.io.File;
import java.io.FileDescriptor;
import java.io.IOException;
import java.io.InputStream;

/**
 * What {@link Hooks} asks of the save engine. {@link #OFF} answers "as the stock JDK does it" to
 * everything. Each method is told of in {@link Hooks} under the same name.
 */
public abstract class SaveRuntime {
  /** Nothing is protected. */
  public static final SaveRuntime OFF = new SaveRuntime() {};

  public boolean openingStream(FileDescriptor descriptor, String name, boolean append)
      throws IOException {
    return false;
  }

  public boolean openingRandomAccess(FileDescriptor descriptor, String name, int mode)
      throws IOException {
    return false;
  }

  /** Null: open as stock. */
  public FileDescriptor openingChannelOrNull(int folder, Object path, int options, int mode)
      throws IOException {
    return null;
  }

  /** Of a write that goes where its descriptor stands. */
  public static final long NO_POSITION = -1;

  /** {@code bytesOrNull}: null where it isn't known what is written. */
  public void writing(
      FileDescriptor descriptor, byte[] bytesOrNull, int offset, int length, long position)
      throws IOException {}

  public void appended(FileDescriptor descriptor) throws IOException {}

  public void writeFailed(FileDescriptor descriptor, Throwable failure) {}

  public void wrote(long written, long left, FileDescriptor descriptor) {}

  public void wrote(
      long written, Object[] buffers, int offset, int length, FileDescriptor descriptor) {}

  public void transferredTo(
      long written, Object source, long position, long count, Object target) {}

  public void transferToFailed(Object target, Throwable failure) {}

  public void transferredFrom(long written, Object source, long count, FileDescriptor target) {}

  public boolean forcing(FileDescriptor descriptor, boolean metadata) throws IOException {
    return false;
  }

  public void forced(FileDescriptor descriptor) {}

  public void locking(FileDescriptor descriptor) throws IOException {}

  public void closingChannel(Object channel, FileDescriptor descriptor) {}

  public void closing(FileDescriptor descriptor) {}

  public void closed(FileDescriptor descriptor) throws IOException {}

  public void openerReturns() {}

  public void openerThrows() {}

  public int renaming(File source, File target) {
    return Hooks.STOCK;
  }

  public boolean moving(Object source, Object target, Object[] options) throws IOException {
    return false;
  }

  public boolean copying(Object source, Object target, Object[] options) throws IOException {
    return false;
  }

  public long copying(InputStream source, Object target, Object[] options) throws IOException {
    return Hooks.STOCK;
  }

  public int deleting(File file) {
    return Hooks.STOCK;
  }

  public int deleting(Object path) throws IOException {
    return Hooks.STOCK;
  }

  public void replacing(Object path) {}

  /** The JVM exits; the application's own shutdown hooks have run. */
  public void exiting() {}

  /** One JSON object. */
  public String status() {
    return "{\"mode\":\"off\"}";
  }
}
