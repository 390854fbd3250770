package dev.holdfast.core.fs;

import java.nio.file.Path;

/**
 * Where a file is: its folder and its name in it. Absolute. Neither links nor ".." are resolved:
 * only the kernel knows what "link/../file" means.
 */
public final class Place {
  private final Path path;
  private final Name name;

  Place(Path path, Name name) {
    this.path = path;
    this.name = name;
  }

  Path path() {
    return path;
  }

  /** The folder; absolute. */
  Path folderPath() {
    return path.getParent();
  }

  /** The folder as text; absolute. */
  public String folder() {
    return path.getParent().toString();
  }

  public Name name() {
    return name;
  }

  /** Whether both lie in the folder of that name. */
  public boolean isBeside(Place other) {
    return path.getParent().equals(other.path.getParent());
  }

  /** The path as text; lossy where the bytes are no text. */
  @Override
  public String toString() {
    return path.toString();
  }
}
