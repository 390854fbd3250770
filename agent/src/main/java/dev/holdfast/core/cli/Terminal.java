package dev.holdfast.core.cli;

import java.io.Console;
import java.lang.reflect.InvocationTargetException;
import picocli.CommandLine.Help.Ansi;

/** Whether somebody looks at the output. */
final class Terminal {
  private Terminal() {}

  /** Colours as picocli finds the terminal able to (NO_COLOR and such), none without a terminal. */
  @SuppressWarnings("SystemConsoleNull") // isTerminal is asked, too
  static Ansi ansi() {
    Console console = System.console();
    return console != null && isTerminal(console) ? Ansi.AUTO : Ansi.OFF;
  }

  /** Since 22 there may be a console without a terminal; {@code isTerminal} came with it. */
  private static boolean isTerminal(Console console) {
    try {
      return (Boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (NoSuchMethodException before22) {
      return true;
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new LinkageError("Console.isTerminal", e);
    }
  }
}
