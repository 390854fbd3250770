package dev.holdfast.core.weave;

import dev.holdfast.boot.Hooks;
import dev.holdfast.boot.SaveRuntime;
import java.io.File;
import java.io.FileDescriptor;
import java.io.InputStream;
import java.util.HashSet;
import java.util.Set;

/** Notes which hooks one thread has passed; answers "as stock" to all. */
final class Recorder extends SaveRuntime {
  private final Thread thread = Thread.currentThread();
  private final Set<String> passed = new HashSet<>();

  void clear() {
    passed.clear();
  }

  /** Whether the hook of that name was passed since {@link #clear}. */
  boolean hasPassed(String hook) {
    return passed.contains(hook);
  }

  private void note(String hook) {
    if (Thread.currentThread() == thread) {
      passed.add(hook);
    }
  }

  @Override
  public boolean openingStream(FileDescriptor descriptor, String name, boolean append) {
    note("openingStream");
    return false;
  }

  @Override
  public boolean openingRandomAccess(FileDescriptor descriptor, String name, int mode) {
    note("openingRandomAccess");
    return false;
  }

  @Override
  public FileDescriptor openingChannelOrNull(int folder, Object path, int options, int mode) {
    note("openingChannel");
    return null;
  }

  @Override
  public void writing(
      FileDescriptor descriptor, byte[] bytesOrNull, int offset, int length, long position) {
    note("writing");
  }

  @Override
  public void appended(FileDescriptor descriptor) {
    note("appended");
  }

  @Override
  public void writeFailed(FileDescriptor descriptor, Throwable failure) {
    note("writeFailed");
  }

  @Override
  public void wrote(long written, long left, FileDescriptor descriptor) {
    note("wrote");
  }

  @Override
  public void wrote(
      long written, Object[] buffers, int offset, int length, FileDescriptor descriptor) {
    note("wrote");
  }

  @Override
  public void transferredTo(long written, Object source, long position, long count, Object target) {
    note("transferredTo");
  }

  @Override
  public void transferToFailed(Object target, Throwable failure) {
    note("transferToFailed");
  }

  @Override
  public void transferredFrom(long written, Object source, long count, FileDescriptor target) {
    note("transferredFrom");
  }

  @Override
  public boolean forcing(FileDescriptor descriptor, boolean metadata) {
    note("forcing");
    note("syncing");
    return false;
  }

  @Override
  public void forced(FileDescriptor descriptor) {
    note("forced");
  }

  @Override
  public void locking(FileDescriptor descriptor) {
    note("locking");
  }

  @Override
  public void closingChannel(Object channel, FileDescriptor descriptor) {
    note("closingChannel");
  }

  @Override
  public void closing(FileDescriptor descriptor) {
    note("closing");
  }

  @Override
  public void closed(FileDescriptor descriptor) {
    note("closed");
  }

  @Override
  public int renaming(File source, File target) {
    note("renaming");
    return Hooks.STOCK;
  }

  @Override
  public boolean moving(Object source, Object target, Object[] options) {
    note("moving");
    return false;
  }

  @Override
  public boolean copying(Object source, Object target, Object[] options) {
    note("copying");
    return false;
  }

  @Override
  public long copying(InputStream source, Object target, Object[] options) {
    note("copying");
    return Hooks.STOCK;
  }

  @Override
  public int deleting(File file) {
    note("deleting");
    return Hooks.STOCK;
  }

  @Override
  public int deleting(Object path) {
    note("deleting");
    return Hooks.STOCK;
  }

  @Override
  public void replacing(Object path) {
    note("replacing");
  }
}
