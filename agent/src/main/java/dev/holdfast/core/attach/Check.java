package dev.holdfast.core.attach;

/** One reason why attaching would fail or do harm. Asks /proc, changes nothing. */
interface Check {
  void check(Plan plan) throws Refusal;
}
