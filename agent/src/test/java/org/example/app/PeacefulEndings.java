package org.example.app;

import static org.example.app.Endings.log;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.util.function.Supplier;
import org.example.app.Endings.Writing;

/** Exceptions that are no end of a save, or not for sure. */
@SuppressWarnings("try")
public final class PeacefulEndings {
  private final Supplier<Closeable> opener;

  public PeacefulEndings(Supplier<Closeable> opener) {
    this.opener = opener;
  }

  public void endOfInput(Writing writing) throws IOException {
    Closeable out = opener.get();
    try {
      while (true) {
        writing.writeOrEnd();
      }
    } catch (EOFException end) {
      log(end);
    } finally {
      out.close();
    }
  }

  public void endOfInputOutside(Writing writing) throws IOException {
    try (Closeable out = opener.get()) {
      while (true) {
        writing.writeOrEnd();
      }
    } catch (EOFException end) {
      log(end);
    }
  }

  public void closeAfterEndOfInput(Writing writing) throws IOException {
    Closeable out = opener.get();
    try {
      while (true) {
        writing.writeOrEnd();
      }
    } catch (EOFException end) {
      log(end);
    }
    out.close();
  }

  /** An end of input that is an error to the application: it says so. */
  public void unexpectedEnd(Writing writing) throws IOException {
    try (Closeable out = opener.get()) {
      while (true) {
        writing.writeOrEnd();
      }
    } catch (EOFException end) {
      throw new IOException("cut short", end);
    }
  }

  public void caughtInTheLoop(Writing writing) throws IOException {
    Closeable out = opener.get();
    try {
      for (int i = 0; i < 10; i++) {
        try {
          writing.write();
        } catch (RuntimeException skipped) {
          log(skipped);
        }
      }
    } finally {
      out.close();
    }
  }

  public void begunInCatch(Writing writing) throws IOException {
    try {
      writing.all();
    } catch (RuntimeException crash) {
      try (Closeable out = opener.get()) {
        log(crash);
      }
    }
  }

  public void begunInFinally(Writing writing) throws IOException {
    try {
      writing.all();
    } finally {
      reportTo(opener.get());
    }
  }

  private static void reportTo(Closeable out) throws IOException {
    try {
      log(out);
    } finally {
      out.close();
    }
  }

  /** A failure in a crash report that is written inside a catch block. */
  public void abandonedInCatch(Writing writing) throws IOException {
    try {
      throw new IllegalArgumentException("a crash");
    } catch (IllegalArgumentException crash) {
      try (Closeable out = opener.get()) {
        writing.all();
      }
    }
  }
}
