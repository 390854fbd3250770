package samples;

import java.io.File;
import java.util.Map;

/**
 * Several threads that save one file at the same time: {@code SavesTogether WAY TARGET SIZE SAVES
 * THREADS}. Says ACK 1 when all are done; a thread whose save throws says FAIL.
 */
public final class SavesTogether {
  private SavesTogether() {}

  public static void main(String[] arguments) throws Exception {
    Map<String, Way> ways = Ways.all();
    Way way = ways.get(arguments[0]);
    File target = new File(arguments[1]);
    int size = Integer.parseInt(arguments[2]);
    int saves = Integer.parseInt(arguments[3]);
    Thread[] threads = new Thread[Integer.parseInt(arguments[4])];
    for (int i = 0; i < threads.length; i++) {
      // another length for each thread: bytes of two would not fit together
      int own = size + 1000 * i;
      long seed = i;
      threads[i] = new Thread(() -> saveAll(way, target, own, saves, seed));
      threads[i].start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    Ways.say("ACK 1 " + target);
  }

  private static void saveAll(Way way, File target, int size, int saves, long seed) {
    for (int version = 1; version <= saves; version++) {
      try {
        way.save(target, Versions.content(version, size, seed));
      } catch (Exception failure) {
        Ways.complain("FAIL " + version + " " + target + " " + failure);
      }
    }
  }
}
