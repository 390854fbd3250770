package dev.holdfast.core.save;

import dev.holdfast.core.fs.Stat;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** The logs of this process: one for each file that is appended to, however often it is open. */
final class AppendLogs {
  private final Surroundings with;
  private final Map<String, AppendLog> logs = new HashMap<>();

  AppendLogs(Surroundings with) {
    this.with = with;
  }

  /**
   * The log of {@code file}, which is open as {@code number}. On throw it has none; a {@code
   * SaveFailedException}: it must not be written to.
   */
  AppendLog join(AppendedFile file, int number) throws IOException {
    Stat stat = with.fs.stat(number);
    String key = stat.device() + " " + stat.inode();
    AppendLog log;
    synchronized (logs) {
      log = logs.get(key);
      if (log == null) {
        log = new AppendLog(with, file.policy(), file.place(), key);
        logs.put(key, log);
      }
      log.users++;
    }
    try {
      log.start(number);
      log.enter(file);
      return log;
    } catch (IOException | RuntimeException | Error failure) {
      left(log);
      throw failure;
    }
  }

  /** {@code file} writes no more. Throws where what it wrote is not durable. */
  void leave(AppendLog log, AppendedFile file) throws IOException {
    try {
      log.leave(file);
    } finally {
      left(log);
    }
  }

  private void left(AppendLog log) {
    synchronized (logs) {
      log.users--;
      if (log.users == 0) {
        // Under the monitor: the next one's mark must not come before this one's end.
        log.finish();
        logs.remove(log.key);
      }
    }
  }
}
