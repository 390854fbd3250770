package dev.holdfast.core.fs;

/** What {@link FolderProbe} tries out in a folder. */
public enum Ability {
  /** A file is created, and a second creation of the same name fails (O_EXCL). */
  CREATE_EXCLUSIVELY,
  /** Bytes are written and forced to disk. */
  FORCE_FILE,
  /** A rename over an existing file replaces it. */
  REPLACE_BY_RENAME,
  /** The folder itself is forced to disk, so that the rename is. */
  FORCE_FOLDER,
  /** A name as long as the longest of our own names, 64 bytes. */
  OWN_NAMES,
  /** A name of 255 bytes, what Linux file systems usually take. */
  LONG_NAMES,
  /** Permission bits read back as they were set. */
  KEEP_MODE,
  HARD_LINK,
  SYMBOLIC_LINK,
  /** A user extended attribute. */
  USER_ATTRIBUTE
}
