package dev.holdfast.core.fs;

/** One ability tried, and what came of it. */
public final class Trial {
  private final Ability ability;
  private final String failure;

  /** {@code failure} is empty where it worked, else the system's reason. */
  public Trial(Ability ability, String failure) {
    this.ability = ability;
    this.failure = failure;
  }

  public Ability ability() {
    return ability;
  }

  public boolean works() {
    return failure.isEmpty();
  }

  /** Why it did not work, without any path; empty if it did. */
  public String failure() {
    return failure;
  }
}
