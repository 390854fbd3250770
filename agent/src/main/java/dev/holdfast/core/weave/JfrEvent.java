package dev.holdfast.core.weave;

/**
 * One kind of event of Java Flight Recorder. Implemented by generated classes: Java 8 code cannot
 * name {@code jdk.jfr}.
 */
public interface JfrEvent {
  /** Makes it known to the recorder; a second time does nothing. */
  void register();

  /** The recorder forgets it. */
  void unregister();

  /**
   * Records one. A kind leaves out what it has no field for.
   *
   * @param way in which a save was committed
   * @param bytes -1: not known
   * @param write and the following: nanoseconds
   */
  void record(
      String target,
      String rule,
      String reason,
      String way,
      long bytes,
      long write,
      long force,
      long rename,
      long total);
}
