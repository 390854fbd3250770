package dev.holdfast.core.cli;

import dev.holdfast.core.control.Answer;
import dev.holdfast.core.jvm.JavaProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Asks the agent in a running JVM, by a file in its control folder; nothing is loaded into that
 * JVM. Not thread-safe.
 */
final class AgentClient {
  /** What the agent was asked for can't be had; the message is for a person. */
  static final class Unanswered extends Exception {
    private static final long serialVersionUID = 1;

    Unanswered(String message) {
      super(message);
    }
  }

  private static final long PATIENCE_SECONDS = 10;
  private static final long LOOK_MILLIS = 5;

  private static final FileAttribute<Set<PosixFilePermission>> OF_OWNER =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private final JavaProcess process;
  private final Path folder;
  private int asked;

  AgentClient(JavaProcess process) {
    this.process = process;
    this.folder = process.control().path();
  }

  /** Whether there is somebody to ask. */
  boolean isThere() {
    return process.control().isThere();
  }

  /** Asks for {@code word}; waits for the answer for up to 10 s. */
  Answer ask(String word) throws Unanswered, IOException, InterruptedException {
    if (!isThere()) {
      throw new Unanswered(
          process.isThere()
              ? "no agent can be asked in "
                  + process
                  + "\n  it has none, or its folder "
                  + folder
                  + " could not be made (then its standard error says why)\n"
                  + "  remedy: attach "
                  + process.pid()
                  + " --config FILE"
              : process + " has ended");
    }
    String name = ProcessId.now() + "-" + ++asked;
    Path request = folder.resolve(name + ".request");
    Path answer = folder.resolve(name + ".answer");
    try {
      write(request, word);
    } catch (NoSuchFileException gone) {
      throw new Unanswered("the agent in " + process + " is gone");
    }
    return await(request, answer);
  }

  private void write(Path request, String word) throws IOException {
    Path part = folder.resolve(request.getFileName() + ".part");
    Files.deleteIfExists(part);
    Files.createFile(part, OF_OWNER);
    Files.write(part, word.getBytes(StandardCharsets.UTF_8), StandardOpenOption.WRITE);
    Object owner = Files.getAttribute(folder, "unix:uid");
    if (!owner.equals(Files.getAttribute(part, "unix:uid"))) {
      Files.setAttribute(part, "unix:uid", owner); // root asks: the JVM's user must be able to read
    }
    Files.move(part, request, StandardCopyOption.ATOMIC_MOVE);
  }

  private Answer await(Path request, Path answer)
      throws Unanswered, IOException, InterruptedException {
    long start = System.nanoTime();
    while (System.nanoTime() - start < TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS)) {
      if (Files.exists(answer)) {
        byte[] bytes = Files.readAllBytes(answer);
        Files.deleteIfExists(answer);
        return Answer.of(bytes);
      }
      if (!isThere()) {
        throw new Unanswered("the agent in " + process + " is gone");
      }
      TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
    }
    String taken =
        Files.deleteIfExists(request)
            ? "it was not asked for anything"
            : "it has taken the request and may still do it";
    throw new Unanswered(
        "the agent in "
            + process
            + " does not answer within "
            + PATIENCE_SECONDS
            + " s; "
            + taken
            + "\n  is the JVM stopped (SIGSTOP, a debugger), out of memory, or short of CPU?");
  }
}
