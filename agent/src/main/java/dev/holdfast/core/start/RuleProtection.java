package dev.holdfast.core.start;

import dev.holdfast.core.config.Configuration;
import dev.holdfast.core.config.Mode;
import dev.holdfast.core.config.OnException;
import dev.holdfast.core.config.OnExit;
import dev.holdfast.core.config.PathRules;
import dev.holdfast.core.config.Rename;
import dev.holdfast.core.config.Rule;
import dev.holdfast.core.config.Shrink;
import dev.holdfast.core.config.Survive;
import dev.holdfast.core.guard.EndOfInput;
import dev.holdfast.core.guard.Format;
import dev.holdfast.core.guard.Guards;
import dev.holdfast.core.guard.ShrinkGuard;
import dev.holdfast.core.observe.Event;
import dev.holdfast.core.observe.Observer;
import dev.holdfast.core.save.Policy;
import dev.holdfast.core.save.Protection;
import java.util.IdentityHashMap;
import java.util.List;

/** The configuration's rules, as the save engine asks for them. */
final class RuleProtection implements Protection {
  /** The rules of one configuration; never changed. */
  private static final class Rules {
    final PathRules paths;
    final IdentityHashMap<Rule, Policy> policies = new IdentityHashMap<>();

    Rules(Configuration configuration) {
      paths = configuration.paths();
      for (Rule rule : configuration.rules()) {
        policies.put(rule, policyOf(rule));
      }
    }
  }

  private final OffSwitch offSwitch;
  private final Observer observer;

  /** Null: nothing is protected. */
  private volatile Rules rulesOrNull;

  private volatile boolean ended;

  RuleProtection(Configuration configuration, OffSwitch offSwitch, Observer observer) {
    this.offSwitch = offSwitch;
    this.observer = observer;
    take(configuration);
  }

  /**
   * From the next save on these rules hold; saves that are open go on with theirs. On throw nothing
   * has changed.
   */
  void take(Configuration configuration) {
    Rules rules = new Rules(configuration);
    rulesOrNull = configuration.mode() == Mode.OFF ? null : rules;
  }

  /** Saves that begin now pass as stock, for good; those that are open go on. */
  void end() {
    ended = true;
    rulesOrNull = null;
  }

  boolean hasEnded() {
    return ended;
  }

  OffSwitch offSwitch() {
    return offSwitch;
  }

  private static Policy policyOf(Rule rule) {
    List<String> names = rule.endOfInputOrNull();
    return new Policy(
        rule.toString(),
        atExit(rule.onExit()),
        renames(rule.rename()),
        rule.onException() == OnException.DISCARD
            ? Policy.OnException.DISCARD
            : Policy.OnException.COMMIT,
        new EndOfInput(names == null ? EndOfInput.DEFAULT : names),
        guards(rule),
        appends(rule),
        inPlace(rule),
        Policy.Fallback.valueOf(rule.fallback().name()), // the same words in both
        Policy.Survives.valueOf(rule.survive().name()));
  }

  private static Guards guards(Rule rule) {
    Shrink shrink = rule.shrink();
    Format format = Format.valueOf(rule.validate().name()); // the same words in both
    String whyNotHere = format.whyNotHereOrNull();
    if (whyNotHere != null) {
      throw new UnsupportedOperationException(
          "validate of rule " + rule + " asks for what is not here: " + whyNotHere);
    }
    return new Guards(
        new ShrinkGuard(shrink.above(), shrink.part(), shrink.whole()), format, rule.previous());
  }

  private static Policy.InPlace inPlace(Rule rule) {
    switch (rule.inPlace()) {
      case SHADOW:
        return Policy.InPlace.SHADOW;
      case PASSTHROUGH:
        return Policy.InPlace.PASS;
      default:
        return isForced(rule) ? Policy.InPlace.SYNC : Policy.InPlace.PASS;
    }
  }

  /** Else what is only forced, and no more, is stock's. */
  private static boolean isForced(Rule rule) {
    return rule.survive() == Survive.POWER_LOSS;
  }

  private static Policy.AtExit atExit(OnExit onExit) {
    switch (onExit) {
      case COMMIT:
        return Policy.AtExit.COMMIT;
      case DISCARD:
        return Policy.AtExit.DISCARD;
      default:
        return Policy.AtExit.AUTO;
    }
  }

  private static Policy.Appends appends(Rule rule) {
    switch (rule.append()) {
      case ATOMIC:
        return Policy.Appends.ATOMIC;
      case PASSTHROUGH:
        return Policy.Appends.PASS;
      default:
        return isForced(rule) ? Policy.Appends.SYNC : Policy.Appends.PASS;
    }
  }

  private static Policy.Renames renames(Rename rename) {
    return rename == Rename.HARDEN ? Policy.Renames.HARDEN : Policy.Renames.PASS;
  }

  @Override
  public Policy policyOrNull(String path) {
    Rules rules = rulesOrNull;
    Rule rule = rules == null ? null : rules.paths.ruleForOrNull(path);
    if (rule == null) {
      return null; // before the switch is asked: files that no rule matches must not pay for it
    }
    if (offSwitch.isOff()) {
      observer.count(Event.PASSED_OFF, rule.toString());
      return null;
    }
    return rules.policies.get(rule);
  }
}
