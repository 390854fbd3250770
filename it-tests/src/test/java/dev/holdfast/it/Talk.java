package dev.holdfast.it;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** A conversation with {@link samples.Obeys}: one line there, one line back. */
final class Talk {
  private static final long PATIENCE_NANOS = Duration.ofMinutes(2).toNanos();

  private final ChildJvm.Running child;
  private int heard;

  Talk(ChildJvm.Running child) {
    this.child = child;
    await("an answer", () -> child.outSoFar().contains("READY\n"));
  }

  /** What is answered to {@code line}. Of other lines on standard output nothing is taken. */
  String ask(String line) {
    String mark = line.split(" ", 2)[0] + ": ";
    heard = child.outSoFar().length();
    child.tell(line);
    await("an answer to " + line, () -> answer(mark).isPresent());
    return answer(mark).get().substring(mark.length());
  }

  private Optional<String> answer(String mark) {
    String fresh = child.outSoFar().substring(heard);
    String whole = fresh.substring(0, fresh.lastIndexOf('\n') + 1);
    return whole.lines().filter(each -> each.startsWith(mark)).findFirst();
  }

  /** Until it is so; an AssertionError where the child ends before, or nobody has that patience. */
  void await(String what, BooleanSupplier so) {
    long start = System.nanoTime();
    while (!so.getAsBoolean()) {
      if (!child.isAlive() || System.nanoTime() - start > PATIENCE_NANOS) {
        throw new AssertionError(
            "waited in vain for "
                + what
                + "\nstdout: "
                + child.outSoFar()
                + "\nstderr: "
                + child.errSoFar());
      }
      LockSupport.parkNanos(10_000_000L);
    }
  }
}
