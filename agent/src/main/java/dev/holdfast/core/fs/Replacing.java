package dev.holdfast.core.fs;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import java.io.IOException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.spi.FileSystemProvider;

/** Gives a file another one's name, and takes names away, where others may be in the way. */
final class Replacing {
  private final FileSystemProvider provider;
  private final Machine machine;
  private final Insisting.Clock clock;
  private final ReadOnly readOnly;

  Replacing(FileSystemProvider provider, Machine machine, Insisting.Clock clock) {
    this.provider = provider;
    this.machine = machine;
    this.clock = clock;
    this.readOnly = new ReadOnly(provider, machine);
  }

  /**
   * One atomic rename. A target that is READONLY is so afterwards, whichever version it is. On
   * throw the target is what it was.
   */
  void replace(Path from, Path to) throws IOException {
    Path target = asItIsSpelled(to);
    boolean wasReadOnly = readOnly.isTakenFrom(target);
    try {
      move(from, target);
    } finally {
      if (wasReadOnly) {
        readOnly.giveBack(target);
      }
    }
  }

  private void move(final Path from, final Path to) throws IOException {
    insist(
        new Insisting() {
          @Override
          void attempt() throws IOException {
            provider.move(from, to, ATOMIC_MOVE, REPLACE_EXISTING);
          }
        });
  }

  /** A file or an empty folder. */
  void remove(final Path path) throws IOException {
    boolean wasReadOnly = readOnly.isTakenFrom(path);
    boolean removed = false;
    try {
      insist(
          new Insisting() {
            @Override
            void attempt() throws IOException {
              provider.delete(path);
            }
          });
      removed = true;
    } finally {
      if (wasReadOnly && !removed) {
        readOnly.giveBack(path);
      }
    }
  }

  private void insist(Insisting call) throws IOException {
    if (machine.openTargets == Machine.OpenTargets.IN_THE_WAY) {
      call.run(clock);
    } else {
      call.attempt();
    }
  }

  /** Saved as "CONF" what is called "conf" stays "conf", as when it is written by its name. */
  private Path asItIsSpelled(Path path) throws IOException {
    if (machine.names == Machine.Names.TOLD_BY_CASE) {
      return path;
    }
    try {
      return path.resolveSibling(path.toRealPath(LinkOption.NOFOLLOW_LINKS).getFileName());
    } catch (NoSuchFileException nothingThere) {
      return path;
    }
  }
}
