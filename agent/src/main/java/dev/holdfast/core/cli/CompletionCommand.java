package dev.holdfast.core.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code completion bash|zsh}. */
@Command(
    name = "completion",
    description = "Prints a script by which a shell completes commands and options.",
    footer = {
      "",
      "The script completes the word 'holdfast', which you make an alias:",
      "  alias holdfast='java -jar /usr/local/lib/holdfast.jar'",
      "",
      "Examples:",
      "  bash, read when it is first needed:",
      "    holdfast completion bash > ~/.local/share/bash-completion/completions/holdfast",
      "  zsh, at the end of ~/.zshrc, after compinit:",
      "    source ~/.holdfast-completion",
      "  with, once:",
      "    holdfast completion zsh > ~/.holdfast-completion",
      "",
      "Exit status: 0 printed."
    })
final class CompletionCommand implements Callable<Integer> {
  /** The word that is completed. */
  private static final String ALIAS = "holdfast";

  /** In small letters, as users type them. */
  enum Shell {
    bash,
    zsh
  }

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "bash|zsh", description = "The shell: ${COMPLETION-CANDIDATES}.")
  private Shell shell;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    // One script for both: under zsh it loads bashcompinit.
    out.print(AutoComplete.bash(ALIAS, spec.root().commandLine()));
    if (shell == Shell.zsh) {
      // Else zsh expands the alias before it looks for its completion.
      out.println("setopt completealiases");
    }
    return ExitStatus.DONE;
  }
}
