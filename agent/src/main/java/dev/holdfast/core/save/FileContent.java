package dev.holdfast.core.save;

import dev.holdfast.core.fs.Fs;
import dev.holdfast.core.guard.Content;
import java.io.IOException;
import java.io.InputStream;

/** What an open file holds. */
final class FileContent implements Content {
  private final Fs fs;
  private final int file;
  private final long size;

  /** {@code file}: open for reading, as long as this is used. */
  FileContent(Fs fs, int file, long size) {
    this.fs = fs;
    this.file = file;
    this.size = size;
  }

  @Override
  public InputStream open() throws IOException {
    return fs.read(file);
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public String path() {
    return fs.path(file);
  }
}
