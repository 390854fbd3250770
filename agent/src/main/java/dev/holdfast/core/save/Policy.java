package dev.holdfast.core.save;

import dev.holdfast.core.guard.EndOfInput;
import dev.holdfast.core.guard.Guards;

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

  /** What becomes of a save that an exception abandoned. */
  public enum OnException {
    /** It is not published: the old version stays. */
    DISCARD,
    COMMIT
  }

  /** What is done about streams and channels opened to append. */
  public enum Appends {
    /** Forced when they are closed. */
    SYNC,
    /** Each write is durable when it returns, and is there whole or not at all. */
    ATOMIC,
    PASS
  }

  /** What is done about files that are opened for writing and not cut. */
  public enum InPlace {
    /** Forced when they are closed. */
    SYNC,
    /** Changed in a copy, which replaces them when they are closed. */
    SHADOW,
    PASS
  }

  /** What a finished save outlives. */
  public enum Survives {
    POWER_LOSS,
    /** Atomic, but nothing is forced. */
    PROCESS_CRASH
  }

  /** How a save goes where an atomic replace is impossible. */
  public enum Fallback {
    /** Rewritten in place, by way of a journal that a recovery finishes it from. */
    JOURNAL,
    IN_PLACE,
    /** The application is told, the old version stays. */
    REFUSE
  }

  private final String rule;
  private final AtExit atExit;
  private final Renames renames;
  private final OnException onException;
  private final EndOfInput endOfInput;
  private final Guards guards;
  private final Appends appends;
  private final InPlace inPlace;
  private final Fallback fallback;
  private final Survives survives;

  /**
   * {@code rule}: its name and place in the configuration, for messages and counters. {@code
   * endOfInput}: what doesn't count as an abandonment.
   */
  public Policy(
      String rule,
      AtExit atExit,
      Renames renames,
      OnException onException,
      EndOfInput endOfInput,
      Guards guards,
      Appends appends,
      InPlace inPlace,
      Fallback fallback,
      Survives survives) {
    this.rule = rule;
    this.atExit = atExit;
    this.renames = renames;
    this.onException = onException;
    this.endOfInput = endOfInput;
    this.guards = guards;
    this.appends = appends;
    this.inPlace = inPlace;
    this.fallback = fallback;
    this.survives = survives;
  }

  public AtExit atExit() {
    return atExit;
  }

  public Renames renames() {
    return renames;
  }

  public OnException onException() {
    return onException;
  }

  public EndOfInput endOfInput() {
    return endOfInput;
  }

  public Guards guards() {
    return guards;
  }

  public Appends appends() {
    return appends;
  }

  public InPlace inPlace() {
    return inPlace;
  }

  public Fallback fallback() {
    return fallback;
  }

  public Survives survives() {
    return survives;
  }

  /** The rule, for messages. */
  @Override
  public String toString() {
    return rule;
  }
}
