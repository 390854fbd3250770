package dev.holdfast.core.fs;

import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.spi.FileSystemProvider;
import java.util.Collections;

/**
 * Forces files and folders to stable storage, always by {@code FileChannel.force}: on macOS that is
 * fcntl(F_FULLFSYNC), where {@code FileDescriptor.sync} is an fsync(2) that leaves the bytes in the
 * disk's own memory; on Windows it is FlushFileBuffers.
 */
class Forcing {
  private final FileSystemProvider provider;
  private final Machine machine;
  private final ReadOnly readOnly;
  private final Telling telling;

  Forcing(FileSystemProvider provider, Machine machine, Telling telling) {
    this.provider = provider;
    this.machine = machine;
    this.readOnly = new ReadOnly(provider, machine);
    this.telling = telling;
  }

  /** Where what can't be had is said: once for each {@code subject}. */
  interface Telling {
    void tellOnce(String subject, String line);
  }

  /** For saves that need to outlive the process only. */
  static final class None extends Forcing {
    None() {
      super(null, null, null);
    }

    @Override
    void force(Opened opened) {
      // by the rule's survive: process-crash
    }
  }

  /** On return it is there; but for the names in a folder that can't be opened: that is told. */
  void force(Opened opened) throws IOException {
    if (opened.isFolder() && machine.folders == Machine.Folders.NAMED_ONLY) {
      telling.tellOnce(
          "folders",
          "on this system the names in a folder can't be forced: a save is whole after a power cut,"
              + " but may be the one before");
      return;
    }
    boolean interrupted = Thread.interrupted(); // it would close the channel instead
    try {
      if (opened.isWritable() || machine.rights == Machine.Rights.UNIX) {
        opened.channel().force(true);
      } else {
        forceReadOne(opened.path());
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Windows refuses that to a handle for reading, and the JDK takes the refusal for a yes. */
  private void forceReadOne(Path file) throws IOException {
    boolean wasReadOnly = readOnly.isTakenFrom(file);
    try (FileChannel channel = provider.newFileChannel(file, Collections.singleton(WRITE))) {
      channel.force(true);
    } finally {
      if (wasReadOnly) {
        readOnly.giveBack(file);
      }
    }
  }
}
