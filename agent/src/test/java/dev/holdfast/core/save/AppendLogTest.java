package dev.holdfast.core.save;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.core.fs.Call;
import dev.holdfast.core.observe.Event;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Threads that append to one file at once. */
@Timeout(60)
class AppendLogTest {
  private static final String LOG = "/d/events.log";

  private final Bench bench = Bench.appending();
  private final ExecutorService threads = Executors.newCachedThreadPool();

  @AfterEach
  void noThreadIsLeft() throws InterruptedException {
    threads.shutdownNow();
    assertThat(threads.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
  }

  private Future<?> write(Appender appender, String record) {
    return threads.submit(
        (Callable<Void>)
            () -> {
              appender.write(record);
              return null;
            });
  }

  private static void writeOrFail(Appender appender, String record) {
    try {
      appender.write(record);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    boolean interrupted = false;
    while (latch.getCount() > 0) {
      try {
        latch.await();
      } catch (InterruptedException later) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void whoComesWhileAForceIsUnderWayJoinsTheNext() throws Exception {
    Appender appender = Appender.of(bench, LOG);
    appender.write("first\n");
    long groups = bench.count(Event.APPEND_GROUP);
    CountDownLatch forcing = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    bench.faults.meanwhile(
        Call.FORCE_DATA,
        1,
        () -> {
          forcing.countDown();
          awaitUninterruptibly(goOn);
        });
    List<Future<?>> writers = new ArrayList<>();
    writers.add(write(appender, "leader\n"));
    forcing.await();
    int writes = bench.faults.countOf(Call.WRITE);
    for (int i = 0; i < 8; i++) {
      writers.add(write(appender, "follower " + i + "\n"));
    }
    Awaitility.await().until(() -> bench.faults.countOf(Call.WRITE) == writes + 8);
    goOn.countDown();

    for (Future<?> writer : writers) {
      writer.get();
    }

    assertThat(bench.count(Event.APPEND_GROUP) - groups)
        .as("one for the leader, one for the eight; a third where one came late")
        .isBetween(2L, 3L);
    assertThat(bench.disk.contentsAfterCut(LOG)).hasSize(1);
    assertThat(bench.count(Event.APPENDED)).isEqualTo(10);
    appender.close();
    bench.assertNothingLeft();
  }

  /** Its mark would vouch for the half of a record. */
  @Test
  void theLeaderWaitsForWritesThatAreUnderWay() throws Exception {
    Appender appender = Appender.of(bench, LOG);
    appender.write("first\n");
    appender.begin("slow\n");
    bench.fs.write(appender.opened.number, "sl");
    Future<?> other = write(appender, "quick\n");
    Awaitility.await().until(() -> bench.disk.text(LOG).endsWith("quick\n"));
    int forces = bench.faults.countOf(Call.FORCE_DATA);

    assertThat(other.isDone()).isFalse();
    assertThat(bench.faults.countOf(Call.FORCE_DATA)).isEqualTo(forces);
    Thread late = new Thread(() -> writeOrFail(appender, "late\n"));
    late.start();
    Awaitility.await().until(() -> late.getState() == Thread.State.WAITING);
    assertThat(bench.disk.text(LOG)).as("else it may wait for ever").doesNotContain("late");
    bench.fs.write(appender.opened.number, "ow\n");
    appender.end();

    other.get();
    late.join();
    assertThat(bench.disk.text(LOG)).endsWith("late\n");
    appender.close();
    bench.assertNothingLeft();
  }

  @Test
  void anInterruptEndsNoWaitAndIsNotLost() throws Exception {
    Appender appender = Appender.of(bench, LOG);
    appender.write("first\n");
    CountDownLatch forcing = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    bench.faults.meanwhile(
        Call.FORCE_DATA,
        1,
        () -> {
          forcing.countDown();
          awaitUninterruptibly(goOn);
        });
    Future<?> leader = write(appender, "leader\n");
    forcing.await();
    List<Object> seen = new ArrayList<>();
    Thread follower =
        new Thread(
            () -> {
              try {
                appender.write("follower\n");
                seen.add(Thread.currentThread().isInterrupted());
              } catch (IOException failure) {
                seen.add(failure);
              }
            });
    follower.start();
    Awaitility.await().until(() -> follower.getState() == Thread.State.WAITING);
    follower.interrupt();
    goOn.countDown();
    leader.get();
    follower.join();

    assertThat(seen).containsExactly(true);
    assertThat(bench.disk.contentsAfterCut(LOG)).containsExactly("first\nleader\nfollower\n");
    appender.close();
    bench.assertNothingLeft();
  }

  @Test
  void aFailedForceIsToldToAllWhoWait() throws Exception {
    Appender appender = Appender.of(bench, LOG);
    appender.write("first\n");
    CountDownLatch forcing = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    bench.faults.fail(Call.FORCE_DATA, 1, 5);
    bench.faults.meanwhile(
        Call.FORCE_DATA,
        1,
        () -> {
          forcing.countDown();
          awaitUninterruptibly(goOn);
        });
    List<Future<?>> writers = new ArrayList<>();
    writers.add(write(appender, "leader\n"));
    forcing.await();
    int writes = bench.faults.countOf(Call.WRITE);
    writers.add(write(appender, "follower\n"));
    Awaitility.await().until(() -> bench.faults.countOf(Call.WRITE) == writes + 1);
    goOn.countDown();

    for (Future<?> writer : writers) {
      assertThat(writer)
          .failsWithin(10, TimeUnit.SECONDS)
          .withThrowableOfType(java.util.concurrent.ExecutionException.class)
          .withCauseInstanceOf(SaveFailedException.class);
    }
  }

  @Test
  void manyWritersOverSeveralDescriptorsComeOutWholeAndAllAreMarked() throws Exception {
    List<Appender> appenders = new ArrayList<>();
    List<Future<?>> writers = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      appenders.add(Appender.of(bench, LOG));
    }
    for (int i = 0; i < 80; i++) {
      writers.add(write(appenders.get(i % 4), "record " + i + "\n"));
    }
    for (Future<?> writer : writers) {
      writer.get();
    }

    assertThat(bench.disk.contentsAfterCut(LOG)).hasSize(1);
    String[] lines = bench.disk.text(LOG).split("\n");
    assertThat(Arrays.stream(lines).distinct()).hasSize(80).allMatch(l -> l.startsWith("record "));
    assertThat(bench.count(Event.APPENDED)).isEqualTo(80);
    for (Appender appender : appenders) {
      appender.close();
    }
    bench.assertNothingLeft();
  }
}
