package samples.fuzz;

/** What the ledger knows of a handle that is open. */
final class Held {
  enum State {
    READER,
    /** Writes into the file that everybody sees. */
    WRITER,
    /** A save: with Holdfast nobody sees it yet. */
    SAVE,
    /** A save whose target was deleted. */
    DEAD
  }

  /** What is between the handle and its file. */
  enum Buffer {
    NONE,
    CHARACTERS
  }

  final String file;
  final String folder;
  final String name;
  final Buffer buffer;

  /** Whether a save made the file: with Holdfast there is none until it ends. */
  final boolean fresh;

  State state;

  /** With Holdfast it stands for another file than without. */
  boolean stale;

  Held(String file, String folder, String name, Buffer buffer, State state, boolean fresh) {
    this.file = file;
    this.folder = folder;
    this.name = name;
    this.buffer = buffer;
    this.state = state;
    this.fresh = fresh;
  }

  boolean isSave() {
    return state == State.SAVE;
  }
}
