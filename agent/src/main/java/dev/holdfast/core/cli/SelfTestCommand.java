package dev.holdfast.core.cli;

import dev.holdfast.boot.Hooks;
import java.io.File;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What {@link VerifyCommand} runs in a JVM with the agent. */
@Command(name = SelfTestCommand.NAME, hidden = true, description = "Part of verify.")
final class SelfTestCommand implements Callable<Integer> {
  static final String NAME = "self-test";

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "DIR", description = "An empty folder that is protected.")
  private File folder;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    EveryApi everyApi = new EveryApi(folder, SelfTestCommand::protectedSaves);
    int failures = 0;
    for (Way way : EveryApi.ways()) {
      Finding finding = everyApi.tried(way);
      out.println(finding);
      failures += finding.word() == Finding.Word.FAIL ? 1 : 0;
    }
    int hookFailures = Hooks.failures();
    if (hookFailures > 0) {
      out.println(Finding.fail("hooks", hookFailures + " failed and left it to the stock JDK"));
    }
    return failures + hookFailures == 0 ? ExitStatus.DONE : ExitStatus.FAILED;
  }

  private static long protectedSaves(Way.Kind kind) {
    return count(Hooks.status(), kind == Way.Kind.SAVE ? "committed" : "rename-hardened");
  }

  /** The counter {@code name} in a status; 0 if there is none, as without the agent. */
  static long count(String status, String name) {
    Matcher field = Pattern.compile('"' + name + "\":(\\d+)").matcher(status);
    return field.find() ? Long.parseLong(field.group(1)) : 0;
  }
}
