package shapes;

import java.io.Closeable;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import samples.shapes.Catalogue;
import samples.shapes.Ending;
import samples.shapes.Job;
import samples.shapes.Shapes;

/** Saves beside, inside and after other trouble. */
public final class Nested implements Catalogue {
  private static final Object LOCK = new Object();

  @Override
  public void addTo(Shapes shapes) {
    shapes.add("inner resource cannot be opened", Ending.OLD, Nested::innerOpenFails);
    shapes.add("inner resource fails to close", Ending.OLD, Nested::innerCloseFails);
    shapes.add("body of the inner resource fails", Ending.OLD, Nested::innerBodyFails);
    shapes.add("begun in a catch block", Ending.NEW, Nested::begunInCatch);
    shapes.add("begun in a catch block, abandoned there", Ending.OLD, Nested::abandonedInCatch);
    shapes.add("begun in a finally block", Ending.NEW, Nested::begunInFinally);
    shapes.add("begun in a finally block, by a method", Ending.NEW, Nested::begunInFinallyByMethod);
    shapes.add("begun in a finally block, abandoned there", Ending.OLD, Nested::abandonedInFinally);
    shapes.add("closed before the trouble", Ending.NEW, Nested::closedBefore);
    shapes.add("closed in peace, then closed again", Ending.NEW, Nested::closedAgain);
    shapes.add("synchronized around finally", Ending.OLD, Nested::synchronizedAround);
    shapes.add("synchronized in the finally", Ending.OLD, Nested::synchronizedInside);
    shapes.add("synchronized body, finally outside", Ending.OLD, Nested::synchronizedBody);
    shapes.add("finally in finally", Ending.OLD, Nested::finallyInFinally);
    shapes.add("assert and finally", Ending.OLD, Nested::twoSteps);
  }

  private static final class Inner implements Closeable {
    private final Job job;
    private final boolean failsAtClose;

    Inner(Job job, boolean failsAtOpen, boolean failsAtClose) throws IOException {
      this.job = job;
      this.failsAtClose = failsAtClose;
      if (failsAtOpen) {
        job.trouble();
      }
    }

    @Override
    public void close() throws IOException {
      if (failsAtClose) {
        job.trouble();
      }
    }
  }

  static void innerOpenFails(Job job) throws IOException {
    try (OutputStream out = new FileOutputStream(job.file)) {
      out.write(job.head);
      try (Inner inner = new Inner(job, true, false)) {
        out.write(job.tail);
      }
    }
  }

  static void innerCloseFails(Job job) throws IOException {
    try (OutputStream out = new FileOutputStream(job.file)) {
      try (Inner inner = new Inner(job, false, true)) {
        out.write(job.head);
      }
      out.write(job.tail);
    }
  }

  static void innerBodyFails(Job job) throws IOException {
    try (OutputStream out = new FileOutputStream(job.file);
        Inner inner = new Inner(job, false, true)) {
      out.write(job.head);
      job.trouble();
      out.write(job.tail);
    }
  }

  private static void whole(Job job) throws IOException {
    try (OutputStream out = new FileOutputStream(job.file)) {
      out.write(job.head);
      out.write(job.tail);
    }
  }

  static void begunInCatch(Job job) throws IOException {
    try {
      job.trouble();
      whole(job);
    } catch (IOException failure) {
      try (OutputStream out = new FileOutputStream(job.file)) {
        out.write(job.head);
        out.write(job.tail);
      }
    }
  }

  static void abandonedInCatch(Job job) throws IOException {
    try {
      throw new IOException("something else");
    } catch (IOException failure) {
      try (OutputStream out = new FileOutputStream(job.file)) {
        out.write(job.head);
        job.trouble();
        out.write(job.tail);
      }
    }
  }

  static void begunInFinally(Job job) throws IOException {
    try {
      job.trouble();
    } finally {
      OutputStream out = new FileOutputStream(job.file);
      out.write(job.head);
      out.write(job.tail);
      out.close();
    }
  }

  static void begunInFinallyByMethod(Job job) throws IOException {
    try {
      job.trouble();
    } finally {
      whole(job);
    }
  }

  static void abandonedInFinally(Job job) throws IOException {
    try {
      Closing.log(new IOException("nothing yet"));
    } finally {
      Closing.tryWithResources(job);
    }
  }

  static void closedBefore(Job job) throws IOException {
    try (OutputStream out = new FileOutputStream(job.file)) {
      out.write(job.head);
      out.write(job.tail);
    }
    job.trouble();
  }

  static void closedAgain(Job job) throws IOException {
    OutputStream out = new FileOutputStream(job.file);
    try {
      out.write(job.head);
      out.write(job.tail);
      out.close();
      job.trouble();
    } finally {
      out.close();
    }
  }

  static void synchronizedAround(Job job) throws IOException {
    synchronized (LOCK) {
      OutputStream out = new FileOutputStream(job.file);
      try {
        out.write(job.head);
        job.trouble();
        out.write(job.tail);
      } finally {
        out.close();
      }
    }
  }

  static void synchronizedInside(Job job) throws IOException {
    OutputStream out = new FileOutputStream(job.file);
    try {
      out.write(job.head);
      job.trouble();
      out.write(job.tail);
    } finally {
      synchronized (LOCK) {
        out.close();
      }
    }
  }

  static void synchronizedBody(Job job) throws IOException {
    try (OutputStream out = new FileOutputStream(job.file)) {
      synchronized (LOCK) {
        out.write(job.head);
        job.trouble();
        out.write(job.tail);
      }
    }
  }

  static void finallyInFinally(Job job) throws IOException {
    OutputStream out = new FileOutputStream(job.file);
    try {
      try {
        out.write(job.head);
        job.trouble();
        out.write(job.tail);
      } finally {
        Closing.log(new IOException("inner"));
      }
    } finally {
      try {
        out.flush();
      } finally {
        out.close();
      }
    }
  }

  /** The writing returns normally, a later step fails before the close. */
  static void twoSteps(Job job) throws IOException {
    OutputStream out = new FileOutputStream(job.file);
    boolean open = true;
    try {
      out.write(job.head);
      check(job);
      out.write(job.tail);
      out.close();
      open = false;
    } finally {
      if (open) {
        out.close();
      }
    }
  }

  private static void check(Job job) {
    if (job.isInTrouble()) {
      throw new AssertionError("trouble");
    }
  }
}
