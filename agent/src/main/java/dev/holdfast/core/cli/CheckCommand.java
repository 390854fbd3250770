package dev.holdfast.core.cli;

import dev.holdfast.core.config.Append;
import dev.holdfast.core.config.Configuration;
import dev.holdfast.core.config.ConfigurationException;
import dev.holdfast.core.config.ConfigurationReader;
import dev.holdfast.core.config.Environment;
import dev.holdfast.core.config.Explanation;
import dev.holdfast.core.config.Fallback;
import dev.holdfast.core.config.Glob;
import dev.holdfast.core.config.InPlace;
import dev.holdfast.core.config.Jmx;
import dev.holdfast.core.config.Mode;
import dev.holdfast.core.config.OnException;
import dev.holdfast.core.config.OnExit;
import dev.holdfast.core.config.Reload;
import dev.holdfast.core.config.Rename;
import dev.holdfast.core.config.Rule;
import dev.holdfast.core.config.Shrink;
import dev.holdfast.core.config.StartFailure;
import dev.holdfast.core.config.Survive;
import dev.holdfast.core.config.Validate;
import java.io.File;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code check FILE [--explain PATH]...}. */
@Command(
    name = "check",
    description = "Validates a configuration; says which rule a path gets and why.",
    footer = {
      "",
      "Touches nothing but FILE. Exit status 0: it is right, 78: it is wrong.",
      "",
      "Examples:",
      "  java -jar holdfast.jar check holdfast.yaml",
      "  java -jar holdfast.jar check holdfast.yaml --explain data/state.json"
    })
final class CheckCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  // Not texts: shells complete names of files then.
  @Parameters(paramLabel = "FILE", description = "The configuration, YAML.")
  private File file;

  @Option(
      names = "--explain",
      paramLabel = "PATH",
      description = "Say which rule PATH gets and why. May be given several times.")
  private List<File> explain = new ArrayList<>();

  @Override
  public Integer call() {
    Configuration configuration;
    try {
      configuration = ConfigurationReader.read(file.getPath(), Environment.ofThisProcess());
    } catch (ConfigurationException e) {
      spec.commandLine().getErr().println(e.getMessage());
      return ExitStatus.WRONG_CONFIGURATION;
    }
    PrintWriter out = spec.commandLine().getOut();
    summarise(configuration, out);
    for (File path : explain) {
      out.println();
      explain(configuration.paths().explain(path.getPath()), configuration.mode(), out);
    }
    return ExitStatus.DONE;
  }

  private static void summarise(Configuration configuration, PrintWriter out) {
    int rules = configuration.rules().size();
    out.println(configuration.source() + ": " + rules + (rules == 1 ? " rule" : " rules"));
    List<String> general = new ArrayList<>();
    addUnless(Mode.PROTECT, "mode", configuration.mode(), general);
    addUnless(StartFailure.HALT, "on-start-failure", configuration.onStartFailure(), general);
    if (configuration.quiet()) {
      general.add("quiet: true");
    }
    addUnless(Reload.MANUAL, "reload", configuration.reload(), general);
    addUnless(Jmx.AUTO, "jmx", configuration.jmx(), general);
    if (configuration.stateFolderOrNull() != null) {
      general.add("state-folder: " + configuration.stateFolderOrNull());
    }
    if (configuration.log().isOn()) {
      general.add("log: " + configuration.log());
    }
    general.forEach(line -> out.println("  " + line));
    for (Rule rule : configuration.rules()) {
      out.println("  " + rule);
      for (Glob glob : rule.globs()) {
        out.println("    protects  " + glob);
      }
      for (Glob glob : rule.excludes()) {
        out.println("    but not   " + glob);
      }
      unusual(rule).forEach(line -> out.println("    with      " + line));
    }
  }

  /** What differs from the values that a rule has without any key. */
  private static List<String> unusual(Rule rule) {
    List<String> lines = new ArrayList<>();
    addUnless(Survive.POWER_LOSS, "survive", rule.survive(), lines);
    addUnless(OnException.DISCARD, "on-exception", rule.onException(), lines);
    if (rule.endOfInputOrNull() != null) {
      lines.add("end-of-input: " + rule.endOfInputOrNull());
    }
    addUnless(OnExit.AUTO, "on-exit", rule.onExit(), lines);
    addUnless(Append.SYNC, "append", rule.append(), lines);
    addUnless(InPlace.SYNC, "in-place", rule.inPlace(), lines);
    addUnless(Rename.HARDEN, "rename", rule.rename(), lines);
    addUnless(Fallback.JOURNAL, "fallback", rule.fallback(), lines);
    if (rule.shrink() != Shrink.OFF) {
      lines.add("shrink-guard: " + rule.shrink());
    }
    addUnless(Validate.NONE, "validate", rule.validate(), lines);
    if (rule.previous() > 0) {
      lines.add("keep-previous: " + rule.previous());
    }
    return lines;
  }

  private static <E extends Enum<E>> void addUnless(
      E usual, String key, E value, List<String> lines) {
    if (value != usual) {
      lines.add(key + ": " + value.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }
  }

  private static void explain(Explanation explanation, Mode mode, PrintWriter out) {
    Rule rule = explanation.ruleOrNull();
    out.print(explanation.path() + ": ");
    if (rule == null) {
      out.println("not protected");
    } else {
      String verdict = mode == Mode.PROTECT ? "protected by " : "not protected (mode), else by ";
      out.println(verdict + rule + ", glob " + explanation.globOrNull());
    }
    explanation.reasons().forEach(reason -> out.println("  " + reason));
    if (rule != null) {
      unusual(rule).forEach(line -> out.println("  with " + line));
    }
  }
}
