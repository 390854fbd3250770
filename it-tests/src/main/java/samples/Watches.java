package samples;

import java.io.File;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.concurrent.TimeUnit;

/**
 * Waits for a change of one file: {@code Watches FILE [WAY]}, listening for ENTRY_MODIFY of its
 * folder only. Says READY, then saves the file itself if told a way, then HEARD or, after ten
 * seconds, SILENT.
 */
public final class Watches {
  private static final long PATIENCE_NANOS = 10_000_000_000L;

  private Watches() {}

  public static void main(String[] arguments) throws Exception {
    Path file = Paths.get(arguments[0]);
    try (WatchService service = FileSystems.getDefault().newWatchService()) {
      file.getParent().register(service, StandardWatchEventKinds.ENTRY_MODIFY);
      Ways.say("READY");
      if (arguments.length > 1) {
        File target = file.toFile();
        Ways.all().get(arguments[1]).save(target, Versions.content(1, 5000, 7));
      }
      Ways.say(hears(service, file) ? "HEARD" : "SILENT");
    }
  }

  private static boolean hears(WatchService service, Path file) throws InterruptedException {
    long start = System.nanoTime();
    while (System.nanoTime() - start < PATIENCE_NANOS) {
      WatchKey key = service.poll(1, TimeUnit.SECONDS);
      if (key == null) {
        continue;
      }
      for (WatchEvent<?> event : key.pollEvents()) {
        if (file.getFileName().equals(event.context())) {
          return true;
        }
      }
      key.reset();
    }
    return false;
  }
}
