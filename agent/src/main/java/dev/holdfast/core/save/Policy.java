package dev.holdfast.core.save;

/** What a rule says about the saves it protects. */
public final class Policy {
  /** What becomes of saves still open when the JVM exits. */
  public enum AtExit {
    /** In progress: kept aside. Left open: committed. */
    AUTO,
    COMMIT,
    DISCARD
  }

  /** What is done about the application's own temp + rename. */
  public enum Renames {
    HARDEN,
    PASS
  }

  private final String rule;
  private final AtExit atExit;
  private final Renames renames;

  /** {@code rule}: its name and place in the configuration, for messages. */
  public Policy(String rule, AtExit atExit, Renames renames) {
    this.rule = rule;
    this.atExit = atExit;
    this.renames = renames;
  }

  public AtExit atExit() {
    return atExit;
  }

  public Renames renames() {
    return renames;
  }

  /** The rule, for messages. */
  @Override
  public String toString() {
    return rule;
  }
}
