package dev.holdfast.it.libraries;

import dev.holdfast.it.ChildJvm;
import dev.holdfast.it.Jdk;
import dev.holdfast.it.OrderLint;
import dev.holdfast.it.SystemCallTrace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.awaitility.Awaitility;
import samples.Way;

/** Some saves of one library on one JVM, with the agent or without, traced. */
final class TracedSaves {
  static final int LAST = 4;

  /**
   * Folders whose names have changed since are forced again: the agent believes no younger time.
   */
  private static final long SETTLED_NANOS = 1_300_000_000L;

  /** Whether the agent is there. */
  enum Agent {
    ON,
    OFF
  }

  private final Subject subject;
  private final Path folder;
  private final SystemCallTrace trace;

  private TracedSaves(Subject subject, Path folder, SystemCallTrace trace) {
    this.subject = subject;
    this.folder = folder;
    this.trace = trace;
  }

  /** Runs it below {@code scratch}. Everything in the library's folder is protected. */
  static TracedSaves of(Subject subject, Jdk jdk, Agent agent, Path scratch) throws IOException {
    Path home = Files.createTempDirectory(scratch, "home");
    Path folder = Files.createDirectory(Files.createTempDirectory(scratch, "l").resolve("data"));
    Path traceFile = home.resolve("trace");
    ChildJvm child = LibraryJvm.child(jdk, subject, folder, home);
    if (agent == Agent.ON) {
      child.withAgent(subject.configuration(folder));
    }
    List<Path> targets = acknowledged(subject, folder);
    try (LibraryJvm saving =
        LibraryJvm.start(child.by(SystemCallTrace.recordTo(traceFile)), subject)) {
      saving.begin(targets);
      for (int version = 1; version <= LAST; version++) {
        if (version == LAST - 1) {
          long start = System.nanoTime();
          Awaitility.await().until(() -> System.nanoTime() - start > SETTLED_NANOS);
        }
        saving.save(folder, version, targets);
      }
      saving.end();
    }
    return new TracedSaves(subject, folder, SystemCallTrace.read(traceFile));
  }

  /** The folder itself where there is no target. */
  private static List<Path> acknowledged(Subject subject, Path folder) {
    return subject.targets().isEmpty()
        ? List.of(folder)
        : subject.targets().keySet().stream().sorted().map(folder::resolve).toList();
  }

  /** What was saved. */
  Path folder() {
    return folder;
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

  List<Forces.OfOneSave> forces() {
    return Forces.of(trace, folder, acknowledged(subject, folder).get(0));
  }
}
