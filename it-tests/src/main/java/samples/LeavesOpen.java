package samples;

import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Saves that do not end with a close, or not soon: {@code LeavesOpen MODE TARGET SIZE}. Each writes
 * version 1. Says OPEN when the first half is written and the save is open, ACK 1 when it is over;
 * then waits for a line on standard input where a mode says so.
 */
public final class LeavesOpen {
  /** Streams that nobody closes. */
  private static final List<OutputStream> NEGLECTED = new ArrayList<>();

  private LeavesOpen() {}

  public static void main(String[] arguments) throws Exception {
    File target = new File(arguments[1]);
    byte[] content = Versions.content(1, Integer.parseInt(arguments[2]), 7);
    switch (arguments[0]) {
      case "collected":
        collected(target, content);
        break;
      case "returned":
        writeAndKeep(target, content);
        Ways.say("OPEN");
        break;
      case "exit-inside":
        exitInside(target, content);
        break;
      case "thread-inside":
        threadInside(target, content);
        break;
      case "sync":
        sync(target, content);
        break;
      case "force":
        force(target, content);
        break;
      case "wait":
        waitWhileOpen(target, content);
        break;
      default:
        meddle(arguments[0], target, content);
    }
  }

  private static void write(File target, byte[] content) throws IOException {
    new FileOutputStream(target).write(content);
  }

  /** Ends by itself once the save can be seen, else after ten seconds. */
  private static void collected(File target, byte[] content) throws Exception {
    write(target, content);
    Ways.say("OPEN");
    long start = System.nanoTime();
    while (System.nanoTime() - start < 10_000_000_000L) {
      System.gc();
      System.runFinalization();
      if (target.length() == content.length) {
        Ways.say("ACK 1 " + target);
        return;
      }
      Thread.sleep(20);
    }
  }

  private static void writeAndKeep(File target, byte[] content) throws IOException {
    FileOutputStream out = new FileOutputStream(target);
    NEGLECTED.add(out);
    out.write(content);
  }

  private static void exitInside(File target, byte[] content) throws IOException {
    try (OutputStream out = new FileOutputStream(target)) {
      out.write(content, 0, content.length / 2);
      Ways.say("OPEN");
      System.exit(0);
      out.write(content, content.length / 2, content.length - content.length / 2);
    }
  }

  /** A daemon thread that writes and does not come to an end while main does. */
  private static void threadInside(File target, byte[] content) throws Exception {
    Thread thread = new Thread(() -> half(target, content));
    thread.setDaemon(true);
    thread.start();
    thread.join(1000);
  }

  private static void half(File target, byte[] content) {
    try (OutputStream out = new FileOutputStream(target)) {
      out.write(content, 0, content.length / 2);
      Ways.say("OPEN");
      synchronized (content) {
        content.wait();
      }
      out.write(content, content.length / 2, content.length - content.length / 2);
    } catch (IOException | InterruptedException failure) {
      throw new IllegalStateException(failure);
    }
  }

  /** Two halves; the first is synced, and the program waits before the second. */
  private static void sync(File target, byte[] content) throws IOException {
    try (FileOutputStream out = new FileOutputStream(target)) {
      out.write(content, 0, content.length / 2);
      out.getFD().sync();
      Ways.say("OPEN");
      Ways.awaitLine();
      out.write(content, content.length / 2, content.length - content.length / 2);
    }
    Ways.say("ACK 1 " + target);
  }

  private static void force(File target, byte[] content) throws IOException {
    try (FileChannel channel = ChannelWays.open(target.toPath())) {
      channel.write(java.nio.ByteBuffer.wrap(content, 0, content.length / 2));
      channel.force(true);
      Ways.say("OPEN");
      Ways.awaitLine();
      int half = content.length / 2;
      channel.write(java.nio.ByteBuffer.wrap(content, half, content.length - half));
    }
    Ways.say("ACK 1 " + target);
  }

  private static void waitWhileOpen(File target, byte[] content) throws IOException {
    try (OutputStream out = new FileOutputStream(target)) {
      out.write(content, 0, content.length / 2);
      Ways.say("OPEN");
      Ways.awaitLine();
      out.write(content, content.length / 2, content.length - content.length / 2);
    }
    Ways.say("ACK 1 " + target);
  }

  /** Something is done to the target's name while the save is open. */
  private static void meddle(String what, File target, byte[] content) throws IOException {
    File other = new File(target.getPath() + ".moved");
    try (OutputStream out = new FileOutputStream(target)) {
      out.write(content, 0, content.length / 2);
      boolean done = true;
      switch (what) {
        case "File.delete":
          done = target.delete();
          break;
        case "Files.delete":
          Files.delete(target.toPath());
          break;
        case "File.renameTo":
          done = target.renameTo(other);
          break;
        case "Files.move":
          Files.move(target.toPath(), other.toPath(), StandardCopyOption.REPLACE_EXISTING);
          break;
        case "exists":
          done = target.exists();
          break;
        default:
          throw new IllegalArgumentException(what);
      }
      Ways.say("OPEN " + done);
      out.write(content, content.length / 2, content.length - content.length / 2);
    }
    Ways.say("ACK 1 " + target);
  }
}
