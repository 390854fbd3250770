package dev.holdfast.core.attach;

/** Why nothing was loaded, or why what was loaded is not active. */
public final class Refusal extends Exception {
  private static final long serialVersionUID = 1;

  /** Whose mistake it is. */
  public enum Kind {
    /** Of the JVM, the machine, the rights. */
    CANNOT,
    /** Of the configuration; the message is its own, for a person, with its place. */
    CONFIGURATION
  }

  private final Kind kind;

  private Refusal(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  /** {@code why} names the thing, {@code remedy} is a whole sentence or a command. */
  static Refusal because(String why, String remedy) {
    return new Refusal(Kind.CANNOT, why + "\n  remedy: " + remedy);
  }

  static Refusal ofConfiguration(String message) {
    return new Refusal(Kind.CONFIGURATION, message);
  }

  public Kind kind() {
    return kind;
  }
}
