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
    private int written;

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

  private static void log(Object what) {
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

  // ---- in peace

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

  // ---- what only a look at values tells

  /** What is thrown on is what was caught: the method does not go on. */
  public void closedThenThrown(Writing writing) throws IOException {
    Closeable out = opener.get();
    RuntimeException failure = null;
    try {
      writing.all();
      out.close();
    } catch (RuntimeException caught) {
      failure = caught;
      out.close();
    }
    if (failure != null) {
      throw failure;
    }
  }

  public void counted(Writing writing) throws IOException {
    Closeable out = opener.get();
    int failures = 0;
    try {
      writing.all();
    } catch (RuntimeException caught) {
      failures++;
    }
    if (failures != 0) {
      out.close();
      throw new IOException("failed " + failures);
    }
    out.close();
  }

  public void chosen(Writing writing) throws IOException {
    Closeable none = null;
    Closeable out = opener.get();
    Closeable chosen;
    try {
      writing.all();
      chosen = writing.written > 0 ? out : none;
    } catch (RuntimeException log) {
      chosen = out;
    }
    if (chosen != null) {
      chosen.close();
    }
  }

  // ---- several methods, several runs of one

  public void finishedByHelper(Writing writing) throws IOException {
    Closeable out = opener.get();
    finish(out, writing);
  }

  private static void finish(Closeable out, Writing writing) throws IOException {
    try {
      writing.all();
    } finally {
      out.close();
    }
  }

  private Closeable field;

  /** One run of a step opens, another closes. */
  public void bySteps(Writing writing) throws IOException {
    for (int i = 0; i < 2; i++) {
      step(writing);
    }
  }

  private void step(Writing writing) throws IOException {
    if (field != null) {
      try {
        writing.all();
      } catch (RuntimeException failure) {
        field.close();
        field = null;
        throw failure;
      }
      field.close();
      field = null;
    } else {
      field = opener.get();
    }
  }

  /** The call that opens is the one that throws. */
  public void openedByACallThatThrows(Writing writing) throws IOException {
    try {
      openToField(writing);
    } catch (RuntimeException failure) {
      field.close();
      throw failure;
    }
    field.close();
  }

  private void openToField(Writing writing) {
    field = opener.get();
    writing.all();
  }

  public void readsOnInHandler(Writing writing) throws IOException {
    Closeable out = opener.get();
    try {
      writing.all();
    } catch (RuntimeException failure) {
      out.close();
      try {
        writing.writeOrEnd();
      } catch (EOFException end) {
        return;
      }
      throw failure;
    }
    out.close();
  }

  /** Another end of input in the same method says nothing about this save. */
  public void swallowedBesideAnEndOfInput(Writing writing) throws IOException {
    Closeable out = opener.get();
    try {
      writing.all();
    } catch (RuntimeException log) {
      log(log);
    } finally {
      out.close();
    }
    try {
      writing.writeOrEnd();
    } catch (EOFException end) {
      log(end);
    }
  }
}
