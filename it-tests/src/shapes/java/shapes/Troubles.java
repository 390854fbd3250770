package shapes;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;
import samples.shapes.Catalogue;
import samples.shapes.Ending;
import samples.shapes.Job;
import samples.shapes.Shapes;

/** Errors, and other threads. */
public final class Troubles implements Catalogue {
  @Override
  public void addTo(Shapes shapes) {
    shapes.add("Error", Ending.OLD, Troubles::error);
    shapes.add("OutOfMemoryError", Ending.OLD, Troubles::outOfMemory);
    shapes.addSlow("StackOverflowError", Ending.OLD, Troubles::stackOverflow);
    shapes.addSlow("StackOverflowError caught, finally", Ending.KEPT, Troubles::overflowCaught);
    shapes.addSlow("closed by another thread", Ending.NEW, Troubles::closedByOther);
    shapes.addSlow("saved by a thread of its own", Ending.OLD, Troubles::ownThread);
    shapes.addSlow("saved by a virtual thread", Ending.OLD, Troubles::virtualThread);
    shapes.addSlow("saved in a ForkJoinPool", Ending.OLD, Troubles::forkJoin);
    shapes.addSlow("saved by a CompletableFuture", Ending.OLD, Troubles::future);
  }

  static void error(Job job) throws IOException {
    OutputStream out = new FileOutputStream(job.file);
    try {
      out.write(job.head);
      if (job.isInTrouble()) {
        throw new LinkageError("trouble");
      }
      out.write(job.tail);
    } finally {
      out.close();
    }
  }

  static Object outOfMemory(Job job) throws IOException {
    try (OutputStream out = new FileOutputStream(job.file)) {
      out.write(job.head);
      byte[] memory = new byte[job.isInTrouble() ? Integer.MAX_VALUE : 1];
      out.write(job.tail);
      return memory;
    }
  }

  private static int depth(int depth) {
    return depth < 0 ? 0 : 1 + depth(depth + 1);
  }

  static void stackOverflow(Job job) throws IOException {
    OutputStream out = new FileOutputStream(job.file);
    try {
      out.write(job.head);
      depth(job.isInTrouble() ? 0 : -2);
      out.write(job.tail);
    } finally {
      out.close();
    }
  }

  static void overflowCaught(Job job) throws IOException {
    OutputStream out = new FileOutputStream(job.file);
    try {
      out.write(job.head);
      depth(job.isInTrouble() ? 0 : -2);
      out.write(job.tail);
    } catch (StackOverflowError tooDeep) {
      Closing.log(new IOException("too deep", tooDeep));
    } finally {
      out.close();
    }
  }

  private interface Task {
    void run() throws Throwable;
  }

  /** Waits for the thread; what the task threw is thrown here. */
  private static void await(Thread thread, Throwable[] thrown) throws Throwable {
    thread.join();
    if (thrown[0] != null) {
      throw thrown[0];
    }
  }

  private static Runnable telling(Throwable[] thrown, Task task) {
    return () -> {
      try {
        task.run();
      } catch (Throwable failure) {
        thrown[0] = failure;
      }
    };
  }

  /** In trouble the exception flies in the thread that doesn't close. */
  static void closedByOther(Job job) throws Throwable {
    OutputStream out = new FileOutputStream(job.file);
    out.write(job.head);
    out.write(job.tail);
    try {
      job.trouble();
    } finally {
      Throwable[] thrown = new Throwable[1];
      Thread thread = new Thread(telling(thrown, out::close));
      thread.start();
      await(thread, thrown);
    }
  }

  static void ownThread(Job job) throws Throwable {
    Throwable[] thrown = new Throwable[1];
    Thread thread = new Thread(telling(thrown, () -> Closing.tryWithResources(job)));
    thread.start();
    await(thread, thrown);
  }

  /** A thread of the usual kind where there are no virtual ones: this is compiled for Java 8. */
  static void virtualThread(Job job) throws Throwable {
    Throwable[] thrown = new Throwable[1];
    Runnable task = telling(thrown, () -> Closing.closeInFinally(job));
    Thread thread;
    try {
      thread =
          (Thread)
              Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, task);
    } catch (NoSuchMethodException before21) {
      thread = new Thread(task);
      thread.start();
    }
    await(thread, thrown);
  }

  static void forkJoin(Job job) throws Throwable {
    Throwable[] thrown = new Throwable[1];
    ForkJoinPool.commonPool()
        .submit(telling(thrown, () -> Closing.wrappedWriters(job)))
        .get();
    if (thrown[0] != null) {
      throw thrown[0];
    }
  }

  static void future(Job job) throws Throwable {
    Throwable[] thrown = new Throwable[1];
    CompletableFuture.runAsync(telling(thrown, () -> Closing.catchCloseThrow(job)))
        .thenRun(() -> {})
        .join();
    if (thrown[0] != null) {
      throw thrown[0];
    }
  }
}
