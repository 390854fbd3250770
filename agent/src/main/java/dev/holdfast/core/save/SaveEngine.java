package dev.holdfast.core.save;

import dev.holdfast.boot.CallStack;
import dev.holdfast.boot.Hooks;
import dev.holdfast.boot.SaveRuntime;
import dev.holdfast.core.fs.Channels;
import dev.holdfast.core.fs.Fs;
import dev.holdfast.core.fs.Misuse;
import dev.holdfast.core.guard.Abandonment;
import dev.holdfast.core.observe.Observer;
import java.io.File;
import java.io.FileDescriptor;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/** Answers the hooks: which opens, writes, forces and closes are part of a protected save. */
public final class SaveEngine extends SaveRuntime {
  private final Fs fs;
  private final Channels channels;
  private final Surroundings with;
  private final OpenFiles openFiles = new OpenFiles();
  private final Deletions deletions;
  private final Openings openings;
  private final Names names;
  private final Reaper reaper;

  /** {@code kernel}: its release, as uname -r; {@code shadowNames}: those of this process. */
  public SaveEngine(
      Fs fs,
      Channels channels,
      Protection protection,
      Observer observer,
      ShadowName shadowNames,
      StateFolder stateFolder,
      String kernel,
      Abandonment abandonment) {
    this.fs = fs;
    this.channels = channels;
    with =
        new Surroundings(
            fs, observer, new ForcedFiles(kernel), shadowNames, stateFolder, abandonment);
    deletions = new Deletions(with);
    names = new Names(with, protection, openFiles, deletions);
    openings = new Openings(with, protection, deletions, names);
    reaper = new Reaper(with, openFiles);
  }

  /**
   * Starts the thread that commits saves nobody can reach. Now, and not at the first save: a thread
   * takes over what its starter has bound to itself, which must not be the application's.
   */
  public void startReaper() {
    reaper.start();
  }

  /**
   * True: no protected file is open, and none will be: the hooks may be taken out. Saves that are
   * open end as ever; until they have this is false.
   */
  public boolean endIfIdle() {
    deletions.finishAll();
    return openFiles.closeIfEmpty();
  }

  /** After {@link #endIfIdle} was true: ends the thread that {@link #startReaper} started. */
  public void stopReaper() throws InterruptedException {
    reaper.stop();
  }

  /** To be called every second or so. */
  public void tick() {
    deletions.finishOld(System.nanoTime());
  }

  /** The protected files that are open: each with the place in the application that opened it. */
  public Map<String, String> open() {
    return openFiles.origins();
  }

  @Override
  public void exiting() {
    deletions.finishAll();
    new AtExit(with, openFiles, reaper).run();
  }

  @Override
  public boolean openingStream(FileDescriptor descriptor, String name, boolean append)
      throws IOException {
    return remember(descriptor, openings.streamOrNull(name, append));
  }

  @Override
  public boolean openingRandomAccess(FileDescriptor descriptor, String name, int mode)
      throws IOException {
    return remember(descriptor, openings.randomAccessOrNull(name, mode));
  }

  @Override
  public FileDescriptor openingChannelOrNull(int folder, Object path, int options, int mode)
      throws IOException {
    Opening.Opened opened = openings.channelOrNull(folder, path, options, mode);
    FileDescriptor descriptor = opened == null ? null : new FileDescriptor();
    return remember(descriptor, opened) ? descriptor : null;
  }

  private boolean remember(FileDescriptor descriptor, Opening.Opened openedOrNull) {
    if (openedOrNull == null) {
      return false;
    }
    fs.setNumber(descriptor, openedOrNull.number);
    if (openedOrNull.access.isAppending()) {
      fs.setAppending(descriptor);
    }
    if (openFiles.add(descriptor, openedOrNull.number, openedOrNull.file)
        || !openedOrNull.file.isShadowed()) {
      return true;
    }
    // The hooks are being taken out: nobody would publish it.
    openedOrNull.file.discard();
    fs.setNumber(descriptor, -1);
    with.close(openedOrNull.number, "a shadow copy of " + openedOrNull.file.place());
    return false;
  }

  /** The file open under {@code descriptor}; null if it is none of ours, or null is asked for. */
  private OpenFile fileOrNull(FileDescriptor descriptor) {
    return descriptor != null && openFiles.mayHaveNumber(fs.number(descriptor))
        ? openFiles.getOrNull(descriptor)
        : null;
  }

  private AppendedFile appendedOrNull(FileDescriptor descriptor) {
    OpenFile file = fileOrNull(descriptor);
    return file instanceof AppendedFile ? (AppendedFile) file : null;
  }

  @Override
  public void writing(
      FileDescriptor descriptor, byte[] bytesOrNull, int offset, int length, long position)
      throws IOException {
    AppendedFile file = appendedOrNull(descriptor);
    if (file != null) {
      file.writing(
          new AppendedWrite(file, bytesOrNull, offset, length, position), fs.number(descriptor));
    }
  }

  @Override
  public void appended(FileDescriptor descriptor) throws IOException {
    AppendedFile file = appendedOrNull(descriptor);
    if (file != null) {
      file.appended(fs.number(descriptor));
    }
  }

  @Override
  public void writeFailed(FileDescriptor descriptor, Throwable failure) {
    OpenFile file = fileOrNull(descriptor);
    if (file instanceof AppendedFile) {
      ((AppendedFile) file).writeEnded(); // turned away by the JDK, it has begun all the same
    }
    if (file != null && !Misuse.is(failure)) {
      file.writeFailed(failure);
    }
  }

  @Override
  public void wrote(long written, long left, FileDescriptor descriptor) {
    OpenFile file = fileOrNull(descriptor);
    if (file != null) {
      file.wrote(written, left);
    }
  }

  @Override
  public void wrote(
      long written, Object[] buffers, int offset, int length, FileDescriptor descriptor) {
    OpenFile file = fileOrNull(descriptor);
    if (file != null) {
      file.wrote(written, Channels.remaining(buffers, offset, length));
    }
  }

  @Override
  public void transferredTo(long written, Object source, long position, long count, Object target) {
    OpenFile file = fileOrNull(channels.descriptorOrNull(target));
    if (file != null) {
      long left = source == target ? 0 : Channels.leftAt(source, position, count, written);
      file.transferred(written, left);
    }
  }

  @Override
  public void transferToFailed(Object target, Throwable failure) {
    writeFailed(channels.descriptorOrNull(target), failure);
  }

  @Override
  public void transferredFrom(long written, Object source, long count, FileDescriptor target) {
    OpenFile file = fileOrNull(target);
    if (file != null) {
      file.transferred(written, Channels.leftAfter(source, count, written));
    }
  }

  @Override
  public boolean forcing(FileDescriptor descriptor, boolean metadata) throws IOException {
    OpenFile file = fileOrNull(descriptor);
    if (file == null) {
      return false;
    }
    file.forcing(fs.number(descriptor), metadata ? OpenFile.Extent.ALL : OpenFile.Extent.DATA);
    // What the application itself forces is forced, whatever the rule says: by stock.
    return file.policy().survives() == Policy.Survives.POWER_LOSS;
  }

  @Override
  public void forced(FileDescriptor descriptor) {
    int number = fs.number(descriptor);
    if (number < 0) {
      return;
    }
    try {
      with.forcedFiles.forced(fs.stat(number));
    } catch (IOException failure) {
      // Not remembered: at worst the file is forced once more.
      with.observer.tellOnce("stat", "a file can't be looked at after its force: " + failure);
    }
  }

  @Override
  public void locking(FileDescriptor descriptor) throws IOException {
    OpenFile file = fileOrNull(descriptor);
    if (file != null) {
      file.lock(new Swap(descriptor));
    }
  }

  /** No lambda: the first one of a JVM costs tens of milliseconds on 8. */
  private final class Swap implements OpenFile.DescriptorSwap {
    private final FileDescriptor descriptor;

    Swap(FileDescriptor descriptor) {
      this.descriptor = descriptor;
    }

    @Override
    public int replaceBy(int number) throws IOException {
      int old = fs.number(descriptor);
      fs.goOnAt(number, old);
      openFiles.renumber(descriptor, number);
      fs.replaceNumber(descriptor, number);
      return old;
    }
  }

  @Override
  public void closingChannel(Object channel, FileDescriptor descriptor) {
    OpenFile file = fileOrNull(descriptor);
    if (file != null && channels.isInterrupted(channel)) {
      file.writeFailed(new IOException("its thread was interrupted, which closed the channel"));
    }
  }

  @Override
  public void closing(FileDescriptor descriptor) {
    OpenFile file = fileOrNull(descriptor);
    if (file != null) {
      openFiles.ending(descriptor);
      int number = fs.number(descriptor);
      if (number >= 0) {
        file.closing(number);
      }
    }
  }

  @Override
  public void closed(FileDescriptor descriptor) throws IOException {
    OpenFile file = openFiles.isAnyEnding() ? fileOrNull(descriptor) : null;
    if (file != null) {
      openFiles.remove(descriptor);
      file.closed();
    }
  }

  @Override
  public void openerReturns() {
    openerLeft(Origin.Way.RETURNED);
  }

  @Override
  public void openerThrows() {
    openerLeft(Origin.Way.THREW);
  }

  private void openerLeft(Origin.Way way) {
    CallStack now = null;
    for (OpenFiles.Entry entry : openFiles.all()) {
      Origin origin = entry.file.origin();
      if (origin.mayBeLeftByThisThread()) {
        now = now == null ? with.abandonment.stack() : now;
        origin.left(now, way);
      }
    }
  }

  @Override
  public int renaming(File source, File target) {
    return names.renaming(source, target);
  }

  @Override
  public boolean moving(Object source, Object target, Object[] options) throws IOException {
    return names.moving(source, target, options);
  }

  @Override
  public boolean copying(Object source, Object target, Object[] options) throws IOException {
    return names.copying(source, target, options);
  }

  @Override
  public long copying(InputStream source, Object target, Object[] options) throws IOException {
    return names.copying(source, target, options);
  }

  @Override
  public int deleting(File file) {
    return names.deleting(file);
  }

  @Override
  public int deleting(Object path) {
    return names.deleting(path);
  }

  @Override
  public void replacing(Object path) {
    names.replacing(path);
  }

  @Override
  public String status() {
    return "{\"mode\":\"protect\",\"open\":"
        + openFiles.all().size()
        + ",\"hook-failures\":"
        + Hooks.failures()
        + ",\"unknown-frames\":"
        + with.abandonment.unknownFrames()
        + ","
        + with.observer.statusFields()
        + "}";
  }
}
