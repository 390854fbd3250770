package samples;

import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * {@code SavesAlways FOLDER THREADS}: each thread saves a file of its own over and over, by turns
 * through a stream, {@code Files.write} and a rename, and looks after each save whether the file
 * holds it. Says READY; answers each line on standard input with {@code SAVES n WRONG m METASPACE
 * bytes}, and ends with its input.
 */
public final class SavesAlways {
  private static final AtomicInteger SAVES = new AtomicInteger();
  private static final AtomicInteger WRONG = new AtomicInteger();

  private static volatile boolean ended;

  private SavesAlways() {}

  public static void main(String[] arguments) throws Exception {
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < Integer.parseInt(arguments[1]); i++) {
      File file = new File(arguments[0], "state" + i);
      Thread thread = new Thread(() -> saveAlways(file));
      threads.add(thread);
      thread.start();
    }
    Ways.say("READY");
    while (System.in.read() >= 0) {
      while (System.in.available() > 0 && System.in.read() != '\n') {
        // To the end of the line.
      }
      for (int i = 0; i < 5; i++) { // what one collection finds, the next one unloads
        System.gc();
        Thread.sleep(200);
      }
      Ways.say("SAVES " + SAVES + " WRONG " + WRONG + " METASPACE " + metaspace());
    }
    ended = true;
    for (Thread thread : threads) {
      thread.join();
    }
  }

  private static void saveAlways(File file) {
    for (int version = 0; !ended; version++) {
      try {
        String text = file.getName() + " version " + version;
        save(file, text.getBytes(StandardCharsets.UTF_8), version % 3);
        String found = new String(Files.readAllBytes(file.toPath()), StandardCharsets.UTF_8);
        SAVES.incrementAndGet();
        if (!found.equals(text)) {
          WRONG.incrementAndGet();
          Ways.complain("WRONG " + file + ": '" + found + "' where '" + text + "' was saved");
        }
      } catch (IOException | RuntimeException failure) {
        WRONG.incrementAndGet();
        Ways.complain("WRONG " + file + ": " + failure);
      }
    }
  }

  private static void save(File file, byte[] content, int way) throws IOException {
    if (way == 0) {
      try (OutputStream out = new FileOutputStream(file)) {
        out.write(content);
      }
    } else if (way == 1) {
      Files.write(file.toPath(), content);
    } else {
      File temporary = new File(file.getPath() + ".tmp");
      Files.write(temporary.toPath(), content);
      Files.move(temporary.toPath(), file.toPath(), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static long metaspace() {
    for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
      if (pool.getName().equals("Metaspace")) {
        return pool.getUsage().getUsed();
      }
    }
    return 0;
  }
}
