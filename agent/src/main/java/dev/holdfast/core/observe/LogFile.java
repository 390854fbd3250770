package dev.holdfast.core.observe;

import dev.holdfast.boot.LastWords;
import dev.holdfast.core.fs.Access;
import dev.holdfast.core.fs.Errors;
import dev.holdfast.core.fs.Fs;
import dev.holdfast.core.fs.Name;
import dev.holdfast.core.fs.Place;
import dev.holdfast.core.fs.Stat;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;

/**
 * Holdfast's lines in a file: each with time and process, put away by size. Opened for each line,
 * since there are few, several JVMs may share it, and somebody may rename or remove it. By way of
 * the seam: no hook sees it, whatever the rules say.
 */
public final class LogFile extends Writer {
  /** For the application's user and group: the lines name files. */
  private static final int PERMISSIONS = 0640;

  private final Fs fs;
  private final String path;
  private final long limit;
  private final int keep;
  private final String process;
  private boolean told;

  /**
   * {@code path}: absolute; {@code limit}: bytes that no file exceeds but by its first line; {@code
   * keep}: how many are kept besides, at least 1; {@code process}: its number.
   */
  public LogFile(Fs fs, String path, long limit, int keep, String process) {
    this.fs = fs;
    this.path = path;
    this.limit = limit;
    this.keep = keep;
    this.process = process;
  }

  /** One or more whole lines. Throws nothing: what fails is told once, on standard error. */
  @Override
  public void write(String lines) {
    String stamped = UtcTime.of(System.currentTimeMillis()) + " " + process + " " + lines;
    byte[] bytes = stamped.getBytes(StandardCharsets.UTF_8);
    try {
      append(bytes);
    } catch (IOException | RuntimeException failure) {
      tell(failure);
    }
  }

  @Override
  public void write(char[] characters, int offset, int length) {
    write(new String(characters, offset, length));
  }

  @Override
  public void flush() {}

  @Override
  public void close() {}

  private synchronized void append(byte[] bytes) throws IOException {
    Place place = fs.placeOrNull(path);
    if (place == null) {
      throw new IOException("no file can have that name");
    }
    place = fs.resolve(place);
    int folder = fs.openFolder(place);
    try {
      Stat now = fs.statOrNull(folder, place.name());
      if (now != null && !now.isRegular()) {
        throw new IOException("it is no regular file"); // to open a pipe may take for ever
      }
      if (now != null && now.size() > 0 && now.size() + bytes.length > limit) {
        putAway(folder, place);
      }
      int file = open(folder, place.name());
      try {
        fs.copy(new ByteArrayInputStream(bytes), file);
      } finally {
        fs.close(file);
      }
    } finally {
      fs.close(folder);
    }
  }

  /** FILE becomes FILE.1, that FILE.2, and so on; the last is replaced. */
  private void putAway(int folder, Place place) throws IOException {
    for (int number = keep; number > 1; number--) {
      rename(folder, numbered(place, number - 1), numbered(place, number));
    }
    rename(folder, place.name(), numbered(place, 1));
  }

  private void rename(int folder, Name from, Name to) throws IOException {
    try {
      fs.replace(folder, from, to);
    } catch (IOException failure) {
      if (Errors.number(failure) != Errors.ENOENT) { // not that many yet, or another JVM was first
        throw failure;
      }
    }
  }

  private Name numbered(Place place, int number) {
    return fs.beside(place, place.name() + "." + number).name();
  }

  private int open(int folder, Name name) throws IOException {
    try {
      return fs.open(folder, name, Access.APPEND);
    } catch (IOException failure) {
      if (Errors.number(failure) != Errors.ENOENT) {
        throw failure;
      }
    }
    try {
      return fs.create(folder, name, Access.APPEND, PERMISSIONS);
    } catch (IOException failure) {
      if (Errors.number(failure) != Errors.EEXIST) {
        throw failure;
      }
      return fs.open(folder, name, Access.APPEND); // another JVM was first
    }
  }

  private void tell(Exception failure) {
    synchronized (this) {
      if (told) {
        return;
      }
      told = true; // first: what is said comes back here
    }
    LastWords.say(
        "the log "
            + path
            + " can't be written ("
            + failure.getMessage()
            + "); lines go to standard error only. Make it writable for the application's user, or"
            + " change the key log.");
  }
}
