package shapes;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import samples.shapes.Catalogue;
import samples.shapes.Ending;
import samples.shapes.Job;
import samples.shapes.Shapes;

/** Loops that write: ended by an exception, going on after one, left in the middle. */
public final class Loops implements Catalogue {
  @Override
  public void addTo(Shapes shapes) {
    shapes.add("loop ended by EOFException, finally { close }", Ending.NEW, Loops::endOfFile);
    shapes.add("the same, try-with-resources", Ending.NEW, Loops::endOfFileWithResources);
    shapes.add("the same, caught by the caller", Ending.KEPT, Loops::endOfFileCaughtByCaller);
    shapes.add("loop ended by NoSuchElementException", Ending.NEW, Loops::endOfIterator);
    shapes.add("loop ended by an index out of bounds", Ending.NEW, Loops::endOfArray);
    shapes.add("exception caught inside the loop", Ending.NEW, Loops::caughtInLoop);
    shapes.add("exception caught inside the loop, deeper", Ending.NEW, Loops::caughtDeeper);
    shapes.add("continue out of try-finally", Ending.OLD, Loops::continueOut);
    shapes.add("break out of try-finally", Ending.OLD, Loops::breakOut);
    shapes.add("switch in try-finally", Ending.OLD, Loops::switchInside);
    shapes.add("return out of try-finally", Ending.OLD, Loops::returnOut);
    shapes.add("try again in a loop", Ending.NEW, Loops::tryAgain);
  }

  /** In trouble as in peace: that is how the input ends. */
  static void endOfFile(Job job) throws IOException {
    OutputStream out = new FileOutputStream(job.file);
    DataInputStream in = input(job);
    try {
      while (true) {
        out.write(next(in));
      }
    } catch (EOFException end) {
      Closing.log(new IOException("end", end));
    } finally {
      out.close();
    }
  }

  static void endOfFileWithResources(Job job) throws IOException {
    try (DataInputStream in = input(job);
        OutputStream out = new FileOutputStream(job.file)) {
      while (true) {
        out.write(next(in));
      }
    } catch (EOFException end) {
      Closing.log(new IOException("end", end));
    }
  }

  /** Whole in both courses; but that the caller takes the exception for an end, nobody sees. */
  static void endOfFileCaughtByCaller(Job job) throws IOException {
    try {
      copyUntilEnd(job);
    } catch (EOFException end) {
      Closing.log(new IOException("end", end));
    }
  }

  private static void copyUntilEnd(Job job) throws IOException {
    try (OutputStream out = new FileOutputStream(job.file)) {
      DataInputStream in = input(job);
      while (job.isInTrouble() || in.available() > 0) {
        out.write(next(in));
      }
    }
  }

  /** Pieces, each after its length. */
  private static DataInputStream input(Job job) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(all);
    for (byte[] piece : new byte[][] {job.head, job.tail}) {
      out.writeInt(piece.length);
      out.write(piece);
    }
    return new DataInputStream(new ByteArrayInputStream(all.toByteArray()));
  }

  private static byte[] next(DataInputStream in) throws IOException {
    byte[] piece = new byte[in.readInt()];
    in.readFully(piece);
    return piece;
  }

  static void endOfIterator(Job job) throws IOException {
    OutputStream out = new FileOutputStream(job.file);
    Iterator<byte[]> pieces = Arrays.asList(job.head, job.tail).iterator();
    try {
      while (true) {
        out.write(pieces.next());
      }
    } catch (NoSuchElementException end) {
      Closing.log(new IOException("end", end));
    } finally {
      out.close();
    }
  }

  static void endOfArray(Job job) throws IOException {
    OutputStream out = new FileOutputStream(job.file);
    byte[][] pieces = {job.head, job.tail};
    try {
      for (int i = 0; ; i++) {
        out.write(pieces[i]);
      }
    } catch (ArrayIndexOutOfBoundsException end) {
      Closing.log(new IOException("end", end));
    } finally {
      out.close();
    }
  }

  static void caughtInLoop(Job job) throws IOException {
    OutputStream out = new FileOutputStream(job.file);
    try {
      for (byte[] piece : new byte[][] {job.head, job.tail}) {
        try {
          job.trouble();
        } catch (IOException skipped) {
          Closing.log(skipped);
        }
        out.write(piece);
      }
    } finally {
      out.close();
    }
  }

  static void caughtDeeper(Job job) throws IOException {
    try (OutputStream out = new FileOutputStream(job.file)) {
      for (byte[] piece : new byte[][] {job.head, job.tail}) {
        out.write(pieceOrReplacement(job, piece));
      }
    }
  }

  private static byte[] pieceOrReplacement(Job job, byte[] piece) {
    try {
      job.trouble();
      return piece;
    } catch (IOException useAnother) {
      return piece.clone();
    }
  }

  static void continueOut(Job job) throws IOException {
    for (int i = 0; i < 3; i++) {
      if (i != 1) {
        continue;
      }
      OutputStream out = new FileOutputStream(job.file);
      try {
        out.write(job.head);
        job.trouble();
        out.write(job.tail);
        if (job.tail.length > 0) {
          continue;
        }
        out.write(job.head);
      } finally {
        out.close();
      }
    }
  }

  static void breakOut(Job job) throws IOException {
    while (true) {
      OutputStream out = new FileOutputStream(job.file);
      try {
        out.write(job.head);
        job.trouble();
        out.write(job.tail);
        break;
      } finally {
        out.close();
      }
    }
  }

  static void switchInside(Job job) throws IOException {
    OutputStream out = new FileOutputStream(job.file);
    try {
      for (int i = 0; i < 3; i++) {
        switch (i) {
          case 0:
            out.write(job.head);
            break;
          case 1:
            job.trouble();
            break;
          default:
            out.write(job.tail);
            return;
        }
      }
    } finally {
      out.close();
    }
  }

  static int returnOut(Job job) throws IOException {
    OutputStream out = new FileOutputStream(job.file);
    try {
      out.write(job.head);
      job.trouble();
      out.write(job.tail);
      return job.tail.length;
    } finally {
      out.close();
    }
  }

  /** The second attempt succeeds. */
  static void tryAgain(Job job) throws IOException {
    for (int attempt = 0; ; attempt++) {
      try (OutputStream out = new FileOutputStream(job.file)) {
        out.write(job.head);
        if (attempt == 0) {
          job.trouble();
        }
        out.write(job.tail);
        return;
      } catch (IOException failure) {
        if (attempt > 0) {
          throw failure;
        }
      }
    }
  }
}
