package shapes;

import com.google.common.io.ByteSink;
import com.google.common.io.ByteSource;
import com.google.common.io.Closer;
import com.google.common.io.Closeables;
import com.google.common.io.Files;
import java.io.FileOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.commons.io.FileUtils;
import org.apache.commons.io.IOUtils;
import samples.shapes.Catalogue;
import samples.shapes.Ending;
import samples.shapes.Job;
import samples.shapes.Shapes;

/** What Guava and commons-io close, or help to close. */
public final class Libraries implements Catalogue {
  @Override
  public void addTo(Shapes shapes) {
    shapes.add("Guava Closer", Ending.OLD, Libraries::closer);
    shapes.add("Guava Closeables.close, swallowing", Ending.OLD, Libraries::closeables);
    shapes.add("Guava ByteSink.writeFrom", Ending.OLD, Libraries::sink);
    shapes.add("commons-io closeQuietly in finally", Ending.OLD, Libraries::closeQuietly);
    shapes.add("commons-io closeQuietly after a catch", Ending.KEPT, Libraries::catchThenQuietly);
    shapes.add("commons-io copyInputStreamToFile", Ending.OLD, Libraries::copyToFile);
  }

  static void closer(Job job) throws IOException {
    Closer closer = Closer.create();
    try {
      OutputStream out = closer.register(new FileOutputStream(job.file));
      out.write(job.head);
      job.trouble();
      out.write(job.tail);
    } catch (Throwable failure) {
      throw closer.rethrow(failure);
    } finally {
      closer.close();
    }
  }

  static void closeables(Job job) throws IOException {
    OutputStream out = new FileOutputStream(job.file);
    boolean swallow = true;
    try {
      out.write(job.head);
      job.trouble();
      out.write(job.tail);
      swallow = false;
    } finally {
      Closeables.close(out, swallow);
    }
  }

  private static InputStream source(Job job) throws IOException {
    byte[] all = (job.headText() + job.tailText()).getBytes("UTF-8");
    return new FilterInputStream(ByteSource.wrap(all).openStream()) {
      private int left = job.head.length;

      @Override
      public int read(byte[] bytes, int offset, int length) throws IOException {
        if (left == 0) {
          job.trouble();
        }
        int count = in.read(bytes, offset, left > 0 ? Math.min(left, length) : length);
        left -= left > 0 ? count : 0;
        return count;
      }
    };
  }

  static void sink(Job job) throws IOException {
    ByteSink sink = Files.asByteSink(job.file);
    try (InputStream in = source(job)) {
      sink.writeFrom(in);
    }
  }

  static void closeQuietly(Job job) throws IOException {
    OutputStream out = null;
    try {
      out = new FileOutputStream(job.file);
      out.write(job.head);
      job.trouble();
      out.write(job.tail);
    } finally {
      IOUtils.closeQuietly(out);
    }
  }

  static void catchThenQuietly(Job job) {
    OutputStream out = null;
    try {
      out = new FileOutputStream(job.file);
      out.write(job.head);
      job.trouble();
      out.write(job.tail);
    } catch (IOException failure) {
      if (failure.getMessage() == null) {
        throw new IllegalStateException(failure);
      }
    } finally {
      IOUtils.closeQuietly(out);
    }
  }

  static void copyToFile(Job job) throws IOException {
    FileUtils.copyInputStreamToFile(source(job), job.file);
  }
}
