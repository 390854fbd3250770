package samples.fuzz;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;

/** Two threads of which always one waits for the other: an interleaving that comes out the same. */
final class Turns {
  /** What a thread does before the other one goes on. */
  interface Turn {
    String run();
  }

  private final ExecutorService other =
      Executors.newSingleThreadExecutor(
          new ThreadFactory() {
            @Override
            public Thread newThread(Runnable task) {
              Thread thread = new Thread(task, "other");
              thread.setDaemon(true);
              return thread;
            }
          });

  /** {@code thread}: 0 is the caller's own. */
  String take(int thread, Turn turn) {
    if (thread == 0) {
      return turn.run();
    }
    try {
      return other.submit(turn::run).get();
    } catch (InterruptedException | ExecutionException failure) {
      throw new AssertionError(failure);
    }
  }
}
