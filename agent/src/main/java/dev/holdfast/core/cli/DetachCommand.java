package dev.holdfast.core.cli;

import dev.holdfast.core.control.Answer;
import dev.holdfast.core.jvm.JavaProcess;
import dev.holdfast.core.jvm.NoSuchJvmException;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code detach PID-or-name [--wait SECONDS]}. */
@Command(
    name = "detach",
    description = "Takes the agent out of a running JVM.",
    footer = {
      "",
      "Saves that begin from then on are stock. Those that are open end as they",
      "began, protected; then the hooks are taken out. Exit status 0: the agent is",
      "gone, 1: saves are still open, or there is none.",
      "",
      "Examples:",
      "  java -jar holdfast.jar detach 4711",
      "  java -jar holdfast.jar detach Tomcat --wait 60"
    })
final class DetachCommand implements Callable<Integer> {
  private static final long AGAIN_MILLIS = 200;

  /** For its last thread, once the hooks are out. */
  private static final long WAY_OUT_SECONDS = 10;

  @Spec private CommandSpec spec;
  @Mixin private AskedJvm jvm;

  @Option(
      names = "--wait",
      paramLabel = "SECONDS",
      defaultValue = "10",
      description = "How long to wait for saves that are open; default ${DEFAULT-VALUE}.")
  private int seconds;

  @Override
  public Integer call() throws IOException, InterruptedException {
    try {
      JavaProcess process = jvm.find();
      try (Progress progress = Progress.of("detach", spec.commandLine().getErr())) {
        return detach(process, progress);
      }
    } catch (NoSuchJvmException | AgentClient.Unanswered failure) {
      return jvm.failed(failure);
    }
  }

  private int detach(JavaProcess process, Progress progress)
      throws AgentClient.Unanswered, IOException, InterruptedException {
    AgentClient agent = new AgentClient(process);
    progress.now("asking the agent");
    Answer answer = agent.ask("detach");
    long start = System.nanoTime();
    while (answer.word() == Answer.Word.PENDING && agent.isThere()) {
      progress.now("waiting for open saves to end");
      if (System.nanoTime() - start > TimeUnit.SECONDS.toNanos(seconds)) {
        return stillOpen(process, answer, progress);
      }
      TimeUnit.MILLISECONDS.sleep(AGAIN_MILLIS);
      if (agent.isThere()) { // else it has ended by itself meanwhile
        answer = agent.ask("detach");
      }
    }
    awaitWayOut(agent);
    if (answer.word() == Answer.Word.FAILED) {
      progress.print(spec.commandLine().getErr(), "holdfast: " + process + ": " + answer.text());
      return ExitStatus.FAILED;
    }
    progress.print(
        spec.commandLine().getOut(), process + ": detached; saves are as the stock JDK's");
    return ExitStatus.DONE;
  }

  private int stillOpen(JavaProcess process, Answer answer, Progress progress) {
    progress.print(
        spec.commandLine().getErr(),
        "holdfast: "
            + process
            + ": "
            + answer.text()
            + "\n  they end protected; the agent goes by itself after the last of them"
            + " (new saves are stock already)");
    return ExitStatus.FAILED;
  }

  private static void awaitWayOut(AgentClient agent) throws InterruptedException {
    long start = System.nanoTime();
    while (agent.isThere()
        && System.nanoTime() - start < TimeUnit.SECONDS.toNanos(WAY_OUT_SECONDS)) {
      TimeUnit.MILLISECONDS.sleep(1);
    }
  }
}
