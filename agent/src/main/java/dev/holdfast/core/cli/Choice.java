package dev.holdfast.core.cli;

import dev.holdfast.core.jvm.JavaProcess;
import dev.holdfast.core.jvm.JavaProcesses;
import dev.holdfast.core.jvm.NoSuchJvmException;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Asks a person at a terminal which JVM is meant. */
final class Choice {
  private Choice() {}

  /** Null if none was chosen. Without a terminal the missing argument is wrong usage. */
  static JavaProcess of(JavaProcesses processes, CommandLine line) throws NoSuchJvmException {
    if (!Terminal.isThere()) {
      throw new ParameterException(
          line, "Missing required parameter: 'PID-or-name' (without a terminal nobody can choose)");
    }
    PrintWriter err = line.getErr();
    List<JavaProcess> all = processes.all();
    if (all.isEmpty()) {
      err.println("No JVM is running that can be seen from here.");
      return null;
    }
    Table table = new Table();
    for (int i = 0; i < all.size(); i++) {
      JavaProcess process = all.get(i);
      table.add(
          "  " + (i + 1),
          Integer.toString(process.pid()),
          process.name(),
          process.runtime().toString(),
          process.control().isThere() ? "attached" : "");
    }
    table.lines().forEach(err::println);
    return chosen(all, System.console().readLine("Number (Enter alone: none): "), err);
  }

  /** {@code answer} is null at the end of input. */
  static JavaProcess chosen(List<JavaProcess> all, String answer, PrintWriter err) {
    String number = answer == null ? "" : answer.trim();
    if (number.isEmpty()) {
      err.println("Nothing chosen, nothing done.");
      return null;
    }
    for (int i = 0; i < all.size(); i++) {
      if (number.equals(Integer.toString(i + 1))) {
        return all.get(i);
      }
    }
    err.println("'" + number + "' is not in the list; nothing done.");
    return null;
  }
}
