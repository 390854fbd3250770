package dev.holdfast.core.control;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;

/** The thread that looks for requests. */
public final class ControlThread implements Runnable {
  /** Between two looks, while nobody asks. */
  private static final long IDLE_MILLIS = 200;

  /** The same while somebody does. */
  private static final long BUSY_MILLIS = 10;

  private static final String DETACH = "detach";
  private static final long BUSY_NANOS = 2_000_000_000L;
  private static final long TICK_NANOS = 1_000_000_000L;
  private static final long FETCH_NANOS = 3_000_000_000L;

  private final Controlled controlled;
  private final CountDownLatch ready = new CountDownLatch(1);

  /** Null: there is none that is this user's alone. */
  private ControlFolder folderOrNull;

  private boolean asked;
  private boolean detaching;
  private boolean ended;
  private boolean toldOfFailure;

  public ControlThread(Controlled controlled) {
    this.controlled = controlled;
  }

  public void start() {
    Thread thread = new Thread(this, "holdfast-control");
    thread.setDaemon(true);
    thread.setContextClassLoader(null);
    thread.start();
  }

  /** Waits until requests are looked for, or can't be. */
  public void awaitReady() throws InterruptedException {
    ready.await();
  }

  @Override
  public void run() {
    try {
      ControlFolder folder = controlled.folder();
      folder.create();
      folderOrNull = folder; // not before: in one of somebody else's nothing is looked for
      controlled.ready(folder.toString());
    } catch (IOException | RuntimeException | Error failure) {
      tell(failure);
    } finally {
      ready.countDown();
    }
    look();
  }

  private void look() {
    long lastAsked = System.nanoTime() - BUSY_NANOS;
    long lastTick = System.nanoTime();
    while (!ended) {
      asked = false;
      if (folderOrNull != null) {
        answerAll(folderOrNull);
      }
      long now = System.nanoTime();
      if (asked) {
        lastAsked = now;
      }
      if (ended) {
        break;
      }
      if (now - lastTick >= TICK_NANOS) {
        lastTick = now;
        tick();
      }
      pause(now - lastAsked < BUSY_NANOS ? BUSY_MILLIS : IDLE_MILLIS);
    }
    controlled.end();
  }

  private void tick() {
    try {
      controlled.tick();
    } catch (RuntimeException | Error failure) {
      tell(failure); // and who asks must be answered all the same
    }
  }

  private void answerAll(ControlFolder folder) {
    try {
      for (ControlFolder.Request request : folder.take()) {
        asked = true;
        Answer answer = answer(request.word);
        if (request.word.equals(DETACH)) {
          detaching = true;
          ended = answer.word() != Answer.Word.PENDING;
        }
        folder.answer(request, answer);
      }
      if (detaching && !ended) { // whether or not somebody still waits for it
        ended = answer(DETACH).word() != Answer.Word.PENDING;
      }
      if (ended) {
        waitForFetching(folder);
        folder.remove();
      }
    } catch (IOException | RuntimeException | Error failure) {
      tell(failure);
    }
  }

  private Answer answer(String word) {
    try {
      switch (word) {
        case "status":
          return controlled.status();
        case "reload":
          return controlled.reload();
        case DETACH:
          return controlled.detach();
        default:
          return new Answer(Answer.Word.FAILED, "this agent knows no request '" + word + "'");
      }
    } catch (RuntimeException | Error failure) {
      return new Answer(Answer.Word.FAILED, "the agent failed: " + failure);
    }
  }

  private static void waitForFetching(ControlFolder folder) {
    long start = System.nanoTime();
    while (folder.hasAnswers() && System.nanoTime() - start < FETCH_NANOS) {
      pause(BUSY_MILLIS);
    }
  }

  /**
   * Not {@code Thread.sleep}: on 21 a thread that has slept ends the JVM when Flight Recorder and
   * the verifier of java.base come together.
   */
  private static void pause(long millis) {
    LockSupport.parkNanos(millis * 1_000_000);
    Thread.interrupted(); // nobody should interrupt it; one look too early does no harm
  }

  /** Once: a folder that can't be had now may not be there the next time either. */
  private void tell(Throwable failure) {
    if (!toldOfFailure) {
      toldOfFailure = true;
      controlled.failed(failure);
    }
  }
}
