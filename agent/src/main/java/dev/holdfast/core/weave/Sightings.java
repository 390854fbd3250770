package dev.holdfast.core.weave;

/**
 * What the application uses of that which Holdfast must never be the first to use: told by the
 * classes that are loaded for it.
 */
public final class Sightings {
  /** Whoever starts a recording, or registers an event, loads it. */
  private static final String RECORDER = "jdk/jfr/FlightRecorder";

  /** Loaded with the first MBean server, whoever wraps it. */
  private static final String SERVER = "com/sun/jmx/mbeanserver/JmxMBeanServer";

  private volatile boolean flightRecorder;
  private volatile boolean beanServer;

  /** A class of the bootstrap loader, by its internal name. */
  void loaded(String className) {
    if (className.equals(RECORDER)) {
      flightRecorder = true;
    } else if (className.equals(SERVER)) {
      beanServer = true;
    }
  }

  /** Whether somebody may have started Java Flight Recorder. */
  public boolean flightRecorder() {
    return flightRecorder;
  }

  /** Whether there may be an MBean server. */
  public boolean beanServer() {
    return beanServer;
  }
}
