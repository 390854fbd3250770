package dev.holdfast.bench;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A JVM that runs {@link SaveWorker}, seen from outside. */
final class Worker implements AutoCloseable {
  private final Process process;
  private final Writer orders;
  private final BufferedReader answers;

  /** {@code command}: java and its options, the agent among them. */
  Worker(List<String> command) throws IOException {
    List<String> whole = new ArrayList<>(command);
    whole.add("-cp");
    whole.add(System.getProperty("java.class.path"));
    whole.add(SaveWorker.class.getName());
    process = new ProcessBuilder(whole).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    orders = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8);
    answers =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  /** Of one batch, in microseconds: the median save's wall time, CPU time a save. */
  static final class Cost {
    final double wall;
    final double cpu;

    Cost(double wall, double cpu) {
      this.wall = wall;
      this.cpu = cpu;
    }
  }

  /** Saves {@code count} times. */
  Cost save(SaveWorker.Way way, int bytes, int count, Path target) throws IOException {
    orders.write(way + " " + bytes + " " + count + " " + target + "\n");
    orders.flush();
    String answer = answers.readLine();
    if (answer == null) {
      throw new EOFException("a worker has died, see its stderr above");
    }
    String[] nanos = answer.trim().split(" ", -1);
    Sample wall = new Sample();
    for (int i = 1; i < nanos.length; i++) {
      wall.add(Long.parseLong(nanos[i]) / 1000.0);
    }
    return new Cost(wall.median(), Long.parseLong(nanos[0]) / 1000.0);
  }

  /** Ends the JVM, which has no more orders. */
  @Override
  public void close() throws IOException {
    orders.close();
    try {
      process.waitFor();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
