package dev.holdfast.core.save;

import dev.holdfast.boot.Hooks;
import dev.holdfast.core.fs.Access;
import dev.holdfast.core.fs.Errors;
import dev.holdfast.core.fs.Fs;
import dev.holdfast.core.fs.Name;
import dev.holdfast.core.fs.Place;
import dev.holdfast.core.fs.Stat;
import java.io.IOException;
import java.io.InputStream;

/**
 * {@code Files.copy} to a protected target: into a shadow copy, then one atomic replace. Stock
 * removes the target first. The new file has the attributes stock gives it, not the old version's.
 */
final class Copying {
  private static final int AS_STREAMS_CREATE = 0666;

  private final Surroundings with;
  private final Fs fs;

  Copying(Surroundings with) {
    this.with = with;
    this.fs = with.fs;
  }

  /**
   * All of {@code in}; returns how many bytes, or {@link Hooks#STOCK} where no shadow copy can be
   * had. What {@code in} throws is thrown on.
   */
  long copiedBytes(Policy policy, InputStream in, Place target) throws IOException {
    Name shadow = fs.name(with.shadowNames.next());
    int folder = openFolderOrMinusOne(policy, target);
    if (folder < 0) {
      return Hooks.STOCK;
    }
    Save save;
    int file;
    try {
      Stat old = fs.statOrNull(folder, target.name());
      file = fs.create(folder, shadow, Access.WRITE, AS_STREAMS_CREATE);
      save = saveOf(policy, target, old, folder, shadow);
    } catch (IOException failure) {
      fs.close(folder);
      if (Errors.isExhausted(failure)) {
        throw Errors.ofPath(target.toString(), null, failure);
      }
      return Hooks.STOCK;
    }
    try {
      long count;
      try {
        count = fs.copy(in, file);
      } catch (IOException | RuntimeException | Error failure) {
        save.discard();
        throw failure;
      }
      commit(save, file);
      return count;
    } finally {
      fs.close(file);
    }
  }

  /** -1: it can't be opened; stock says why, or does without. */
  private int openFolderOrMinusOne(Policy policy, Place target) throws IOException {
    try {
      return with.openFolder(target);
    } catch (IOException failure) {
      if (Errors.isExhausted(failure)) {
        throw Errors.ofPath(target.toString(), null, failure);
      }
      if (Errors.number(failure) == Errors.EACCES) {
        with.observer.tellOnce(
            "folder " + target.folder(),
            target
                + " is copied to as without Holdfast: its folder can't be opened ("
                + failure.getMessage()
                + "; "
                + policy
                + ")"
                + policy.guards().passedBy()
                + ". Make the folder readable for the application's user.");
      }
      return -1;
    }
  }

  private Save saveOf(Policy policy, Place target, Stat oldOrNull, int folder, Name shadow) {
    Save.Target before = oldOrNull == null ? Save.Target.MISSING : Save.Target.EXISTED;
    Save save =
        new Save(with, policy, target, before, folder, Shadow.beside(fs, target, folder, shadow));
    save.keepShadowsAttributes();
    return save;
  }

  private static void commit(Save save, int file) throws IOException {
    save.commit(file);
    save.closed();
  }

  /**
   * As {@code Files.copy(source, target, options)}; {@code options} without REPLACE_EXISTING.
   * False: nothing was done, no shadow copy can be had.
   */
  boolean copied(Policy policy, Place source, Place target, Object[] options) throws IOException {
    Place shadow = fs.beside(target, with.shadowNames.next());
    int folder = openFolderOrMinusOne(policy, target);
    if (folder < 0) {
      return false;
    }
    Save save;
    int file;
    try {
      Stat old = fs.statOrNull(folder, target.name());
      fs.copyFile(source, shadow, options);
      file = openCopy(folder, shadow);
      save = saveOf(policy, target, old, folder, shadow.name());
    } catch (IOException failure) {
      removeQuietly(folder, shadow.name());
      fs.close(folder);
      throw Errors.renamed(failure, shadow.toString(), target.toString());
    } catch (RuntimeException | Error failure) {
      removeQuietly(folder, shadow.name());
      fs.close(folder);
      throw failure;
    }
    try {
      commit(save, file);
      return true;
    } finally {
      fs.close(file);
    }
  }

  /** Of a copy that has taken its place: after it is durable. */
  void removeSource(Place source) throws IOException {
    int folder = fs.openFolder(source);
    try {
      fs.remove(folder, source.name());
      fs.force(folder);
    } finally {
      fs.close(folder);
    }
  }

  private int openCopy(int folder, Place shadow) throws IOException {
    try {
      return fs.open(folder, shadow.name(), Access.READ);
    } catch (IOException failure) {
      if (Errors.number(failure) == Errors.EACCES) {
        return fs.open(folder, shadow.name(), Access.WRITE);
      }
      throw failure;
    }
  }

  private void removeQuietly(int folder, Name shadow) {
    try {
      fs.remove(folder, shadow);
    } catch (IOException failure) {
      if (Errors.number(failure) != Errors.ENOENT) {
        with.observer.tellOnce("remove", "a shadow copy can't be removed: " + failure);
      }
    }
  }
}
