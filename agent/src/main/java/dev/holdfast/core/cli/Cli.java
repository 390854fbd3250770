package dev.holdfast.core.cli;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.ColorScheme;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command line: {@code java -jar holdfast.jar ...}. */
public final class Cli {
  private static final String NAME = "java -jar holdfast.jar";

  private Cli() {}

  @Command(
      name = NAME,
      mixinStandardHelpOptions = true,
      synopsisSubcommandLabel = "COMMAND",
      description = "Makes the file saves of unmodified Java applications atomic and durable.",
      footer = {
        "",
        "Exit status: 0 done, 1 failed, 2 wrong usage, 78 wrong configuration.",
        "Examples: java -jar holdfast.jar COMMAND --help",
        "To protect an application: java -javaagent:holdfast.jar=config=FILE ..."
      })
  private static final class Holdfast {}

  /**
   * Runs one command, on the standard streams.
   *
   * @param jar the one that this class came in
   * @param instrumentationOrNull of the agent, where this JVM was started with it
   * @return the exit status
   */
  public static int main(File jar, String[] arguments, Instrumentation instrumentationOrNull) {
    return run(
        jar,
        arguments,
        instrumentationOrNull,
        LineWriter.over(System.out),
        LineWriter.over(System.err));
  }

  static int run(File jar, String[] arguments, PrintWriter out, PrintWriter err) {
    return run(jar, arguments, null, out, err);
  }

  private static int run(
      File jar,
      String[] arguments,
      Instrumentation instrumentationOrNull,
      PrintWriter out,
      PrintWriter err) {
    CommandLine line = commandLine(jar, instrumentationOrNull).setOut(out).setErr(err);
    int status = line.execute(arguments);
    if (out.checkError()) {
      err.println("holdfast: standard output can't be written");
      return status == ExitStatus.DONE ? ExitStatus.FAILED : status;
    }
    return status;
  }

  /** The names of the commands that users are told of. */
  static List<String> commands() {
    List<String> names = new ArrayList<>();
    for (CommandLine command : commandLine(new File(""), null).getSubcommands().values()) {
      if (!command.getCommandSpec().usageMessage().hidden()) {
        names.add(command.getCommandName());
      }
    }
    return names;
  }

  private static CommandLine commandLine(File jar, Instrumentation instrumentationOrNull) {
    CommandLine line = new CommandLine(new Holdfast());
    line.addSubcommand(new ListCommand());
    line.addSubcommand(new AttachCommand(jar));
    line.addSubcommand(new StatusCommand());
    line.addSubcommand(new ReloadCommand());
    line.addSubcommand(new DetachCommand());
    line.addSubcommand(new CheckCommand());
    line.addSubcommand(new RecoverCommand(instrumentationOrNull));
    line.addSubcommand(new VerifyCommand(jar));
    line.addSubcommand(new DoctorCommand());
    line.addSubcommand(new CompletionCommand());
    line.addSubcommand(new SelfTestCommand());
    line.getCommandSpec().versionProvider(() -> new String[] {Version.line(jar)});
    line.getSubcommands().values().forEach(Cli::addHelp);
    line.setColorScheme(new ColorScheme.Builder(Terminal.ansi()).build());
    line.setParameterExceptionHandler(Cli::wrongUsage);
    line.setExecutionExceptionHandler(Cli::failed);
    return line;
  }

  private static void addHelp(CommandLine command) {
    CommandSpec spec = command.getCommandSpec();
    spec.addOption(
        CommandLine.Model.OptionSpec.builder("-h", "--help")
            .usageHelp(true)
            .description("Show this help message and exit.")
            .build());
  }

  private static int wrongUsage(ParameterException e, String[] arguments) {
    CommandLine line = e.getCommandLine();
    PrintWriter err = line.getErr();
    if (arguments.length == 0) {
      line.usage(err, Ansi.OFF);
      return ExitStatus.WRONG_USAGE;
    }
    err.println("holdfast: " + e.getMessage());
    UnmatchedArgumentException.printSuggestions(e, err);
    err.println("Try '" + line.getCommandSpec().qualifiedName() + " --help'.");
    return ExitStatus.WRONG_USAGE;
  }

  private static int failed(Exception e, CommandLine line, ParseResult parsed) {
    PrintWriter err = line.getErr();
    err.println("holdfast: " + line.getCommandName() + ": " + e);
    if (!(e instanceof IOException)) {
      e.printStackTrace(err); // a mistake of ours
    }
    return ExitStatus.FAILED;
  }
}
