package shapes;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import lombok.Cleanup;
import lombok.SneakyThrows;
import samples.shapes.Catalogue;
import samples.shapes.Ending;
import samples.shapes.Job;
import samples.shapes.Shapes;

/** What Lombok makes of its annotations. */
public final class Lombok implements Catalogue {
  @Override
  public void addTo(Shapes shapes) {
    shapes.add("Lombok @Cleanup", Ending.OLD, Lombok::cleanup);
    shapes.add("Lombok @Cleanup and @SneakyThrows", Ending.OLD, Lombok::sneaky);
  }

  static void cleanup(Job job) throws IOException {
    @Cleanup OutputStream out = new FileOutputStream(job.file);
    out.write(job.head);
    job.trouble();
    out.write(job.tail);
  }

  @SneakyThrows
  static void sneaky(Job job) {
    @Cleanup OutputStream out = new FileOutputStream(job.file);
    out.write(job.head);
    job.trouble();
    out.write(job.tail);
  }
}
