package samples;

import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;

/** A thread of {@link SavesCounted} that forces a file of its own again and again. */
final class Neighbour implements Runnable {
  private static final int BYTES_MAX = 64 * 1024;
  private static final byte[] LINE = new byte[512];

  private final SavesCounted.Turn turn;
  private final File file;
  private final long millis;

  Neighbour(SavesCounted.Turn turn, File file, long millis) {
    this.turn = turn;
    this.file = file;
    this.millis = millis;
  }

  @Override
  public void run() {
    while (!SavesCounted.isEnded()) {
      turn.parkWhileHalted();
      try (FileOutputStream out = new FileOutputStream(file, file.length() < BYTES_MAX)) {
        out.write(LINE);
        out.getFD().sync();
      } catch (IOException cut) {
        SavesCounted.tell("NEIGHBOUR " + cut);
      }
      SavesCounted.sleepMicros(millis * 1000);
    }
  }
}
