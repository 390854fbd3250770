package org.example.app;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;

/** Ways to end a save, in peace and by an exception. The file is whatever the test makes of it. */
@SuppressWarnings({"try", "finally", "Finally"})
public final class Endings {
  private final Supplier<Closeable> opener;

  public Endings(Supplier<Closeable> opener) {
    this.opener = opener;
  }

  /** What stands in for writing: the fifth byte is one too many where {@code fails}. */
  public static final class Writing {
    private final RuntimeException failure;
    int written;

    public Writing(RuntimeException failureOrNull) {
      failure = failureOrNull;
    }

    void write() {
      if (++written == 5 && failure != null) {
        throw failure;
      }
    }

    void endServer() throws IOException {
      throw new IOException("the test goes on");
    }

    void writeOrEnd() throws IOException {
      if (++written == 5) {
        throw new EOFException();
      }
    }

    void all() {
      for (int i = 0; i < 10; i++) {
        write();
      }
    }
  }

  static void log(Object what) {
    if (what == null) {
      throw new AssertionError("nothing to log");
    }
  }

  /** The line of the call that tells it. */
  public static StackTraceElement here() {
    return new Throwable().getStackTrace()[0];
  }

  public void withResources(Writing writing) throws IOException {
    try (Closeable out = opener.get()) {
      writing.all();
    }
  }

  public void withTwoResources(Writing writing) throws IOException {
    try (Closeable out = opener.get();
        Closeable wrapper = () -> {}) {
      writing.all();
    }
  }

  public void inFinally(Writing writing) throws IOException {
    Closeable out = opener.get();
    try {
      writing.all();
    } finally {
      out.close();
    }
  }

  public void quietlyInFinally(Writing writing) {
    Closeable out = null;
    try {
      out = opener.get();
      writing.all();
    } finally {
      closeQuietly(out);
    }
  }

  private static void closeQuietly(Closeable out) {
    if (out != null) {
      try {
        out.close();
      } catch (IOException quietly) {
        throw new AssertionError(quietly);
      }
    }
  }

  public void rethrown(Writing writing) throws IOException {
    Closeable out = opener.get();
    try {
      writing.all();
    } catch (RuntimeException failure) {
      out.close();
      throw failure;
    }
    out.close();
  }

  public void wrapped(Writing writing) throws IOException {
    Closeable out = opener.get();
    try {
      writing.all();
      out.close();
    } catch (RuntimeException failure) {
      out.close();
      throw new IllegalStateException("wrapped", failure);
    }
  }

  public void rememberedAndThrown(Writing writing) throws IOException {
    Closeable out = opener.get();
    RuntimeException failure = null;
    try {
      writing.all();
    } catch (RuntimeException caught) {
      failure = caught;
    }
    if (failure != null) {
      out.close();
      throw failure;
    }
    out.close();
  }

  public void successFlag(Writing writing) throws IOException {
    Closeable out = opener.get();
    boolean success = false;
    try {
      writing.all();
      success = true;
    } finally {
      if (success) {
        out.close();
      } else {
        closeQuietly(out);
      }
    }
  }

  public void inSynchronized(Writing writing) throws IOException {
    synchronized (this) {
      try (Closeable out = opener.get()) {
        writing.all();
      }
    }
  }

  public void outerMethodCloses(Writing writing) throws IOException {
    Closeable out = opener.get();
    try {
      inner(writing);
    } finally {
      helperThatCloses(out);
    }
  }

  private static void inner(Writing writing) {
    writing.all();
  }

  private static void helperThatCloses(Closeable out) throws IOException {
    out.close();
  }

  public void inLambda(Writing writing) throws IOException {
    try (Closeable out = opener.get()) {
      List.of(1, 2, 3, 4, 5, 6).forEach(each -> writing.write());
    }
  }

  /** Opened below, closed by a class of its own. */
  public void ownWrapper(Writing writing) throws IOException {
    try (Wrapper out = new Wrapper(opener.get())) {
      writing.all();
    }
  }

  private record Wrapper(Closeable out) implements Closeable {
    @Override
    public void close() throws IOException {
      out.close();
    }
  }

  public void loopAroundTryWithContinue(Writing writing) throws IOException {
    for (int i = 0; i < 2; i++) {
      Closeable out = opener.get();
      try {
        if (i == 0) {
          continue;
        }
        writing.all();
      } finally {
        out.close();
      }
    }
  }

  // ---- swallowed

  public void swallowed(Writing writing) throws IOException {
    Closeable out = opener.get();
    try {
      writing.all();
    } catch (RuntimeException log) {
      log(log);
    } finally {
      out.close();
    }
  }

  public void returnInFinally(Writing writing) throws IOException {
    Closeable out = opener.get();
    try {
      writing.all();
    } finally {
      out.close();
      return;
    }
  }

  public void closedInCatch(Writing writing) throws IOException {
    Closeable out = opener.get();
    try {
      writing.all();
      out.close();
    } catch (RuntimeException log) {
      out.close();
    }
  }

  /** A daemon's loop: no way out of the method, and yet nothing is thrown out of it. */
  public void swallowedInEndlessLoop(Writing writing) throws IOException {
    int round = 0;
    while (true) {
      Closeable out = opener.get();
      try {
        writing.all();
        out.close();
      } catch (RuntimeException log) {
        out.close();
      }
      if (++round == 1) {
        throw new IOException("enough");
      }
    }
  }

  /** No way out at all: the thread ends with its application. */
  public void swallowedByAServer(Writing writing) throws IOException {
    Closeable out = opener.get();
    serve(out, writing);
  }

  private static void serve(Closeable out, Writing writing) throws IOException {
    while (true) {
      try {
        writing.all();
        out.close();
      } catch (RuntimeException log) {
        out.close();
      }
      writing.endServer();
    }
  }

  public void mostlySwallowed(Writing writing) throws IOException {
    Closeable out = opener.get();
    try {
      writing.all();
      out.close();
    } catch (RuntimeException log) {
      out.close();
      if (writing.written > 100) {
        throw log;
      }
    }
  }
}
