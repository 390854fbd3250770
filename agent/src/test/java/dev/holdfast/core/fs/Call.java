package dev.holdfast.core.fs;

/** The kinds of calls that a {@link FakeFs} counts, logs and lets fail. */
public enum Call {
  STAT("stat"),
  RESOLVE("resolve"),
  OPEN_FOLDER("open folder"),
  CREATE("create"),
  OPEN("open"),
  OPEN_TRUNCATED("open truncated"),
  OPEN_OR_CREATE("open or create"),
  CHOWN("chown"),
  CHMOD("chmod"),
  ATTRIBUTES("attributes"),
  SET_ATTRIBUTE("set"),
  REMOVE_ATTRIBUTE("unset"),
  TOUCH("touch"),
  FORCE("force"),
  FORCE_DATA("force data"),
  REPLACE("replace"),
  LINK("link"),
  MAKE_FOLDER("make folder"),
  REMOVE_FOLDER("remove folder"),
  REMOVE("remove"),
  READ("read"),
  COPY("copy"),
  CLOSE("close"),
  POSITION("position"),
  TRUNCATE("truncate"),
  /** Bytes of our own at a place in a file. */
  PUT("put"),
  OPEN_AGAIN("open again"),
  NAMES("names"),
  /** The application's own: bytes into an open descriptor. */
  WRITE("write");

  private final String word;

  Call(String word) {
    this.word = word;
  }

  @Override
  public String toString() {
    return word;
  }
}
