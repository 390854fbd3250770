package shapes;

import java.io.BufferedWriter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Formatter;
import java.util.Iterator;
import java.util.Properties;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import samples.shapes.Catalogue;
import samples.shapes.Ending;
import samples.shapes.Job;
import samples.shapes.Shapes;

/** The JDK opens and closes, or other classes of its than FileOutputStream do. */
public final class JdkCloses implements Catalogue {
  @Override
  public void addTo(Shapes shapes) {
    shapes.add("Files.write(lines)", Ending.OLD, JdkCloses::lines);
    shapes.add("Files.write(bytes)", Ending.NEW, JdkCloses::bytes);
    shapes.add("Files.copy(InputStream)", Ending.OLD, JdkCloses::copy);
    shapes.add("Files.copy to a stream", Ending.OLD, JdkCloses::copyToStream);
    shapes.add("Files.newOutputStream", Ending.OLD, JdkCloses::newOutputStream);
    shapes.add("Files.newBufferedWriter", Ending.OLD, JdkCloses::newBufferedWriter);
    shapes.add("FileChannel", Ending.OLD, JdkCloses::channel);
    shapes.addForcing("FileChannel, force in finally", Ending.OLD, JdkCloses::forceInFinally);
    shapes.add("Formatter", Ending.OLD, JdkCloses::formatter);
  }

  static void lines(Job job) throws IOException {
    String[] lines = {job.headText().trim(), job.tailText().trim()};
    Iterable<String> failing =
        () ->
            new Iterator<String>() {
              private int next;

              @Override
              public boolean hasNext() {
                return next < lines.length;
              }

              @Override
              public String next() {
                if (next == 1) {
                  job.uncheckedTrouble();
                }
                return lines[next++];
              }
            };
    Files.write(job.path(), failing, StandardCharsets.UTF_8);
  }

  /** The trouble comes later, when nothing is open any more. */
  static void bytes(Job job) throws IOException {
    try {
      Files.write(job.path(), (job.headText() + job.tailText()).getBytes(StandardCharsets.UTF_8));
    } finally {
      job.trouble();
    }
  }

  private static InputStream source(Job job) {
    return new SequenceInputStream(
        new ByteArrayInputStream(job.head),
        new InputStream() {
          private final InputStream rest = new ByteArrayInputStream(job.tail);

          @Override
          public int read() throws IOException {
            job.trouble();
            return rest.read();
          }
        });
  }

  static void copy(Job job) throws IOException {
    try (InputStream in = source(job)) {
      Files.copy(in, job.path(), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  static void copyToStream(Job job) throws IOException {
    byte[] buffer = new byte[16];
    try (InputStream in = source(job);
        OutputStream out = Files.newOutputStream(job.path())) {
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        out.write(buffer, 0, count);
      }
    }
  }

  static void newOutputStream(Job job) throws IOException {
    OutputStream out = Files.newOutputStream(job.path());
    try {
      out.write(job.head);
      job.trouble();
      out.write(job.tail);
    } finally {
      out.close();
    }
  }

  static void newBufferedWriter(Job job) throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(job.path(), StandardCharsets.UTF_8)) {
      out.write(job.headText());
      job.trouble();
      out.write(job.tailText());
    }
  }

  private static FileChannel open(Job job) throws IOException {
    return FileChannel.open(
        job.path(),
        StandardOpenOption.WRITE,
        StandardOpenOption.CREATE,
        StandardOpenOption.TRUNCATE_EXISTING);
  }

  static void channel(Job job) throws IOException {
    try (FileChannel channel = open(job)) {
      channel.write(ByteBuffer.wrap(job.head));
      job.trouble();
      channel.write(ByteBuffer.wrap(job.tail));
    }
  }

  static void forceInFinally(Job job) throws IOException {
    FileChannel channel = open(job);
    try {
      channel.write(ByteBuffer.wrap(job.head));
      job.trouble();
      channel.write(ByteBuffer.wrap(job.tail));
    } finally {
      channel.force(true);
      channel.close();
    }
  }

  static void formatter(Job job) throws IOException {
    try (Formatter out = new Formatter(job.file, "UTF-8")) {
      out.format("%s", job.headText());
      job.trouble();
      out.format("%s", job.tailText());
    }
  }
}
