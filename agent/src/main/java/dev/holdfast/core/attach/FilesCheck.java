package dev.holdfast.core.attach;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;

/** Are jar and configuration what the target finds under their names, and may it read them? */
final class FilesCheck implements Check {
  @Override
  public void check(Plan plan) throws Refusal {
    if (plan.jar.indexOf('=') >= 0) {
      throw Refusal.because(
          "the jar's path has an equals sign in it: " + plan.jar + "; a JVM takes it to end there",
          "move the jar, or name it by a symbolic link without one");
    }
    for (String path : new String[] {plan.jar, plan.configuration}) {
      if (!Files.isRegularFile(Paths.get(path))) {
        throw Refusal.because(path + " is no file", "name one that is there");
      }
      check(path, plan);
    }
  }

  private static void check(String path, Plan plan) throws Refusal {
    Path seen;
    try {
      Walk walk = Walk.to(path, plan.target);
      if (walk.blocker() != null && !canItselfRead(path, plan)) {
        throw blocked(path, walk, plan);
      }
      seen = walk.end();
      if (seen != null && Files.isSameFile(seen, Paths.get(path))) {
        return;
      }
    } catch (IOException cause) {
      throw Refusal.because(
          "it can't be seen whether it has " + path + ": " + cause, "run this command as root");
    }
    throw Refusal.because(
        (seen == null ? "it has no file " : "it has another file under the name ")
            + path
            + ": it runs in a container, or sees other mounts",
        "copy jar and configuration into it and run this command inside (docker cp, docker exec),"
            + " or start it with JAVA_TOOL_OPTIONS="
            + plan.asOption());
  }

  /** By an ACL, which modes don't show: what this command can read, a process like it can. */
  private static boolean canItselfRead(String path, Plan plan) {
    return plan.tool.uid() == plan.target.status().uid()
        && plan.tool.groups().equals(plan.target.status().groups())
        && Files.isReadable(Paths.get(path));
  }

  private static Refusal blocked(String path, Walk walk, Plan plan) {
    return Refusal.because(
        "its user (uid "
            + plan.target.status().uid()
            + ", gid "
            + plan.target.status().gid()
            + ") can't read "
            + path
            + (walk.blocker().equals(path) ? "" : ", because it may not pass " + walk.blocker())
            + " ("
            + walk.modes()
            + ")",
        "let it (chmod, chgrp), or put the file elsewhere; where an ACL lets it, modes don't tell:"
            + " run this command as that user, "
            + plan.asItsUser());
  }
}
