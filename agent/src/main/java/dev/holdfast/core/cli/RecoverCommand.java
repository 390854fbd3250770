package dev.holdfast.core.cli;

import dev.holdfast.boot.SystemCalls;
import dev.holdfast.core.config.Environment;
import dev.holdfast.core.config.StatePath;
import dev.holdfast.core.fs.UnixFs;
import dev.holdfast.core.observe.Event;
import dev.holdfast.core.observe.Observer;
import dev.holdfast.core.recover.Orphans;
import dev.holdfast.core.save.Owner;
import dev.holdfast.core.weave.Jdk;
import dev.holdfast.core.weave.SystemCallBridges;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.instrument.Instrumentation;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code recover DIR...}: what the next start of the application would do, now. */
@Command(
    name = "recover",
    description = "Finishes or removes what a crash left.",
    footer = {
      "",
      "Files that were being rewritten in place are made whole, files that were deleted",
      "to be replaced come back, shadow copies of processes that have ended are removed;",
      "in each DIR, all folders below it, and the state folder. What a living process, or",
      "one that can't be seen from here, still owns is left alone. Exit status 0: nothing",
      "of dead processes is left, 1: something is, and is named.",
      "",
      "Examples:",
      "  java -jar holdfast.jar recover /srv/app/data",
      "  java -jar holdfast.jar recover --state-folder /srv/state /srv/app/data"
    })
final class RecoverCommand implements Callable<Integer> {
  private final Instrumentation instrumentationOrNull;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "DIR", arity = "1..*", description = "A folder of protected files.")
  private List<File> folders;

  @Option(
      names = "--state-folder",
      paramLabel = "DIR",
      description = "The key 'state-folder' of the configuration, if it has one.")
  private File stateFolder;

  RecoverCommand(Instrumentation instrumentationOrNull) {
    this.instrumentationOrNull = instrumentationOrNull;
  }

  /** Prints what is told; the rest is counted. */
  private static final class Telling extends Observer {
    private final PrintWriter out;

    Telling(PrintWriter out) {
      this.out = out;
    }

    @Override
    protected void say(String line) {
      out.println(line);
    }
  }

  @Override
  public Integer call() throws Exception {
    if (!mayLookAtAll()) {
      return ExitStatus.FAILED;
    }
    UnixFs fs = fileSystem();
    PrintWriter out = spec.commandLine().getOut();
    Telling observer = new Telling(out);
    Owner self = Owner.ofThisProcess(fs.link("/proc/self/ns/pid"));
    Orphans orphans =
        new Orphans(fs, self, observer, Integer.MAX_VALUE); // all, as long as it takes
    orphans.add(stateFolder(), 0);
    for (File folder : folders) {
      orphans.add(folder.getCanonicalPath(), Integer.MAX_VALUE);
    }
    orphans.removeFor(Long.MAX_VALUE);
    out.println(summary(observer, orphans));
    return orphans.failures() == 0 ? ExitStatus.DONE : ExitStatus.FAILED;
  }

  private String stateFolder() throws IOException {
    return stateFolder == null
        ? StatePath.ofUser(Environment.ofThisProcess())
        : stateFolder.getCanonicalPath();
  }

  /** All of them first: a wrong one changes nothing. */
  private boolean mayLookAtAll() {
    boolean all = true;
    for (File folder : folders) {
      String wrong =
          !folder.exists()
              ? "isn't there"
              : !folder.isDirectory()
                  ? "is not a folder; name the folder it is in"
                  : folder.list() == null ? "can't be listed; may this user read it?" : null;
      if (wrong != null) {
        spec.commandLine().getErr().println("holdfast: recover: " + folder + " " + wrong);
        all = false;
      }
    }
    return all;
  }

  /** Of this JVM, past its hooks: nothing is woven here. */
  private UnixFs fileSystem() throws Exception {
    if (instrumentationOrNull == null && !Jdk.isBeforeModules()) {
      throw new IOException("needs to be started as java -jar holdfast.jar recover DIR...");
    }
    if (!System.getProperty("os.name").equals("Linux")) {
      throw new IOException("this version knows Linux only");
    }
    SystemCalls calls = SystemCallBridges.define(Jdk.open(instrumentationOrNull));
    return new UnixFs(
        calls, SystemCallBridges.fileSystem(calls), new File("/proc/self/cwd").getCanonicalPath());
  }

  private static String summary(Observer observer, Orphans orphans) {
    long recovered = observer.countOf(Event.RECOVERED);
    long kept = observer.countOf(Event.SET_ASIDE);
    long removed = observer.countOf(Event.ORPHAN_REMOVED);
    StringBuilder text = new StringBuilder();
    append(text, recovered, "made whole or brought back");
    append(text, kept, "kept aside");
    append(text, observer.countOf(Event.TORN_TAIL_CUT), "cut back to its last whole write");
    append(text, removed, "removed");
    append(text, orphans.living(), "left to processes that may live");
    append(text, orphans.failures(), "not dealt with");
    return text.length() == 0 ? "Nothing was left by a crash." : text + ".";
  }

  private static void append(StringBuilder text, long count, String what) {
    if (count > 0) {
      text.append(text.length() == 0 ? "" : ", ").append(count).append(' ').append(what);
    }
  }
}
