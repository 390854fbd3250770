package dev.holdfast.core.cli;

import dev.holdfast.core.attach.Attachment;
import dev.holdfast.core.attach.Plan;
import dev.holdfast.core.attach.Refusal;
import dev.holdfast.core.jvm.JavaProcess;
import dev.holdfast.core.jvm.JavaProcesses;
import dev.holdfast.core.jvm.NoSuchJvmException;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code attach [PID-or-name] --config FILE}. */
@Command(
    name = "attach",
    description = "Protects the saves of a JVM that runs, without a restart.",
    footer = {
      "",
      "Checks everything first, loads the agent once, then has it proved that it is",
      "active. Files that are open then are left as they are. Exit status 0: it is",
      "active, 1: it can't be, 78: the configuration is wrong; in both cases the",
      "application runs on as before.",
      "",
      "Examples:",
      "  java -jar holdfast.jar attach 4711 --config /etc/holdfast.yaml",
      "  java -jar holdfast.jar attach Tomcat --config holdfast.yaml"
    })
final class AttachCommand implements Callable<Integer> {
  private final File jar;
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "PID-or-name",
      arity = "0..1",
      description = "The process, or a part of its main class or jar. On a terminal you are asked.")
  private String process;

  @Option(
      names = "--config",
      required = true,
      paramLabel = "FILE",
      description = "The configuration, YAML; the JVM keeps to this file.")
  private String configuration;

  AttachCommand(File jar) {
    this.jar = jar;
  }

  @Override
  public Integer call() throws IOException {
    PrintWriter err = spec.commandLine().getErr();
    JavaProcesses processes = JavaProcesses.now();
    JavaProcess target;
    try {
      target = process == null ? Choice.of(processes, spec.commandLine()) : processes.find(process);
    } catch (NoSuchJvmException e) {
      err.println("holdfast: " + e.getMessage());
      return ExitStatus.FAILED;
    }
    if (target == null) {
      return ExitStatus.FAILED; // nothing was chosen
    }
    Plan plan =
        new Plan(
            target,
            processes.self(),
            feature(),
            jar.getAbsolutePath(),
            Version.of(jar),
            new File(configuration).getAbsoluteFile().toPath().normalize().toString());
    try {
      report(make(plan, "waiting for " + target, err), target);
      return ExitStatus.DONE;
    } catch (Refusal refusal) {
      if (refusal.kind() == Refusal.Kind.CONFIGURATION) {
        err.println(refusal.getMessage());
        return ExitStatus.WRONG_CONFIGURATION;
      }
      err.println("holdfast: cannot attach to " + target + ": " + refusal.getMessage());
      return ExitStatus.FAILED;
    }
  }

  private static Attachment make(Plan plan, String what, PrintWriter err) throws Refusal {
    try (Progress progress = Progress.of("attach", err)) {
      progress.now(what);
      return Attachment.make(plan);
    }
  }

  private static int feature() {
    String version = System.getProperty("java.specification.version");
    return Integer.parseInt(version.startsWith("1.") ? version.substring(2) : version);
  }

  private void report(Attachment attachment, JavaProcess target) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(target + ": " + (attachment.isNew() ? "" : "already ") + attachment.presence());
    out.println("next: java -jar holdfast.jar status " + target.pid() + " (or reload, or detach)");
    if (attachment.hasWarned()) {
      spec.commandLine()
          .getErr()
          .println(
              "The JVM has written WARNING lines about a dynamically loaded agent to its standard"
                  + " error; that is expected.\nA later JDK will refuse by default: start the"
                  + " application with -javaagent, or with -XX:+EnableDynamicAgentLoading.");
    }
  }
}
