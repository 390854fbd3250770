package dev.holdfast.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Asks an agent by the files that the command line uses, without the command line. */
final class ControlFiles {
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);

  /** Instead of an answer: the agent has taken its folder away. */
  static final String GONE = "GONE";

  private final Path folder;

  private ControlFiles(Path folder) {
    this.folder = folder;
  }

  /** Of the agent in {@code child}, which is of this user. */
  static ControlFiles of(ChildJvm.Running child) throws IOException {
    try (Stream<Path> folders = Files.list(ofUser())) {
      return new ControlFiles(
          folders
              .filter(each -> each.getFileName().toString().startsWith(child.pid() + "-"))
              .findFirst()
              .orElseThrow());
    }
  }

  static Path ofUser() throws IOException {
    return Path.of("/tmp/holdfast-" + Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
  }

  Path folder() {
    return folder;
  }

  /** The whole answer; {@link #GONE}. */
  String ask(String word) throws IOException, InterruptedException {
    try {
      post(word, "it");
    } catch (IOException gone) {
      return GONE;
    }
    Path answer = folder.resolve("it.answer");
    long start = System.nanoTime();
    while (!Files.exists(answer)) {
      if (!Files.exists(folder)) {
        return GONE;
      }
      assertThat(System.nanoTime() - start).as("no answer to " + word).isLessThan(PATIENCE_NANOS);
      TimeUnit.MILLISECONDS.sleep(1);
    }
    String text = Files.readString(answer);
    Files.delete(answer);
    return text;
  }

  /** Without waiting for the answer, {@code NAME.answer}. */
  void post(String word, String name) throws IOException {
    Path part = Files.writeString(folder.resolve(name + ".part"), word);
    Files.move(part, folder.resolve(name + ".request"), StandardCopyOption.ATOMIC_MOVE);
  }

  /** As the command does. */
  void detach() throws IOException, InterruptedException {
    String answer = "PENDING";
    while (answer.startsWith("PENDING")) {
      answer = ask("detach");
    }
    assertThat(answer).matches("(?s)(DONE\n.*|GONE)");
    long start = System.nanoTime();
    while (Files.exists(folder)) {
      assertThat(System.nanoTime() - start).as("still there").isLessThan(PATIENCE_NANOS);
      TimeUnit.MILLISECONDS.sleep(1);
    }
  }
}
