package samples.fuzz;

/** A line of docs/promise.md, and what of a program it takes out of the comparison. */
public enum Explanation {
  OLD_VERSION(
      "until a save ends, other readers see the previous version, or no file if there was none"),
  OLD_FILE("the target is a new file after each save: who holds the old one open keeps it"),
  TWO_SAVES("two saves of one path at once never mix"),
  OTHER_NAME("a save is seen by the name that it was opened by, not by other links to the file"),
  ONTO_ITSELF("a link copied over itself becomes a copy, where stock loses the link and throws"),
  ABANDONED("a save that is closed because an exception is flying is not published");

  private final String promise;

  Explanation(String promise) {
    this.promise = promise;
  }

  public String promise() {
    return promise;
  }
}
