package dev.holdfast.core.cli;

import dev.holdfast.core.control.Answer;
import dev.holdfast.core.jvm.JavaProcess;
import dev.holdfast.core.jvm.NoSuchJvmException;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code status PID-or-name [--json] [--watch]}. */
@Command(
    name = "status",
    description = "What the agent in a running JVM protects, and what it has done.",
    footer = {
      "",
      "Nothing is loaded into the JVM. Exit status 0: the agent has answered, 1: it",
      "hasn't, or there is none.",
      "",
      "Examples:",
      "  java -jar holdfast.jar status 4711",
      "  java -jar holdfast.jar status Tomcat --watch",
      "  java -jar holdfast.jar status 4711 --json"
    })
final class StatusCommand implements Callable<Integer> {
  private static final long PERIOD_SECONDS = 2;

  /** The cursor to the upper left, and all below it cleared. */
  private static final String CLEAR = "\u001b[H\u001b[2J";

  @Spec private CommandSpec spec;
  @Mixin private AskedJvm jvm;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  @Option(names = "--watch", description = "Again every 2 seconds, until the JVM ends or Ctrl-C.")
  private boolean watch;

  @Override
  public Integer call() throws IOException, InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    try {
      JavaProcess process = jvm.find();
      AgentClient agent = new AgentClient(process);
      print(agent.ask("status"), process, out);
      while (watch) {
        TimeUnit.SECONDS.sleep(PERIOD_SECONDS);
        Answer answer = agent.ask("status");
        if (Terminal.outIsOne()) {
          out.print(CLEAR);
        } else if (!json) {
          out.println();
        }
        print(answer, process, out);
      }
      return ExitStatus.DONE;
    } catch (NoSuchJvmException | AgentClient.Unanswered failure) {
      return jvm.failed(failure);
    }
  }

  private void print(Answer answer, JavaProcess process, PrintWriter out) throws IOException {
    if (json) {
      out.println(answer.text());
    } else {
      out.println(process + ": " + new StatusReport(JsonTree.object(answer.text())));
    }
    out.flush();
  }
}
