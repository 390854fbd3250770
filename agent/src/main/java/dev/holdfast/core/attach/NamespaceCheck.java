package dev.holdfast.core.attach;

import dev.holdfast.core.jvm.JavaProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;

/**
 * Will this command's own Java find the place where it listens, in a container or a private /tmp?
 */
final class NamespaceCheck implements Check {
  private static final int KNOWS_PID_NAMESPACES_SINCE = 10;

  /** Before, another /tmp was looked into only for another pid namespace. */
  private static final int KNOWS_PRIVATE_TMP_SINCE = 21;

  @Override
  public void check(Plan plan) throws Refusal {
    if (plan.toolFeature >= UnixSockets.SINCE || isFoundByJdk(plan)) {
      return;
    }
    JavaProcess target = plan.target;
    throw Refusal.because(
        hasOtherPid(target)
            ? "it runs in a container, where its pid is " + target.innerPid()
            : "its /tmp is not the one of this command (a container, or PrivateTmp of systemd)",
        "run this command with Java "
            + UnixSockets.SINCE
            + " or newer, not "
            + plan.toolFeature
            + ", or inside: nsenter -t "
            + target.pid()
            + " -m -p java -jar ...");
  }

  /** Whether the attach API of the JDK that runs this command looks at the right place. */
  static boolean isFoundByJdk(Plan plan) throws Refusal {
    if (hasOtherPid(plan.target)) {
      return plan.toolFeature >= KNOWS_PID_NAMESPACES_SINCE;
    }
    return plan.toolFeature >= KNOWS_PRIVATE_TMP_SINCE || hasOurTmp(plan.target);
  }

  private static boolean hasOtherPid(JavaProcess target) {
    return target.innerPid() != target.pid();
  }

  private static boolean hasOurTmp(JavaProcess target) throws Refusal {
    Path its = target.seenFromHere("/tmp");
    try {
      return Files.exists(its) && Files.isSameFile(its, Paths.get("/tmp"));
    } catch (IOException cause) {
      throw Refusal.because("its /tmp can't be looked at: " + cause, "run this command as root");
    }
  }
}
