package dev.holdfast.core.cli;

import dev.holdfast.boot.Hooks;
import dev.holdfast.core.weave.SelfTest;
import java.io.File;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
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
    List<Finding> findings = new ArrayList<>();
    EveryApi everyApi = new EveryApi(folder, SelfTestCommand::protectedSaves);
    for (Way way : EveryApi.ways()) {
      tell(everyApi.tried(way), findings, out);
    }
    if (Hooks.failures() > 0) {
      String sentence = Hooks.failures() + " failures, left to the stock JDK: see above";
      tell(Finding.fail("hooks", sentence), findings, out);
    }
    out.println();
    // Last: it takes the hooks away from the save engine.
    for (Finding finding : ofHooks(SelfTest.full(folder))) {
      tell(finding, findings, out);
    }
    for (Finding finding : findings) {
      if (finding.word() == Finding.Word.FAIL) {
        return ExitStatus.FAILED;
      }
    }
    return ExitStatus.DONE;
  }

  /** Prints at once, so that a self-test that hangs shows where. */
  private static void tell(Finding finding, List<Finding> findings, PrintWriter out) {
    findings.add(finding);
    out.println(finding);
  }

  /** One finding for each row of the hook table that this JDK should have. */
  private static List<Finding> ofHooks(SelfTest test) {
    List<Finding> findings = new ArrayList<>();
    for (String hook : test.passed()) {
      findings.add(Finding.ok(hook, "woven, fired"));
    }
    for (String hook : test.silent()) {
      findings.add(Finding.fail(hook, "not fired: not woven, or not whole"));
    }
    for (String hook : test.notProbed()) {
      findings.add(Finding.warn(hook, "not tried: the self-test does not know how to call it"));
    }
    return findings;
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
