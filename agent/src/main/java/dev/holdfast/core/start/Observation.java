package dev.holdfast.core.start;

import dev.holdfast.boot.LastWords;
import dev.holdfast.core.config.Configuration;
import dev.holdfast.core.config.Jmx;
import dev.holdfast.core.config.Log;
import dev.holdfast.core.fs.Fs;
import dev.holdfast.core.jmx.RegisteredBean;
import dev.holdfast.core.observe.Event;
import dev.holdfast.core.observe.Journal;
import dev.holdfast.core.observe.LogFile;
import dev.holdfast.core.observe.Observer;
import dev.holdfast.core.observe.Timing;
import dev.holdfast.core.weave.JfrEvent;
import dev.holdfast.core.weave.JfrEvents;
import dev.holdfast.core.weave.Sightings;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;

/**
 * What others can see of Holdfast besides the status: events of Java Flight Recorder, the MBean,
 * the log. Recorder and management are not touched before the application itself uses them, or the
 * configuration asks for it.
 */
public final class Observation implements Journal {
  /** More are only counted. */
  private static final int EARLY_MAX = 100;

  private final Observer observer;
  private final Sightings sightings;
  private final IntSupplier openSaves;
  private final Fs fs;
  private final String process;

  /**
   * What the start removed, before any recorder could run, and what happens while another thread
   * makes the events known; guarded by itself.
   */
  private final List<Early> early = new ArrayList<>();

  /** Never waited for: whoever holds it may be in the recorder, which may hold what we hold. */
  private final ReentrantLock beginning = new ReentrantLock();

  private BooleanSupplier recorderStateOrNull; // guarded by beginning
  private volatile JfrEvents eventsOrNull;
  private volatile boolean stopped;
  private volatile Jmx jmx = Jmx.OFF;
  private RegisteredBean beanOrNull; // guarded by this

  /** {@code sightings}: the weaver's; {@code process}: its number, for the log. */
  Observation(
      Observer observer, Sightings sightings, IntSupplier openSaves, Fs fs, String process) {
    this.observer = observer;
    this.sightings = sightings;
    this.openSaves = openSaves;
    this.fs = fs;
    this.process = process;
  }

  /** From now on as {@code configuration} says; also to change it. */
  synchronized void start(Configuration configuration) {
    LastWords.alsoTo(configuration.log().isOn() ? fileOf(configuration.log()) : null);
    jmx = configuration.jmx();
    if (jmx == Jmx.OFF) {
      unregisterBean();
    }
    observer.keep(this);
  }

  /** In a method of its own, whose verification loads the class: not where nobody wants a log. */
  private Writer fileOf(Log log) {
    return new LogFile(fs, log.file(), log.limit(), log.keep(), process);
  }

  /** About once a second, by a thread of ours. Throws nothing. */
  void tick() {
    if (sightings.flightRecorder() && eventsOrNull == null) {
      begin();
    }
    if (jmx == Jmx.ON || (jmx == Jmx.AUTO && sightings.beanServer())) {
      registerBean();
    }
  }

  private synchronized void registerBean() {
    if (beanOrNull != null) {
      return;
    }
    try {
      beanOrNull =
          jmx == Jmx.ON
              ? RegisteredBean.inPlatformServer(observer, openSaves)
              : RegisteredBean.inExistingServerOrNull(observer, openSaves);
    } catch (RuntimeException | LinkageError failure) {
      jmx = Jmx.OFF;
      LastWords.say("no MBean in this JVM (jmx: off keeps it from being tried)", failure);
    }
  }

  private synchronized void unregisterBean() {
    if (beanOrNull == null) {
      return;
    }
    try {
      beanOrNull.unregister();
    } catch (RuntimeException | LinkageError failure) {
      LastWords.say("the MBean stays registered", failure);
    }
    beanOrNull = null;
  }

  /** Nothing of it is left when this returns. What the log is to have must be said before. */
  void stop() {
    jmx = Jmx.OFF;
    unregisterBean();
    observer.keep(null);
    beginning.lock();
    try {
      stopped = true;
      if (eventsOrNull != null) {
        eventsOrNull.unregister();
        eventsOrNull = null;
      }
    } finally {
      beginning.unlock();
    }
    LastWords.alsoTo(null);
  }

  @Override
  public void record(Event event, Object target, String rule, String reason, Timing timingOrNull) {
    if (eventsOrNull == null && sightings.flightRecorder()) {
      begin();
    }
    JfrEvents events = eventsOrNull;
    if (events == null && (isOfStart(event) || sightings.flightRecorder())) {
      events = keptForLaterOr(new Early(event, target, rule, reason, timingOrNull));
    }
    if (events != null) {
      record(events, event, target, rule, reason, timingOrNull);
    }
  }

  /** The events, where they have become known meanwhile; else null, it is kept. */
  private JfrEvents keptForLaterOr(Early one) {
    synchronized (early) {
      if (eventsOrNull == null && early.size() < EARLY_MAX) {
        early.add(one);
      }
      return eventsOrNull;
    }
  }

  private static void record(
      JfrEvents events,
      Event event,
      Object target,
      String rule,
      String reason,
      Timing timingOrNull) {
    JfrEvent kind = kindOrNull(events, event);
    if (kind == null) {
      return;
    }
    String way = event.name().toLowerCase(Locale.ROOT).replace('_', '-');
    if (timingOrNull == null) {
      kind.record(target.toString(), rule, reason, way, -1, 0, 0, 0, 0);
    } else {
      kind.record(
          target.toString(),
          rule,
          reason,
          way,
          timingOrNull.bytes(),
          timingOrNull.write(),
          timingOrNull.force(),
          timingOrNull.rename(),
          timingOrNull.commit());
    }
  }

  /** Registers the events, unless another thread is at it, or nobody has started the recorder. */
  private void begin() {
    if (!beginning.tryLock()) {
      return;
    }
    try {
      if (eventsOrNull != null || stopped) {
        return;
      }
      if (recorderStateOrNull == null) {
        recorderStateOrNull = JfrEvents.recorderState();
      }
      if (recorderStateOrNull.getAsBoolean()) {
        recordFromNowOnBy(JfrEvents.register());
      }
    } catch (ReflectiveOperationException | RuntimeException | LinkageError failure) {
      stopped = true;
      LastWords.say("no events for Java Flight Recorder on this JVM", failure);
    } finally {
      beginning.unlock();
    }
  }

  private void recordFromNowOnBy(JfrEvents events) {
    List<Early> before;
    synchronized (early) {
      before = new ArrayList<>(early);
      early.clear();
      eventsOrNull = events;
    }
    for (Early one : before) {
      record(events, one.event, one.target, one.rule, one.reason, one.timingOrNull);
    }
  }

  /** An event that nobody records yet. */
  private static final class Early {
    final Event event;
    final Object target;
    final String rule;
    final String reason;
    final Timing timingOrNull;

    Early(Event event, Object target, String rule, String reason, Timing timingOrNull) {
      this.event = event;
      this.target = target;
      this.rule = rule;
      this.reason = reason;
      this.timingOrNull = timingOrNull;
    }
  }

  /** What happens before anybody could listen. */
  private static boolean isOfStart(Event event) {
    return event == Event.ORPHAN_REMOVED
        || event == Event.RECOVERED
        || event == Event.TORN_TAIL_CUT;
  }

  private static JfrEvent kindOrNull(JfrEvents events, Event event) {
    switch (event) {
      case COMMITTED:
      case RENAME_HARDENED:
      case FORCED_IN_PLACE:
      case PUBLISHED_BY_FORCE:
        return events.commit;
      case DISCARDED:
        return events.discard;
      case REFUSED:
        return events.refuse;
      case FAILED:
        return events.fail;
      case SET_ASIDE:
        return events.setAside;
      case FALLBACK_IN_PLACE:
        return events.fallback;
      case JOURNALED:
        return events.fallback;
      case ORPHAN_REMOVED:
      case RECOVERED:
      case TORN_TAIL_CUT:
        return events.recover;
      default:
        return null;
    }
  }
}
