package dev.holdfast.core.cli;

import dev.holdfast.core.jvm.JavaProcess;
import dev.holdfast.core.jvm.JavaProcesses;
import dev.holdfast.core.observe.JsonText;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code list [--json]}. */
@Command(
    name = "list",
    description = "The running JVMs, and which of them have Holdfast.",
    footer = {
      "",
      "Looks at /proc and asks no JVM anything. Those of other users are seen by",
      "root only. Exit status 0, also where there is none.",
      "",
      "Examples:",
      "  java -jar holdfast.jar list",
      "  java -jar holdfast.jar list --json"
    })
final class ListCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    JavaProcesses processes = JavaProcesses.now();
    if (json) {
      out.println(json(processes));
      return ExitStatus.DONE;
    }
    if (processes.all().isEmpty()) {
      out.println("No JVM is running.");
    } else {
      table(processes).lines().forEach(out::println);
    }
    unseen(processes, out);
    return ExitStatus.DONE;
  }

  private static Table table(JavaProcesses processes) {
    Table table = new Table();
    table.add("PID", "MAIN", "JDK", "HOLDFAST");
    for (JavaProcess process : processes.all()) {
      table.add(
          Integer.toString(process.pid()),
          process.name(),
          process.runtime().toString(),
          process.control().isThere() ? "attached" : "-");
    }
    return table;
  }

  private static void unseen(JavaProcesses processes, PrintWriter out) {
    int unseen = processes.unseen();
    if (unseen > 0) {
      out.println();
      out.println(
          (unseen == 1 ? "1 process" : unseen + " processes")
              + " can't be looked at"
              + (processes.self().uid() == 0
                  ? ", not even by root, and may be a JVM."
                  : ": other users', JVMs may be among them; root sees them."));
    }
  }

  private static String json(JavaProcesses processes) {
    StringBuilder json = new StringBuilder("{\"jvms\":[");
    for (JavaProcess process : processes.all()) {
      json.append(json.charAt(json.length() - 1) == '[' ? "" : ",");
      json.append("{\"pid\":").append(process.pid()).append(",\"main\":");
      JsonText.append(json, process.name());
      json.append(",\"jdk\":");
      JsonText.append(json, process.runtime().version());
      json.append(",\"home\":");
      JsonText.append(json, process.runtime().home());
      json.append(",\"uid\":").append(process.status().uid());
      json.append(",\"attached\":").append(process.control().isThere()).append('}');
    }
    return json.append("],\"unseen\":").append(processes.unseen()).append('}').toString();
  }
}
