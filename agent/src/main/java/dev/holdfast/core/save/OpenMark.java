package dev.holdfast.core.save;

import dev.holdfast.core.fs.Access;
import dev.holdfast.core.fs.Errors;
import dev.holdfast.core.fs.Fs;
import dev.holdfast.core.fs.Name;
import dev.holdfast.core.fs.Place;
import java.io.IOException;
import java.util.List;

/** The mark that this process writes for one file, open. For one thread at a time. */
final class OpenMark {
  private static final int READABLE = 0644;
  private static final int NAME_TRIES = 8;

  private final Fs fs;
  private final int folder;
  private final String name;
  private final int file;
  private AppendMark mark;

  private OpenMark(Fs fs, int folder, String name, int file, AppendMark mark) {
    this.fs = fs;
    this.folder = folder;
    this.name = name;
    this.file = file;
    this.mark = mark;
  }

  /**
   * Makes the mark of {@code target}, which is open as {@code targetFile}, durable in {@code
   * folder}, the target's. On throw there is none.
   */
  static OpenMark create(Surroundings with, int folder, Place target, int targetFile)
      throws IOException {
    Fs fs = with.fs;
    String targetName = target.name().toString();
    if (!fs.beside(target, targetName).name().equals(target.name())) {
      throw new IOException("its name is no text of this JVM's encoding");
    }
    OpenMark shut = takenUpOrNull(with, folder, target, targetFile);
    if (shut != null) {
      return shut;
    }
    for (int attempt = 1; ; attempt++) {
      String name = with.shadowNames.next(ShadowName.Kind.APPEND_MARK);
      int file;
      try {
        file = fs.create(folder, fs.name(name), Access.WRITE, READABLE);
      } catch (IOException failure) {
        if (Errors.number(failure) == Errors.EEXIST && attempt < NAME_TRIES) {
          continue;
        }
        throw failure;
      }
      try {
        // After its name is there: who closes the file after this look keeps a mark of his own.
        long end = fs.stat(targetFile).size();
        AppendMark mark = AppendMark.first(fs.stat(targetFile).inode(), targetName, end);
        fs.write(file, mark.toBytes(), 0);
        fs.force(file);
        fs.force(folder); // and with it the target's name, which may be new
        return new OpenMark(fs, folder, name, file, mark);
      } catch (IOException | RuntimeException | Error failure) {
        with.close(file, "the mark of " + target);
        with.remove(folder, fs.name(name), "a mark", target);
        throw failure;
      }
    }
  }

  /** One that this process has left shut, opened again; null: there is none. */
  private static OpenMark takenUpOrNull(Surroundings with, int folder, Place target, int targetFile)
      throws IOException {
    Fs fs = with.fs;
    String self = with.shadowNames.owner().toString();
    for (FoundMark found : FoundMark.in(fs, folder)) {
      if (!found.isShut()
          || !found.owner.toString().equals(self)
          || !found.isOf(fs.stat(targetFile).inode())) {
        continue;
      }
      int file = fs.open(folder, fs.name(found.name), Access.WRITE);
      OpenMark mark = new OpenMark(fs, folder, found.name, file, found.markOrNull);
      try {
        mark.advance(fs.stat(targetFile).size());
        if (fs.statOrNull(folder, fs.name(found.name)) != null) {
          fs.force(folder);
          return mark;
        }
        mark.close(with, target); // recovery has taken it meanwhile
      } catch (IOException | RuntimeException | Error failure) {
        mark.close(with, target);
        throw failure;
      }
    }
    return null;
  }

  /** Up to where the file is complete, as the mark says. */
  long end() {
    return mark.end;
  }

  /** From now on the file is complete up to {@code end}; durable on return. */
  void advance(long end) throws IOException {
    write(mark.next(end, AppendMark.State.OPEN));
  }

  private void write(AppendMark next) throws IOException {
    fs.write(file, next.slot(), next.slotPosition());
    fs.forceData(file);
    mark = next;
  }

  /**
   * Ends it: what was written is complete and durable. Where others have marks of the same file it
   * stays, shut: what recovery cuts to is the latest of all ends.
   */
  void end(Surroundings with, Place target) throws IOException {
    if (isAlone()) {
      with.remove(folder, fs.name(name), "a mark", target);
    } else {
      write(mark.next(mark.end, AppendMark.State.SHUT));
    }
  }

  private boolean isAlone() throws IOException {
    List<FoundMark> marks = FoundMark.in(fs, folder);
    for (FoundMark other : marks) {
      if (!other.name.equals(name) && other.mayBeOf(mark.inode)) {
        return false;
      }
    }
    return true;
  }

  void close(Surroundings with, Place target) {
    with.close(file, "the mark of " + target);
  }

  Name name() {
    return fs.name(name);
  }
}
