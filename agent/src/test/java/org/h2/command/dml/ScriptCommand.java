package org.h2.command.dml;

/** Called as H2's is: its name is what tells that a deletion is half of a replacement. */
public final class ScriptCommand {
  private ScriptCommand() {}

  /** {@code deletion} as {@code SCRIPT TO} does it. */
  public static void query(Runnable deletion) {
    deletion.run();
  }
}
