package dev.holdfast.proof.trace;

import java.util.Locale;

/** What a save finds, and how much it saves. */
public enum Situation {
  OVERWRITE("t.dat", 20_000, 1),
  /** Two saves: the second one overwrites what the first has made. */
  NEW_FILE("t.dat", 20_000, 2),
  /** The program makes the folder, and the one above it, just before it saves. */
  NEW_FOLDER("made/deeper/t.dat", 20_000, 1),
  THROUGH_A_LINK("link.dat", 20_000, 1),
  NO_BYTES("t.dat", 0, 1),
  ONE_BYTE("t.dat", 1, 1),
  MEGABYTE("t.dat", 1 << 20, 1);

  private final String target;
  private final int size;
  private final int saves;

  Situation(String target, int size, int saves) {
    this.target = target;
    this.size = size;
    this.saves = saves;
  }

  /** The name that the program saves to, in the job's folder. */
  String target() {
    return target;
  }

  int size() {
    return size;
  }

  int saves() {
    return saves;
  }

  /** Whether there is an old version before the first save. */
  boolean overwrites() {
    return this != NEW_FILE && this != NEW_FOLDER;
  }

  /** As the report has it. */
  String title() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
