package dev.holdfast.core.cli;

import java.io.PrintWriter;

/**
 * One line on standard error that shows how far a command is, from its first second on; only where
 * somebody looks. Close takes the line away again. Lines of the command's own go through {@link
 * #print}: else the two would be mixed on the terminal. Thread-safe.
 *
 * <pre>
 * try (Progress progress = Progress.of("attach", err)) {
 *   progress.now("loading the agent into 1234");
 * </pre>
 */
final class Progress implements AutoCloseable {
  /** What ends sooner needs no line. */
  private static final long SILENT_MILLIS = 1000;

  private static final long REDRAWN_MILLIS = 100;
  private static final int BAR = 20;

  /** Back to the first column, and nothing to the right: ECMA-48, EL. */
  private static final String WIPE = "\r\u001b[K";

  private final PrintWriter terminalOrNull;
  private final String command;
  private final long since = System.nanoTime();
  private final long silentMillis;
  private String now = "";
  private int done;
  private int total;
  private boolean isDrawn;
  private boolean isClosed;

  private Progress(String command, PrintWriter terminalOrNull, long silentMillis) {
    this.command = command;
    this.terminalOrNull = terminalOrNull;
    this.silentMillis = silentMillis;
  }

  /** {@code err}: the command's standard error, which is looked at for being a terminal. */
  static Progress of(String command, PrintWriter err) {
    return Terminal.errIsOne() ? on(err, command, SILENT_MILLIS) : new Progress(command, null, 0);
  }

  /** Drawn on {@code terminal}, from {@code silentMillis} on. */
  static Progress on(PrintWriter terminal, String command, long silentMillis) {
    Progress progress = new Progress(command, terminal, silentMillis);
    Thread drawing = new Thread(progress::drawUntilClosed, "holdfast-progress");
    drawing.setDaemon(true);
    drawing.start();
    return progress;
  }

  /** What is being done, in a few words. How much there is of it is not known. */
  void now(String what) {
    now(what, 0, 0);
  }

  /** What is being done; {@code done} of {@code total} pieces are. */
  synchronized void now(String what, int done, int total) {
    now = what;
    this.done = done;
    this.total = total;
  }

  /** A line of the command's output, above the line of this. */
  synchronized void print(PrintWriter to, String line) {
    wipe();
    to.println(line);
    to.flush();
  }

  /** Nothing of it is left on the terminal. */
  @Override
  public synchronized void close() {
    isClosed = true;
    wipe();
    notifyAll();
  }

  private synchronized void drawUntilClosed() {
    try {
      while (!isClosed) {
        long millis = (System.nanoTime() - since) / 1_000_000;
        if (millis >= silentMillis) {
          terminalOrNull.print(WIPE + text(command, now, done, total, millis / 1000));
          terminalOrNull.flush();
          isDrawn = true;
        }
        wait(REDRAWN_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // nobody does; then there is no line
    }
  }

  private void wipe() {
    if (isDrawn) {
      terminalOrNull.print(WIPE);
      terminalOrNull.flush();
      isDrawn = false;
    }
  }

  /** Short enough for 80 columns, if {@code now} is for 40. */
  static String text(String command, String now, int done, int total, long seconds) {
    StringBuilder text = new StringBuilder(command).append(": ");
    if (total > 0) {
      int filled = Math.min(BAR, BAR * done / total);
      text.append('[');
      for (int i = 0; i < BAR; i++) {
        text.append(i < filled ? '#' : '.');
      }
      text.append("] ").append(done).append('/').append(total).append(' ');
    }
    return text.append(now).append(", ").append(seconds).append(" s").toString();
  }
}
