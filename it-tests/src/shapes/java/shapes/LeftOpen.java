package shapes;

import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import samples.shapes.Catalogue;
import samples.shapes.Ending;
import samples.shapes.Job;
import samples.shapes.Shapes;

/** Streams that nobody closes: the collector finds them. */
public final class LeftOpen implements Catalogue {
  @Override
  public void addTo(Shapes shapes) {
    shapes.addCollected("never closed", Ending.KEPT, LeftOpen::neverClosed);
    shapes.addCollected("never closed, buffered and flushed", Ending.KEPT, LeftOpen::flushed);
    shapes.addCollected("never closed, opened by a method that returns", Ending.PART, LeftOpen::openedByMethod);
    shapes.addCollected("close is jumped over", Ending.KEPT, LeftOpen::jumpedOver);
  }

  static void neverClosed(Job job) throws IOException {
    FileOutputStream out = new FileOutputStream(job.file);
    out.write(job.head);
    job.trouble();
    out.write(job.tail);
  }

  static void flushed(Job job) throws IOException {
    OutputStream out = new BufferedOutputStream(new FileOutputStream(job.file));
    out.write(job.head);
    out.flush();
    job.trouble();
    out.write(job.tail);
    out.flush();
  }

  private static OutputStream open(Job job) throws IOException {
    return new FileOutputStream(job.file);
  }

  static void openedByMethod(Job job) throws IOException {
    OutputStream out = open(job);
    out.write(job.head);
    job.trouble();
    out.write(job.tail);
  }

  static void jumpedOver(Job job) throws IOException {
    FileOutputStream out = new FileOutputStream(job.file);
    out.write(job.head);
    job.trouble();
    out.write(job.tail);
    out.close();
  }
}
