package dev.holdfast.it.libraries;

import dev.holdfast.it.ChildJvm;
import dev.holdfast.it.Jdk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** A child JVM that saves and loads by one library when it is told to. Close kills it. */
final class LibraryJvm implements AutoCloseable {
  private static final long PATIENCE_NANOS = 120_000_000_000L;
  private static final long PAUSE_NANOS = 200_000;

  private final ChildJvm.Running running;
  private long read;

  private LibraryJvm(ChildJvm.Running running) {
    this.running = running;
  }

  /** {@code jdk} for {@code subject}, without the agent; {@code home} is what it may fill. */
  static ChildJvm child(Jdk jdk, Subject subject, Path folder, Path home) {
    return LibraryClasses.on(ChildJvm.on(jdk), subject)
        .in(home)
        .option(subject.options(jdk.feature()).toArray(new String[0]))
        .option("-Djava.io.tmpdir=" + home, "-Duser.home=" + home)
        .option("-Djava.util.prefs.userRoot=" + folder)
        .environment("XDG_CONFIG_HOME", home + "");
  }

  static LibraryJvm start(ChildJvm child, Subject subject) {
    LibraryJvm jvm =
        new LibraryJvm(child.start("libraries.Serve", List.of("libraries." + subject.driver())));
    jvm.await("READY");
    return jvm;
  }

  /** The next save is the first that counts: acknowledges nothing, for each target. */
  void begin(List<Path> targets) {
    List<String> words = new ArrayList<>(List.of("begin"));
    targets.forEach(target -> words.add(target + ""));
    askWell(words);
  }

  /** Throws where it fails. */
  void save(Path folder, int version, List<Path> targets) {
    List<String> words = new ArrayList<>(List.of("save", folder + "", version + ""));
    targets.forEach(target -> words.add(target + ""));
    askWell(words);
  }

  /** What is wrong with a save; empty if it is said to have gone well. */
  String trySave(Path folder, int version) {
    running.tell(String.join("\t", "save", folder + "", version + ""));
    List<String> answer = awaitOrNull("END");
    return answer == null ? "it ended" : String.join(" ", answer);
  }

  /** {@code LOADED N}, or {@code FAILED why}. */
  String load(Path folder) {
    return String.join(" ", ask(List.of("load", folder + "")));
  }

  private void askWell(List<String> words) {
    List<String> answer = ask(words);
    if (answer.stream().anyMatch(line -> line.startsWith("FAILED"))) {
      throw new AssertionError(words + ": " + answer + "\n" + running.errSoFar());
    }
  }

  private List<String> ask(List<String> words) {
    running.tell(String.join("\t", words));
    return await("END");
  }

  private List<String> await(String end) {
    List<String> answer = awaitOrNull(end);
    if (answer == null) {
      throw new AssertionError("it ended: " + running.await());
    }
    return answer;
  }

  private List<String> awaitOrNull(String end) {
    List<String> lines = new ArrayList<>();
    long start = System.nanoTime();
    while (System.nanoTime() - start < PATIENCE_NANOS) {
      boolean alive = running.isAlive();
      if (running.outLength() > read) {
        String text = running.outSince(read);
        int complete = text.lastIndexOf('\n') + 1;
        read += complete;
        lines.addAll(Arrays.asList(text.substring(0, complete).split("\n")));
        if (lines.remove(end)) {
          lines.remove("");
          return lines;
        }
      } else if (!alive) {
        return null;
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
    throw new AssertionError("no answer, " + lines + ", " + running.errSoFar());
  }

  boolean isAlive() {
    return running.isAlive();
  }

  long pid() {
    return running.pid();
  }

  /** Its input ends, and so does it. What it has said on standard error. */
  String end() throws IOException {
    running.end();
    ChildJvm.Result result = running.await();
    if (result.exit() != 0) {
      throw new IOException(result.toString());
    }
    running.close();
    return result.err();
  }

  @Override
  public void close() {
    running.close();
  }
}
