package dev.holdfast.core.attach;

import dev.holdfast.core.jvm.JavaProcess;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * Asks a JVM to listen, as the attach API does: a file {@code .attach_pidPID} in the folder it is
 * in or in its /tmp, then SIGQUIT. {@link AnswerCheck} has seen that it catches that.
 */
final class Wake {
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);
  private static final long PAUSE_MILLIS = 20;

  private Wake() {}

  /** The socket it listens on, seen from here. */
  static Path up(JavaProcess target) throws IOException {
    Path socket = AnswerCheck.socket(target);
    if (Files.exists(socket)) {
      return socket;
    }
    Path trigger = trigger(target);
    try {
      signal(target);
      long begin = System.nanoTime();
      while (!Files.exists(socket)) {
        if (System.nanoTime() - begin > PATIENCE_NANOS) {
          throw new IOException("it did not answer in 10 s");
        }
        TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
      }
      return socket;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("while waiting for its answer");
    } finally {
      Files.deleteIfExists(trigger);
    }
  }

  private static Path trigger(JavaProcess target) throws IOException {
    String name = ".attach_pid" + target.innerPid();
    try {
      return created(target.workingFolder().resolve(name), target);
    } catch (IOException notThere) {
      return created(target.seenFromHere("/tmp").resolve(name), target);
    }
  }

  private static Path created(Path file, JavaProcess target) throws IOException {
    try {
      Files.createFile(file);
    } catch (FileAlreadyExistsException another) {
      return file; // somebody else asks, too, or was killed while asking
    }
    if ((Integer) Files.getAttribute(file, "unix:uid") != target.status().uid()) {
      Files.setAttribute(file, "unix:uid", target.status().uid());
    }
    return file;
  }

  private static void signal(JavaProcess target) throws IOException, InterruptedException {
    // by the shell: not every system has a program for it
    Process kill = new ProcessBuilder("/bin/sh", "-c", "kill -QUIT " + target.pid()).start();
    if (kill.waitFor() != 0) {
      throw new IOException("it can't be sent SIGQUIT");
    }
  }
}
