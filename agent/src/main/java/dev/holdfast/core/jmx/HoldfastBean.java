package dev.holdfast.core.jmx;

import dev.holdfast.boot.Hooks;
import dev.holdfast.core.observe.Event;
import dev.holdfast.core.observe.Observer;
import java.util.function.IntSupplier;

/** Asks those who know. */
final class HoldfastBean implements HoldfastMXBean {
  private final Observer observer;
  private final IntSupplier openSaves;

  HoldfastBean(Observer observer, IntSupplier openSaves) {
    this.observer = observer;
    this.openSaves = openSaves;
  }

  @Override
  public String getState() {
    return System.getProperty("holdfast.state", "");
  }

  @Override
  public String getVersion() {
    return System.getProperty("holdfast.version", "");
  }

  @Override
  public String getConfiguration() {
    return System.getProperty("holdfast.configuration", "");
  }

  @Override
  public long getCommitted() {
    return observer.countOf(Event.COMMITTED);
  }

  @Override
  public long getDiscarded() {
    return observer.countOf(Event.DISCARDED);
  }

  @Override
  public long getRefused() {
    return observer.countOf(Event.REFUSED);
  }

  @Override
  public long getFailed() {
    return observer.countOf(Event.FAILED);
  }

  @Override
  public long getSetAside() {
    return observer.countOf(Event.SET_ASIDE);
  }

  @Override
  public long getFallbacks() {
    return observer.countOf(Event.FALLBACK_IN_PLACE) + observer.countOf(Event.JOURNALED);
  }

  @Override
  public int getOpenSaves() {
    return openSaves.getAsInt();
  }

  @Override
  public int getHookFailures() {
    return Hooks.failures();
  }

  @Override
  public String getStatusJson() {
    return Hooks.status();
  }
}
