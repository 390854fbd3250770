package dev.holdfast.core.fs;

import java.nio.file.Path;

/** The name of a file in its folder: one element, in the file system's own bytes. */
public final class Name {
  private final Path path;
  private final byte[] bytes;

  Name(Path path, byte[] bytes) {
    this.path = path;
    this.bytes = bytes;
  }

  Path path() {
    return path;
  }

  /** Not to be changed. */
  byte[] bytes() {
    return bytes;
  }

  /** How many bytes long; a file system takes 255 of most. */
  public int length() {
    return bytes.length;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Name && path.equals(((Name) other).path);
  }

  @Override
  public int hashCode() {
    return path.hashCode();
  }

  @Override
  public String toString() {
    return path.toString();
  }
}
