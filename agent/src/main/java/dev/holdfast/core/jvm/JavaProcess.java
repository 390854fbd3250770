package dev.holdfast.core.jvm;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One JVM, as it was when it was looked at. */
public final class JavaProcess {
  /** Between the program's name and its end: proc(5), stat. The name may hold spaces. */
  private static final int START_TICKS = 22;

  private final ProcessFolder folder;
  private final ProcessStatus status;
  private final JavaRuntime runtime;
  private final JavaCommand command;
  private final Map<String, String> environment = new LinkedHashMap<>();
  private final long startTicks;

  private JavaProcess(ProcessFolder folder, JavaRuntime runtime) throws IOException {
    this.folder = folder;
    this.runtime = runtime;
    this.status = new ProcessStatus(folder.text("status"));
    this.startTicks = startTicks(folder);
    this.command = new JavaCommand(folder.strings("cmdline"), folder);
    for (String variable : folder.strings("environ")) {
      int equals = variable.indexOf('=');
      if (equals > 0) {
        environment.putIfAbsent(variable.substring(0, equals), variable.substring(equals + 1));
      }
    }
  }

  /** Null if the process is no JVM; throws where it can't be looked at, or has ended meanwhile. */
  static JavaProcess inOrNull(ProcessFolder folder) throws IOException {
    JavaRuntime runtime = JavaRuntime.inOrNull(folder.text("maps"), folder);
    return runtime == null ? null : new JavaProcess(folder, runtime);
  }

  private static long startTicks(ProcessFolder folder) throws IOException {
    String stat = folder.text("stat");
    String[] fromState = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    return Long.parseLong(fromState[START_TICKS - 3]);
  }

  /** As seen from here. */
  public int pid() {
    return folder.pid();
  }

  /** In its own pid namespace; mostly the same. */
  public int innerPid() {
    return status.innerPid(pid());
  }

  /** When it was started, in clock ticks since boot: with the pid, this one and no other. */
  public long startTicks() {
    return startTicks;
  }

  /** User, groups, signals. */
  public ProcessStatus status() {
    return status;
  }

  public JavaRuntime runtime() {
    return runtime;
  }

  /** The main class, jar, source file or module; of other launchers the program's name. */
  public String name() {
    return command.main().isEmpty() ? "(no name)" : printable(command.main());
  }

  /** A process may be called anything; what is printed must not steer the terminal. */
  static String printable(String text) {
    return text.replaceAll("\\p{Cntrl}", "?");
  }

  /** Of main. */
  public List<String> arguments() {
    return Collections.unmodifiableList(command.arguments());
  }

  /** The variables it was started with. */
  public Map<String, String> environment() {
    return Collections.unmodifiableMap(environment);
  }

  /** Of the JVM, those of the environment too, in the order in which the last one wins. */
  public List<String> options() {
    List<String> options = new ArrayList<>(ofVariable("JAVA_TOOL_OPTIONS"));
    if (runtime.feature() != 8) { // not known: it may be a later one
      options.addAll(ofVariable("JDK_JAVA_OPTIONS"));
    }
    options.addAll(command.options());
    options.addAll(ofVariable("_JAVA_OPTIONS"));
    return options;
  }

  private List<String> ofVariable(String name) {
    return ArgumentFile.ofVariable(environment.getOrDefault(name, ""));
  }

  /** Where its agent would be spoken to; there while one is active. */
  public ControlFolder control() {
    return ControlFolder.of(folder, status.uid(), innerPid(), startTicks);
  }

  /** The path, seen from here, of what the process knows as {@code absolute}. */
  public Path seenFromHere(String absolute) {
    return folder.seenFromHere(absolute);
  }

  /** The folder it is in, seen from here. */
  public Path workingFolder() {
    return folder.resolve(".");
  }

  /** Whether the pid is still this process, and not one that came after it. */
  public boolean isThere() {
    try {
      return startTicks(folder) == startTicks
          && !new ProcessStatus(folder.text("status")).isZombie();
    } catch (IOException gone) {
      return false;
    }
  }

  /** {@code PID NAME}. */
  @Override
  public String toString() {
    return pid() + " " + name();
  }
}
