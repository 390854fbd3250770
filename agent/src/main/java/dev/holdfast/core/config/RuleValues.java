package dev.holdfast.core.config;

/** The values of one rule, defaults merged in. */
final class RuleValues {
  Survive survive = Survive.POWER_LOSS;
  OnException onException = OnException.COMMIT;
  OnExit onExit = OnExit.AUTO;
  Append append = Append.PASSTHROUGH;
  InPlace inPlace = InPlace.PASSTHROUGH;
  Rename rename = Rename.HARDEN;
  Fallback fallback = Fallback.IN_PLACE;
}
