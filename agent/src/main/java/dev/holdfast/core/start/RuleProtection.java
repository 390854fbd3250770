package dev.holdfast.core.start;

import dev.holdfast.core.config.Configuration;
import dev.holdfast.core.config.OnException;
import dev.holdfast.core.config.OnExit;
import dev.holdfast.core.config.PathRules;
import dev.holdfast.core.config.Rename;
import dev.holdfast.core.config.Rule;
import dev.holdfast.core.config.Shrink;
import dev.holdfast.core.guard.EndOfInput;
import dev.holdfast.core.guard.Format;
import dev.holdfast.core.guard.Guards;
import dev.holdfast.core.guard.ShrinkGuard;
import dev.holdfast.core.save.Policy;
import dev.holdfast.core.save.Protection;
import java.util.IdentityHashMap;
import java.util.List;

/** The configuration's rules, as the save engine asks for them. */
final class RuleProtection implements Protection {
  private final PathRules paths;
  private final IdentityHashMap<Rule, Policy> policies = new IdentityHashMap<>();

  RuleProtection(Configuration configuration) {
    paths = configuration.paths();
    for (Rule rule : configuration.rules()) {
      policies.put(rule, policyOf(rule));
    }
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
        guards(rule));
  }

  private static Guards guards(Rule rule) {
    Shrink shrink = rule.shrink();
    return new Guards(
        new ShrinkGuard(shrink.above(), shrink.part(), shrink.whole()),
        Format.valueOf(rule.validate().name()), // the same words in both
        rule.previous());
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

  private static Policy.Renames renames(Rename rename) {
    return rename == Rename.HARDEN ? Policy.Renames.HARDEN : Policy.Renames.PASS;
  }

  @Override
  public Policy policyOrNull(String path) {
    Rule rule = paths.ruleForOrNull(path);
    return rule == null ? null : policies.get(rule);
  }
}
