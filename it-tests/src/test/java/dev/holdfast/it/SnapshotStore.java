package dev.holdfast.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The sample application snapshot-store, and snapshots that it has made without the agent. */
final class SnapshotStore {
  static final int NODES = 5113;
  static final int FRESH_NODES = 63;

  private static final String MAIN = "org.example.graphstore.Main";
  private static final Map<Integer, Path> SNAPSHOTS = new ConcurrentHashMap<>();

  private SnapshotStore() {}

  static Path jar() {
    Path jar =
        Path.of(System.getProperty("holdfast.root", ".."))
            .resolve("sample-apps/snapshot-store/target/snapshot-store.jar")
            .toAbsolutePath()
            .normalize();
    if (!Files.exists(jar)) {
      throw new AssertionError(jar + " is missing: build sample-apps, too");
    }
    return jar;
  }

  /** A JVM with the application on its class path. */
  static ChildJvm on(Jdk jdk) {
    return ChildJvm.on(jdk).classPath(List.of(jar())).option("-Xmx700m");
  }

  static ChildJvm.Running start(ChildJvm child, String... arguments) {
    return child.start(MAIN, List.of(arguments));
  }

  static ChildJvm.Result run(ChildJvm child, String... arguments) {
    try (ChildJvm.Running running = start(child, arguments)) {
      return running.await();
    }
  }

  /** A whole snapshot of {@code nodes}; not to be changed. */
  static Path snapshot(Jdk jdk, int nodes) {
    return SNAPSHOTS.computeIfAbsent(nodes, unused -> make(jdk, nodes));
  }

  private static Path make(Jdk jdk, int nodes) {
    try {
      Path file = Memory.folder().resolve("snapshot-" + nodes + ".json");
      ChildJvm.Result result = run(on(jdk), "save-loop", file + "", nodes + "", "1");
      if (result.exit() != 0) {
        throw new AssertionError(result.toString());
      }
      return file;
    } catch (IOException cause) {
      throw new AssertionError(cause);
    }
  }

  /** {@code whole version 1 nodes 63}, as the application itself reads it. */
  static String check(Jdk jdk, Path file) {
    return run(on(jdk), "check", file + "").out().strip();
  }

  /** The names in {@code folder}, sorted. */
  static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
