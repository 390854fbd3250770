package dev.holdfast.core.save;

import java.io.IOException;

/** Whether all that the application wrote has got into the file. */
final class WriteFailures {
  private static final String CUT_SHORT = "a write was cut short and not completed";

  private final Shortfall shortfall = new Shortfall();
  private Throwable first;

  /** The first one, or null. */
  Throwable orNull() {
    return first;
  }

  void failed(Throwable failure) {
    if (first == null) {
      first = failure;
    }
  }

  void wrote(long written, long left) {
    if (shortfall.wrote(written, left)) {
      failed(new IOException(CUT_SHORT));
    }
  }

  void transferred(long written, long left) {
    if (shortfall.transferred(written, left)) {
      failed(new IOException(CUT_SHORT));
    }
  }

  /** No more writes come: one that was cut short is a failed one now. */
  void end() {
    if (shortfall.isOpen()) {
      failed(new IOException("the last write was cut short"));
    }
  }
}
