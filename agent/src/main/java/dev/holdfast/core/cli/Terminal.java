package dev.holdfast.core.cli;

import java.io.Console;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import picocli.CommandLine.Help.Ansi;

/** Whether somebody looks at the output. */
final class Terminal {
  private static final Path STANDARD_OUTPUT = Paths.get("/proc/self/fd/1");
  private static final Path STANDARD_ERROR = Paths.get("/proc/self/fd/2");
  private static final String CONSOLE = "/dev/console";

  private Terminal() {}

  /** Colours as picocli finds the terminal able to (NO_COLOR and such), none without a terminal. */
  static Ansi ansi() {
    return isThere() ? Ansi.AUTO : Ansi.OFF;
  }

  /** Whether both standard input and output are one. */
  @SuppressWarnings("SystemConsoleNull") // isTerminal is asked, too
  static boolean isThere() {
    Console console = System.console();
    return console != null && isTerminal(console);
  }

  /** Whether standard output ends on a terminal. */
  static boolean outIsOne() {
    return isTerminal(STANDARD_OUTPUT);
  }

  /**
   * Whether standard error ends on a terminal that can wipe a line. Java can't ask: its console is
   * there if standard input and output are terminals.
   */
  static boolean errIsOne() {
    String kind = System.getenv("TERM");
    return kind != null && !kind.isEmpty() && !kind.equals("dumb") && isTerminal(STANDARD_ERROR);
  }

  /** {@code descriptor} is a link of proc(5); tty(4), pts(4), console(4) have these names. */
  static boolean isTerminal(Path descriptor) {
    try {
      String file = Files.readSymbolicLink(descriptor).toString();
      return file.startsWith("/dev/pts/") || file.startsWith("/dev/tty") || file.equals(CONSOLE);
    } catch (IOException | UnsupportedOperationException notLinux) {
      return false;
    }
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
