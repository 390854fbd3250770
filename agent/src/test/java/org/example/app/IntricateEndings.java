package org.example.app;

import static org.example.app.Endings.log;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.util.function.Supplier;
import org.example.app.Endings.Writing;

/** What only values of locals tell; several methods, several runs of one. */
@SuppressWarnings("try")
public final class IntricateEndings {
  private final Supplier<Closeable> opener;

  public IntricateEndings(Supplier<Closeable> opener) {
    this.opener = opener;
  }

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
