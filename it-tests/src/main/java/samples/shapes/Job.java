package samples.shapes;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** One save that a shape is to make: what to write, where, and the trouble it meets midway. */
public final class Job {
  /** How the save goes. */
  public enum Course {
    IN_PEACE,
    IN_TROUBLE
  }

  public final File file;

  /** To be written before the trouble. */
  public final byte[] head;

  /** To be written after it. */
  public final byte[] tail;

  private final Course course;

  Job(File file, Course course, long number) {
    this.file = file;
    this.course = course;
    head = ("new version " + number + ": first line\n").getBytes(StandardCharsets.US_ASCII);
    tail = ("second line of " + number + "\n").getBytes(StandardCharsets.US_ASCII);
  }

  public Path path() {
    return file.toPath();
  }

  public String headText() {
    return new String(head, StandardCharsets.US_ASCII);
  }

  public String tailText() {
    return new String(tail, StandardCharsets.US_ASCII);
  }

  public boolean isInTrouble() {
    return course == Course.IN_TROUBLE;
  }

  /** The trouble. */
  public void trouble() throws IOException {
    if (isInTrouble()) {
      throw new IOException("trouble");
    }
  }

  /** The trouble of code that declares none. */
  public void uncheckedTrouble() {
    if (isInTrouble()) {
      throw new IllegalStateException("unchecked trouble");
    }
  }

  byte[] whole() {
    byte[] whole = new byte[head.length + tail.length];
    System.arraycopy(head, 0, whole, 0, head.length);
    System.arraycopy(tail, 0, whole, head.length, tail.length);
    return whole;
  }
}
