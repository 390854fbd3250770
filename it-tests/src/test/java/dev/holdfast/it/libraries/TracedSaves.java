package dev.holdfast.it.libraries;

import dev.holdfast.it.ChildJvm;
import dev.holdfast.it.Configuration;
import dev.holdfast.it.Jdk;
import dev.holdfast.it.OrderLint;
import dev.holdfast.it.SystemCall;
import dev.holdfast.it.SystemCallTrace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import samples.Way;

/** Three saves of one library on one JVM, with the agent or without, traced. */
final class TracedSaves {
  static final int LAST = 3;

  /** Whether the agent is there. */
  enum Agent {
    ON,
    OFF
  }

  private final Subject subject;
  private final Path folder;
  private final SystemCallTrace trace;
  private final String read;
  private final String errors;

  private TracedSaves(
      Subject subject, Path folder, SystemCallTrace trace, String read, String errors) {
    this.subject = subject;
    this.folder = folder;
    this.trace = trace;
    this.read = read;
    this.errors = errors;
  }

  /**
   * Runs it; what it saved is then read by a JVM without the agent. Skips where there is no JDK.
   */
  static TracedSaves of(Subject subject, Jdk jdk, Agent agent) throws IOException {
    Path home = Files.createTempDirectory("library-home").toRealPath();
    Path folder = Files.createTempDirectory("library").toRealPath().resolve("data");
    Files.createDirectory(folder);
    Path traceFile = home.resolve("trace");
    ChildJvm child = LibraryJvm.child(jdk, subject, folder, home);
    if (agent == Agent.ON) {
      child.withAgent(Configuration.protecting(folder));
    }
    List<Path> targets = subject.targets().keySet().stream().sorted().map(folder::resolve).toList();
    String errors;
    try (LibraryJvm saving =
        LibraryJvm.start(child.by(SystemCallTrace.recordTo(traceFile)), subject)) {
      saving.begin(targets);
      for (int version = 1; version <= LAST; version++) {
        saving.save(folder, version, targets);
      }
      errors = saving.end();
    }
    try (LibraryJvm reading =
        LibraryJvm.start(LibraryJvm.child(jdk, subject, folder, home), subject)) {
      return new TracedSaves(
          subject, folder, SystemCallTrace.read(traceFile), reading.load(folder), errors);
    }
  }

  /** What the library reads of it without the agent: {@code LOADED N}, or {@code FAILED why}. */
  String read() {
    return read;
  }

  String errors() {
    return errors;
  }

  /** All rules that the saves break, of every target. */
  List<String> violations() {
    List<String> all = new ArrayList<>();
    for (Map.Entry<String, Way.Kind> target : new TreeMap<>(subject.targets()).entrySet()) {
      String path = folder.resolve(target.getKey()).toString();
      for (OrderLint.Violation violation :
          OrderLint.check(
              trace, path, path, target.getValue(), subject.before(), OrderLint.Content.SOME)) {
        boolean counts = violation.save() > 1 || subject.first() == Subject.First.CHECKED;
        if (counts) {
          all.add(target.getKey() + ": " + violation);
        }
      }
    }
    return all;
  }

  /**
   * For each save, what is forced below the folder: names, in order; ours without what differs from
   * save to save.
   */
  List<List<String>> forces() {
    String ack = folder.resolve(new TreeMap<>(subject.targets()).firstKey()).toString();
    List<List<String>> saves = new ArrayList<>();
    for (SystemCall call : trace.calls()) {
      boolean said = call.name().equals("write") && call.argument(0).startsWith("1<");
      if (said && call.argument(1).contains("ACK") && call.argument(1).contains(ack)) {
        saves.add(new ArrayList<>());
      }
      boolean force = call.name().equals("fsync") || call.name().equals("fdatasync");
      String path = SystemCall.annotatedPathOrNull(call.argument(0));
      if (force && path != null && (path + "/").startsWith(folder + "/") && !saves.isEmpty()) {
        saves.get(saves.size() - 1).add(name(path));
      }
    }
    saves.remove(saves.size() - 1); // after the last acknowledgement
    return saves;
  }

  private String name(String path) {
    String relative = folder.relativize(Path.of(path)).toString();
    return relative.isEmpty() ? "." : relative.replaceAll("\\.holdfast-s-\\w+", "SHADOW");
  }
}
