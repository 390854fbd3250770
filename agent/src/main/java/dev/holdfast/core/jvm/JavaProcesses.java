package dev.holdfast.core.jvm;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/** All JVMs that can be seen from here, but the one that looks; as they were at one moment. */
public final class JavaProcesses {
  private static final int LINE_MAX = 100;

  private final Path proc;
  private final int self;
  private final ProcessStatus selfStatus;
  private final List<JavaProcess> all = new ArrayList<>();
  private int unseen;

  private JavaProcesses(Path proc, int self) throws IOException {
    this.proc = proc;
    this.self = self;
    this.selfStatus =
        new ProcessStatus(new ProcessFolder(proc.resolve(Integer.toString(self))).text("status"));
  }

  /** Looks now. Throws where there is no /proc. */
  public static JavaProcesses now() throws IOException {
    Path proc = Paths.get("/proc");
    return in(proc, Integer.parseInt(Files.readSymbolicLink(proc.resolve("self")).toString()));
  }

  /** {@code self} is left out. */
  static JavaProcesses in(Path proc, int self) throws IOException {
    JavaProcesses processes = new JavaProcesses(proc, self);
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(proc, "[0-9]*")) {
      for (Path folder : folders) {
        processes.look(new ProcessFolder(folder));
      }
    }
    processes.all.sort(Comparator.comparingInt(JavaProcess::pid));
    return processes;
  }

  private void look(ProcessFolder folder) {
    if (folder.pid() == self) {
      return;
    }
    try {
      JavaProcess process = JavaProcess.inOrNull(folder);
      if (process != null) {
        all.add(process);
      }
    } catch (IOException refused) {
      if (isProgram(folder)) {
        unseen++;
      }
    }
  }

  /** Whether it is still there and no thread of the kernel, which has no command line. */
  private static boolean isProgram(ProcessFolder folder) {
    try {
      return !folder.text("cmdline").isEmpty();
    } catch (IOException gone) {
      return false;
    }
  }

  /** Of the process that looks. */
  public ProcessStatus self() {
    return selfStatus;
  }

  /** By pid. */
  public List<JavaProcess> all() {
    return Collections.unmodifiableList(all);
  }

  /**
   * How many programs could not be looked at: mostly because they are other users'; they may be
   * JVMs.
   */
  public int unseen() {
    return unseen;
  }

  /**
   * The JVM that somebody means: by its pid; by its whole name, that of its class without the
   * package, or a part of the name, in letters of any case; or by a part of its arguments.
   */
  public JavaProcess find(String pidOrName) throws NoSuchJvmException {
    if (pidOrName.matches("[0-9]+")) {
      return withPid(pidOrName);
    }
    String wanted = pidOrName.toLowerCase(Locale.ROOT);
    List<Predicate<JavaProcess>> ways = new ArrayList<>();
    ways.add(process -> lower(process.name()).equals(wanted));
    ways.add(process -> lower(process.name()).endsWith("." + wanted));
    ways.add(process -> lower(process.name()).contains(wanted));
    ways.add(process -> lower(String.join(" ", process.arguments())).contains(wanted));
    for (Predicate<JavaProcess> way : ways) {
      List<JavaProcess> found = new ArrayList<>(all);
      found.removeIf(way.negate());
      if (found.size() == 1) {
        return found.get(0);
      }
      if (!found.isEmpty()) {
        throw new NoSuchJvmException(
            "'"
                + pidOrName
                + "' fits "
                + found.size()
                + " JVMs; name one by its pid:"
                + list(found));
      }
    }
    throw new NoSuchJvmException("no JVM with '" + pidOrName + "' in its name" + running());
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  private JavaProcess withPid(String pid) throws NoSuchJvmException {
    for (JavaProcess process : all) {
      if (pid.equals(Integer.toString(process.pid()))) {
        return process;
      }
    }
    if (pid.equals(Integer.toString(self))) {
      throw new NoSuchJvmException("process " + pid + " is this command itself" + running());
    }
    ProcessFolder folder = new ProcessFolder(proc.resolve(pid));
    if (!folder.isThere()) {
      throw new NoSuchJvmException("no process " + pid + running());
    }
    try {
      if (new ProcessStatus(folder.text("status")).isZombie()) {
        throw new NoSuchJvmException("process " + pid + " has ended" + running());
      }
      folder.text("maps");
    } catch (IOException refused) {
      throw new NoSuchJvmException(
          folder.isThere()
              ? "process " + pid + " can't be looked at: it is another user's" + remedy(folder)
              : "process " + pid + " has ended meanwhile" + running());
    }
    throw new NoSuchJvmException("process " + pid + " is not a JVM" + running());
  }

  private static String remedy(ProcessFolder folder) {
    try {
      int uid = new ProcessStatus(folder.text("status")).uid();
      return " (uid " + uid + ")\n  run this command as that user: sudo -u '#" + uid + "' java ...";
    } catch (IOException gone) {
      return "";
    }
  }

  private String running() {
    String others =
        unseen == 0
            ? ""
            : "\n  ("
                + unseen
                + (unseen == 1 ? " process" : " processes")
                + " of other users can't be looked at)";
    return all.isEmpty()
        ? "\n  no JVM is running" + others
        : "\n  running JVMs:" + list(all) + others;
  }

  private static String list(List<JavaProcess> processes) {
    StringBuilder list = new StringBuilder();
    for (JavaProcess process : processes) {
      String arguments = JavaProcess.printable(String.join(" ", process.arguments()));
      String line = process + " " + arguments;
      list.append("\n    ").append(cut(line.trim()));
    }
    return list.toString();
  }

  private static String cut(String line) {
    return line.length() <= LINE_MAX ? line : line.substring(0, LINE_MAX) + "...";
  }
}
