package dev.holdfast.core.cli;

import dev.holdfast.core.jvm.JavaProcess;
import dev.holdfast.core.jvm.JavaProcesses;
import dev.holdfast.core.jvm.NoSuchJvmException;
import java.io.IOException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The argument of commands that ask one agent. */
final class AskedJvm {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Parameters(
      paramLabel = "PID-or-name",
      description = "A running JVM: its process number, or what only its main class or jar has.")
  private String pidOrName;

  JavaProcess find() throws IOException, NoSuchJvmException {
    return JavaProcesses.now().find(pidOrName);
  }

  /** Tells what went wrong; returns the exit status. */
  int failed(Exception failure) {
    spec.commandLine().getErr().println("holdfast: " + failure.getMessage());
    return ExitStatus.FAILED;
  }
}
