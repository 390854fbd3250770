package dev.holdfast.core.cli;

import dev.holdfast.core.fs.FsFacts;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code doctor DIR}. */
@Command(
    name = "doctor",
    description = "Can the file system of a folder keep the promise?",
    footer = {
      "",
      "Looks at the file system and tries, with small files that it removes again,",
      "what a save needs. Exit status 0: it can (warnings are worth reading),",
      "1: it can't.",
      "",
      "Examples:",
      "  java -jar holdfast.jar doctor /srv/app/data",
      "  java -jar holdfast.jar doctor --json /srv/app/data"
    })
final class DoctorCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "DIR", description = "A folder that holds files to protect.")
  private File directory;

  @Option(names = "--json", description = "One JSON object on standard output instead of lines.")
  private boolean json;

  @Override
  public Integer call() {
    String folder = directory.getPath();
    List<Finding> findings = diagnose(folder);
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(FindingsJson.of(folder, findings));
      return FindingsJson.keeps(findings) ? ExitStatus.DONE : ExitStatus.FAILED;
    }
    Ansi ansi = spec.commandLine().getColorScheme().ansi();
    int warnings = 0;
    int failures = 0;
    for (Finding finding : findings) {
      out.println(coloured(finding, ansi));
      warnings += finding.word() == Finding.Word.WARN ? 1 : 0;
      failures += finding.word() == Finding.Word.FAIL ? 1 : 0;
    }
    out.println();
    if (failures > 0) {
      out.println("The promise can't be kept in " + folder + ".");
      return ExitStatus.FAILED;
    }
    out.println("The promise can be kept in " + folder + mind(warnings) + ".");
    return ExitStatus.DONE;
  }

  private static String mind(int warnings) {
    if (warnings == 0) {
      return "";
    }
    return warnings == 1 ? ", but mind the warning" : ", but mind the " + warnings + " warnings";
  }

  /** At least one finding; the first says whether there is a folder at all. */
  static List<Finding> diagnose(String folder) {
    FsFacts facts;
    try {
      facts = FsFacts.of(folder);
    } catch (NoSuchFileException e) {
      return missing(folder + " isn't there; remedy: create it, or name another");
    } catch (NotDirectoryException e) {
      return missing(folder + " is not a folder; remedy: name the folder it is in");
    } catch (IOException e) {
      return missing(folder + " can't be looked at: " + FsFacts.reason(e));
    } catch (InvalidPathException e) {
      return missing(folder + " is no name that this system can have: " + e.getReason());
    }
    List<Finding> findings = new ArrayList<>();
    findings.add(Finding.ok("folder", facts.folder()));
    findings.addAll(FileSystemDiagnosis.of(facts.mountOrNull(), facts.kernelOptions()));
    findings.addAll(DiskDiagnosis.of(facts.diskOrNull()));
    findings.addAll(FolderDiagnosis.ofTrials(facts.trials()));
    findings.add(FileSystemDiagnosis.reflink(facts.mountOrNull()));
    findings.addAll(FolderDiagnosis.ofRoom(facts.freeBytes(), facts.freeInodes()));
    findings.addAll(FolderDiagnosis.ofLeftBehind(facts.leftBehind()));
    return findings;
  }

  private static List<Finding> missing(String sentence) {
    return Collections.singletonList(Finding.fail("folder", sentence));
  }

  /** Only the word: the sentence may have a file's name in it, which may have anything in it. */
  private static String coloured(Finding finding, Ansi ansi) {
    String line = finding.toString();
    String word = finding.word().toString();
    String style =
        finding.word() == Finding.Word.OK
            ? "green"
            : finding.word() == Finding.Word.WARN ? "yellow" : "red";
    return ansi.string("@|bold," + style + " " + word + "|@") + line.substring(word.length());
  }
}
