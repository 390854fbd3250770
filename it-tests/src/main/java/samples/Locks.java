package samples;

import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;

/**
 * The lock idiom: {@code Locks FILE}. Says LOCKED and holds the lock until a line comes on standard
 * input, or says BUSY and ends.
 */
public final class Locks {
  private Locks() {}

  public static void main(String[] arguments) throws IOException {
    try (FileOutputStream out = new FileOutputStream(new File(arguments[0]));
        FileChannel channel = out.getChannel()) {
      FileLock lock = channel.tryLock();
      if (lock == null) {
        Ways.say("BUSY");
        return;
      }
      Ways.say("LOCKED " + lock.isValid());
      Ways.awaitLine();
      lock.release();
    }
  }
}
