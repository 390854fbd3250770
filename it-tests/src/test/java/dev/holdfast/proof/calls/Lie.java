package dev.holdfast.proof.calls;

import dev.holdfast.it.ChildJvm;
import dev.holdfast.proof.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * A disk that says "forced" and has done nothing, made by strace: another way than the tripwire's,
 * so that a mistake of that one is not believed. From the start of the JVM on it would not do: the
 * agent's self-test hears of a force that must fail and doesn't, and it refuses to start.
 */
public enum Lie implements Wrong {
  ALL("every force lies"),
  /** Each thread's first force, third, ...: a save forces its file first, then the folder. */
  FILE("the force of the file lies"),
  FOLDER("the force of the folder lies");

  private static final long PATIENCE_NANOS = 20_000_000_000L;
  private static final long PAUSE_NANOS = 2_000_000;

  private final String sentence;

  Lie(String sentence) {
    this.sentence = sentence;
  }

  @Override
  public String sentence() {
    return sentence;
  }

  @Override
  public ChildJvm set(Run run, ChildJvm child, Path folder) {
    return child;
  }

  @Override
  public Meddling begin(long pid, List<Path> folders) throws IOException {
    List<String> words = new ArrayList<>(List.of("strace", "-f", "-qq", "-o", "/dev/null"));
    words.addAll(List.of("-e", "signal=none", "-e", "trace=fsync,fdatasync"));
    String when = this == FILE ? ":when=1+2" : "";
    words.addAll(List.of("-e", "inject=fsync,fdatasync:retval=0" + when));
    if (this == FOLDER) {
      folders.forEach(folder -> words.addAll(List.of("-P", folder.toString())));
    }
    words.addAll(List.of("-p", pid + ""));
    Process tracer = new ProcessBuilder(words).inheritIO().start();
    long start = System.nanoTime();
    while (!isTraced(pid)) {
      if (!tracer.isAlive() || System.nanoTime() - start > PATIENCE_NANOS) {
        tracer.destroyForcibly();
        throw new IOException("strace could not be attached to " + pid);
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
    return () -> {
      tracer.destroy(); // it lets go of the JVM
      tracer.onExit().join();
    };
  }

  /** Every thread is. */
  private static boolean isTraced(long pid) throws IOException {
    try (Stream<Path> threads = Files.list(Path.of("/proc", pid + "", "task"))) {
      for (Path thread : threads.toList()) {
        if (Files.readString(thread.resolve("status")).contains("TracerPid:\t0\n")) {
          return false;
        }
      }
    }
    return true;
  }
}
