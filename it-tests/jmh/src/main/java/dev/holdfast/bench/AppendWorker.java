package dev.holdfast.bench;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;

/**
 * Appends records of 100 bytes, by threads that share one stream or channel, and prints a row for
 * each number of threads. By hand: {@code write}, then {@code force(false)}.
 *
 * <p>Arguments: a folder whose files are appended to atomically, one that isn't protected, rounds.
 */
final class AppendWorker {
  private static final int WRITES = 192;
  private static final byte[] RECORD = new byte[100];

  /** One record. */
  private interface Append {
    void run() throws IOException;
  }

  private AppendWorker() {}

  public static void main(String[] arguments) throws Exception {
    Path atomic = Paths.get(arguments[0], "events.log");
    Path plain = Paths.get(arguments[1], "events.log");
    int rounds = Integer.parseInt(arguments[2]);
    try (FileOutputStream out = new FileOutputStream(atomic.toFile(), true);
        FileChannel channel =
            FileChannel.open(plain, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      for (int threads : new int[] {1, 8, 32}) {
        row(threads + "", threads, rounds, () -> byHand(channel), () -> out.write(RECORD));
      }
    }
    row(
        "1, opened and closed for each record",
        1,
        rounds,
        () -> {
          try (FileChannel one = FileChannel.open(plain, StandardOpenOption.APPEND)) {
            byHand(one);
          }
        },
        () -> {
          try (FileOutputStream one = new FileOutputStream(atomic.toFile(), true)) {
            one.write(RECORD);
          }
        });
  }

  private static void byHand(FileChannel channel) throws IOException {
    channel.write(ByteBuffer.wrap(RECORD));
    channel.force(false);
  }

  private static void row(String title, int threads, int rounds, Append byHand, Append atomic)
      throws Exception {
    Sample reference = new Sample();
    Sample measured = new Sample();
    Sample control = new Sample();
    Sample ratio = new Sample();
    long groups = 0;
    for (int round = -2; round < rounds; round++) {
      double hand = micros(threads, byHand);
      double again = micros(threads, byHand);
      long before = groups();
      double ours = micros(threads, atomic);
      if (round >= 0) { // else not compiled yet
        groups += groups() - before;
        reference.add(hand);
        control.add(again / hand);
        measured.add(ours);
        ratio.add(ours / hand);
      }
    }
    System.out.printf(
        "| %s | %s | %s | %s | %s | %.2f |%n",
        title,
        reference.withSpread("%.0f"),
        control.withSpread("%.2f"),
        measured.withSpread("%.0f"),
        ratio.withSpread("%.2f"),
        groups / (double) (rounds * WRITES));
  }

  /** Of the whole, by the number of writes: what one costs where they share. */
  private static double micros(int threads, Append append) throws Exception {
    CyclicBarrier start = new CyclicBarrier(threads + 1);
    List<Thread> running = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      Thread thread = new Thread(() -> appendAll(start, WRITES / threads, append));
      running.add(thread);
      thread.start();
    }
    start.await();
    long begin = System.nanoTime();
    for (Thread thread : running) {
      thread.join();
    }
    return (System.nanoTime() - begin) / 1000.0 / WRITES;
  }

  private static void appendAll(CyclicBarrier start, int writes, Append append) {
    try {
      start.await();
      for (int i = 0; i < writes; i++) {
        append.run();
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (Exception failure) {
      throw new IllegalStateException(failure);
    }
  }

  /** From the agent's own counters. */
  private static long groups() throws ReflectiveOperationException {
    String status =
        (String) Class.forName("dev.holdfast.boot.Hooks").getMethod("status").invoke(null);
    int begin = status.indexOf("\"append-group\":") + "\"append-group\":".length();
    int end = begin;
    while (Character.isDigit(status.charAt(end))) {
      end++;
    }
    return Long.parseLong(status.substring(begin, end));
  }
}
