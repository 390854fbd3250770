package dev.holdfast.core.attach;

import java.util.Arrays;
import java.util.List;

/** All that can be checked before the target is spoken to. */
public final class Preflight {
  /** First what nothing helps against, then rights, then files. */
  private static final List<Check> CHECKS =
      Arrays.asList(
          new VirtualMachineCheck(),
          new OptionsCheck(),
          new AnswerCheck(),
          new UserCheck(),
          new NamespaceCheck(),
          new FilesCheck());

  private Preflight() {}

  /** Throws the first refusal. */
  public static void check(Plan plan) throws Refusal {
    for (Check check : CHECKS) {
      check.check(plan);
    }
  }
}
