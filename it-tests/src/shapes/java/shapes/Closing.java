package shapes;

import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import samples.shapes.Catalogue;
import samples.shapes.Ending;
import samples.shapes.Job;
import samples.shapes.Shapes;

/** Where and how the stream is closed. */
public final class Closing implements Catalogue {
  @Override
  public void addTo(Shapes shapes) {
    shapes.add("try-with-resources", Ending.OLD, Closing::tryWithResources);
    shapes.add("try-with-resources, caught outside", Ending.OLD, Closing::caughtOutside);
    shapes.add("finally { close }", Ending.OLD, Closing::closeInFinally);
    shapes.add("finally { if not null close }", Ending.OLD, Closing::closeIfNotNull);
    shapes.add("catch { close; throw }", Ending.OLD, Closing::catchCloseThrow);
    shapes.add("catch { throw wrapped }, finally { close }", Ending.OLD, Closing::wrapThenFinally);
    shapes.add("catch { close; throw wrapped }", Ending.OLD, Closing::closeThenWrap);
    shapes.add("closeQuietly in finally", Ending.OLD, Closing::quietlyInFinally);
    shapes.add("close in try, closeQuietly in finally", Ending.OLD, Closing::closeThenQuietly);
    shapes.add("success flag", Ending.OLD, Closing::successFlag);
    shapes.add("wrapped writers, try-with-resources", Ending.OLD, Closing::wrappedWriters);
    shapes.add("wrapped writers, finally", Ending.OLD, Closing::wrappedFinally);
    shapes.add("PrintWriter", Ending.OLD, Closing::printWriter);
    shapes.addForcing("flush and sync in finally", Ending.OLD, Closing::syncInFinally);
    shapes.add("catch { log } finally { close }", Ending.KEPT, Closing::catchLogFinallyClose);
    shapes.add("catch { log; close }", Ending.KEPT, Closing::catchLogClose);
    shapes.add("catch { interrupt } finally { close }", Ending.KEPT, Closing::interrupted);
    shapes.add("return in finally", Ending.KEPT, Closing::returnInFinally);
    shapes.add("unchecked, finally { close }", Ending.OLD, Closing::unchecked);
    shapes.add("swallowed by an inner method", Ending.PART, Closing::swallowedInside);
    shapes.add("close after the catch block", Ending.PART, Closing::closeAfterCatch);
  }

  static void log(Throwable failure) {
    if (failure.getMessage() == null) {
      throw new IllegalStateException("the trouble has a message");
    }
  }

  static void tryWithResources(Job job) throws IOException {
    try (OutputStream out = new FileOutputStream(job.file)) {
      out.write(job.head);
      job.trouble();
      out.write(job.tail);
    }
  }

  static void caughtOutside(Job job) {
    try (OutputStream out = new FileOutputStream(job.file)) {
      out.write(job.head);
      job.trouble();
      out.write(job.tail);
    } catch (IOException failure) {
      log(failure);
    }
  }

  static void closeInFinally(Job job) throws IOException {
    OutputStream out = new FileOutputStream(job.file);
    try {
      out.write(job.head);
      job.trouble();
      out.write(job.tail);
    } finally {
      out.close();
    }
  }

  static void closeIfNotNull(Job job) throws IOException {
    OutputStream out = null;
    try {
      out = new FileOutputStream(job.file);
      out.write(job.head);
      job.trouble();
      out.write(job.tail);
    } finally {
      if (out != null) {
        out.close();
      }
    }
  }

  static void catchCloseThrow(Job job) throws IOException {
    OutputStream out = new FileOutputStream(job.file);
    try {
      out.write(job.head);
      job.trouble();
      out.write(job.tail);
    } catch (IOException failure) {
      out.close();
      throw failure;
    }
    out.close();
  }

  static void wrapThenFinally(Job job) throws IOException {
    OutputStream out = new FileOutputStream(job.file);
    try {
      out.write(job.head);
      job.trouble();
      out.write(job.tail);
    } catch (IOException failure) {
      throw new IllegalStateException("saving", failure);
    } finally {
      out.close();
    }
  }

  static void closeThenWrap(Job job) throws IOException {
    OutputStream out = new FileOutputStream(job.file);
    try {
      out.write(job.head);
      job.trouble();
      out.write(job.tail);
      out.close();
    } catch (IOException failure) {
      out.close();
      throw new IllegalStateException("saving", failure);
    }
  }

  static void closeQuietly(Closeable closeable) {
    try {
      if (closeable != null) {
        closeable.close();
      }
    } catch (IOException failure) {
      log(failure);
    }
  }

  static void quietlyInFinally(Job job) throws IOException {
    OutputStream out = null;
    try {
      out = new FileOutputStream(job.file);
      out.write(job.head);
      job.trouble();
      out.write(job.tail);
    } finally {
      closeQuietly(out);
    }
  }

  static void closeThenQuietly(Job job) throws IOException {
    OutputStream out = null;
    try {
      out = new FileOutputStream(job.file);
      out.write(job.head);
      job.trouble();
      out.write(job.tail);
      out.close();
    } finally {
      closeQuietly(out);
    }
  }

  static void successFlag(Job job) throws IOException {
    boolean success = false;
    OutputStream out = new FileOutputStream(job.file);
    try {
      out.write(job.head);
      job.trouble();
      out.write(job.tail);
      success = true;
    } finally {
      if (success) {
        out.close();
      } else {
        closeQuietly(out);
      }
    }
  }

  static void wrappedWriters(Job job) throws IOException {
    try (FileOutputStream file = new FileOutputStream(job.file);
        BufferedWriter out = new BufferedWriter(new OutputStreamWriter(file, "UTF-8"))) {
      out.write(job.headText());
      job.trouble();
      out.write(job.tailText());
    }
  }

  static void wrappedFinally(Job job) throws IOException {
    BufferedWriter out =
        new BufferedWriter(new OutputStreamWriter(new FileOutputStream(job.file), "UTF-8"));
    try {
      out.write(job.headText());
      job.trouble();
      out.write(job.tailText());
    } finally {
      out.close();
    }
  }

  static void printWriter(Job job) throws IOException {
    try (PrintWriter out = new PrintWriter(job.file, "UTF-8")) {
      out.print(job.headText());
      job.trouble();
      out.print(job.tailText());
    }
  }

  static void syncInFinally(Job job) throws IOException {
    FileOutputStream out = new FileOutputStream(job.file);
    try {
      out.write(job.head);
      job.trouble();
      out.write(job.tail);
    } finally {
      out.flush();
      out.getFD().sync();
      out.close();
    }
  }

  static void catchLogFinallyClose(Job job) throws IOException {
    OutputStream out = new FileOutputStream(job.file);
    try {
      out.write(job.head);
      job.trouble();
      out.write(job.tail);
    } catch (IOException failure) {
      log(failure);
    } finally {
      out.close();
    }
  }

  static void catchLogClose(Job job) throws IOException {
    OutputStream out = new FileOutputStream(job.file);
    try {
      out.write(job.head);
      job.trouble();
      out.write(job.tail);
      out.close();
    } catch (IOException failure) {
      log(failure);
      out.close();
    }
  }

  static void interrupted(Job job) throws IOException {
    OutputStream out = new FileOutputStream(job.file);
    try {
      out.write(job.head);
      if (job.isInTrouble()) {
        throw new InterruptedException("trouble");
      }
      out.write(job.tail);
    } catch (InterruptedException interruption) {
      Thread.currentThread().interrupt();
    } finally {
      out.close();
    }
  }

  @SuppressWarnings("finally")
  static int returnInFinally(Job job) throws IOException {
    OutputStream out = new FileOutputStream(job.file);
    try {
      out.write(job.head);
      job.trouble();
      out.write(job.tail);
    } finally {
      out.close();
      return 1;
    }
  }

  static void unchecked(Job job) throws IOException {
    OutputStream out = new FileOutputStream(job.file);
    try {
      out.write(job.head);
      job.uncheckedTrouble();
      out.write(job.tail);
    } finally {
      out.close();
    }
  }

  static void swallowedInside(Job job) throws IOException {
    try (OutputStream out = new FileOutputStream(job.file)) {
      writeOrLog(job, out);
    }
  }

  private static void writeOrLog(Job job, OutputStream out) {
    try {
      out.write(job.head);
      job.trouble();
      out.write(job.tail);
    } catch (IOException failure) {
      log(failure);
    }
  }

  static void closeAfterCatch(Job job) throws IOException {
    OutputStream out = new FileOutputStream(job.file);
    try {
      out.write(job.head);
      job.trouble();
      out.write(job.tail);
    } catch (IOException failure) {
      log(failure);
    }
    out.close();
  }
}
