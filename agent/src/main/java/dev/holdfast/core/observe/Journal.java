package dev.holdfast.core.observe;

/** Where events go besides the counters. What it throws costs the journal, not the save. */
public interface Journal {
  /**
   * {@code event} has happened to {@code target}.
   *
   * @param target a path
   * @param rule that protects it; empty where none has to do with it
   * @param reason in words, empty where there is none to give
   * @param timingOrNull of the save
   */
  void record(Event event, Object target, String rule, String reason, Timing timingOrNull);
}
