package dev.holdfast.core.cli;

import dev.holdfast.core.control.Answer;
import dev.holdfast.core.jvm.JavaProcess;
import dev.holdfast.core.jvm.NoSuchJvmException;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code reload PID-or-name}. */
@Command(
    name = "reload",
    description = "Has the agent in a running JVM read its configuration again.",
    footer = {
      "",
      "The rules hold for saves that begin from then on. A configuration that is",
      "wrong changes nothing. Exit status 0: it is in force, 78: it is wrong, 1: there",
      "is no agent, or it can't do it.",
      "",
      "Examples:",
      "  java -jar holdfast.jar reload 4711"
    })
final class ReloadCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private AskedJvm jvm;

  @Override
  public Integer call() throws IOException, InterruptedException {
    try {
      JavaProcess process = jvm.find();
      Answer answer = new AgentClient(process).ask("reload");
      if (answer.word() == Answer.Word.DONE) {
        spec.commandLine().getOut().println(process + ": " + answer.text());
        return ExitStatus.DONE;
      }
      spec.commandLine().getErr().println(answer.text());
      spec.commandLine().getErr().println("holdfast: nothing was changed in " + process);
      return answer.word() == Answer.Word.WRONG
          ? ExitStatus.WRONG_CONFIGURATION
          : ExitStatus.FAILED;
    } catch (NoSuchJvmException | AgentClient.Unanswered failure) {
      return jvm.failed(failure);
    }
  }
}
