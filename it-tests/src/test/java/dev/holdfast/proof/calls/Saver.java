package dev.holdfast.proof.calls;

import dev.holdfast.it.ChildJvm;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import samples.SavesWhenTold;

/** A JVM that saves when it is told to. Close kills it. */
public final class Saver implements AutoCloseable {
  public static final int SEED = 7;

  private static final long PATIENCE_NANOS = 120_000_000_000L;
  private static final long CLOSING_NANOS = 1_000_000_000L;
  private static final long PAUSE_NANOS = 200_000;

  private final ChildJvm.Running running;
  private long read;
  private long errorsRead;

  /**
   * What came of one request.
   *
   * @param lines one for each save: ACK or FAIL
   * @param errors what was said on standard error meanwhile
   * @param died whether the process did, in the midst of it
   */
  public record Answer(List<String> lines, String errors, boolean died) {
    /** The last acknowledged version; {@code otherwise} where none was. */
    public int acknowledged(int otherwise) {
      int last = otherwise;
      for (String line : lines) {
        if (line.startsWith("ACK ")) {
          last = Integer.parseInt(line.substring(4));
        }
      }
      return last;
    }

    /** What the application was told; empty where it was told nothing bad. */
    public String failure() {
      return lines.stream().filter(line -> line.startsWith("FAIL ")).findFirst().orElse("");
    }
  }

  private Saver(ChildJvm.Running running) {
    this.running = running;
  }

  /** Started, and past all that a JVM and the agent do at start. */
  public static Saver start(ChildJvm child) {
    Saver saver = new Saver(child.start(SavesWhenTold.class, List.of()));
    Answer ready = saver.await("READY");
    if (ready.died()) {
      throw new AssertionError("it ended at start: " + saver.running.await());
    }
    return saver;
  }

  /** Has it save {@code first} to {@code last}, and waits. */
  public Answer save(String way, Path target, int size, int first, int last) {
    running.tell(String.join("\t", way, target + "", size + "", SEED + "", first + "", last + ""));
    return await("END");
  }

  /** What it has open below {@code folder}, and does not close in a moment. */
  List<String> heldBelow(Path folder) throws IOException {
    long start = System.nanoTime();
    List<String> held = openBelow(folder);
    while (!held.isEmpty() && System.nanoTime() - start < CLOSING_NANOS) {
      LockSupport.parkNanos(PAUSE_NANOS);
      held = openBelow(folder);
    }
    return held;
  }

  private List<String> openBelow(Path folder) throws IOException {
    List<String> open = new ArrayList<>();
    try (DirectoryStream<Path> descriptors =
        Files.newDirectoryStream(Path.of("/proc", running.pid() + "", "fd"))) {
      for (Path descriptor : descriptors) {
        String file = fileOrNull(descriptor);
        if (file != null && (file + "/").startsWith(folder + "/")) {
          open.add(file);
        }
      }
    }
    return open;
  }

  private static String fileOrNull(Path descriptor) throws IOException {
    try {
      return Files.readSymbolicLink(descriptor).toString();
    } catch (NoSuchFileException closed) {
      return null;
    }
  }

  private Answer await(String end) {
    List<String> lines = new ArrayList<>();
    long start = System.nanoTime();
    while (System.nanoTime() - start < PATIENCE_NANOS) {
      boolean alive = running.isAlive();
      if (running.outLength() > read) {
        String text = running.outSince(read);
        int complete = text.lastIndexOf('\n') + 1;
        read += complete;
        text.substring(0, complete).lines().forEach(lines::add);
        if (lines.contains(end)) {
          lines.remove(end);
          return new Answer(lines, errors(), false);
        }
      } else if (!alive) {
        return new Answer(lines, errors(), true);
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
    throw new AssertionError("no answer, " + lines + ", " + running.errSoFar());
  }

  private String errors() {
    if (running.errLength() == errorsRead) {
      return "";
    }
    String text = running.errSince(errorsRead);
    errorsRead += text.length();
    return text;
  }

  /** Its input ends, and so does it. */
  public void end() {
    running.end();
    running.await();
  }

  public long pid() {
    return running.pid();
  }

  @Override
  public void close() {
    running.close();
  }
}
