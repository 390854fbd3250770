package dev.holdfast.core.save;

/** Waits on a monitor that its caller holds; an interrupt ends no wait, and isn't lost. */
final class Patience {
  private final Object monitor;
  private boolean interrupted;

  Patience(Object monitor) {
    this.monitor = monitor;
  }

  /** To be called in a loop: it may return for no reason. */
  @SuppressWarnings("WaitNotInLoop")
  void await() {
    try {
      monitor.wait();
    } catch (InterruptedException later) {
      interrupted = true;
    }
  }

  /** Nothing is waited for any more: the thread is as interrupted as it would be without. */
  void end() {
    if (interrupted) {
      interrupted = false;
      Thread.currentThread().interrupt();
    }
  }
}
