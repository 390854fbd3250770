package dev.holdfast.core.weave;

import dev.holdfast.core.weave.GeneratedJfrEvent.Field;
import java.security.AccessController;
import java.security.PrivilegedActionException;
import java.security.PrivilegedExceptionAction;
import java.util.function.BooleanSupplier;

/**
 * The events of Java Flight Recorder, {@code holdfast.*}. Not to be touched before the application
 * has started the recorder: they would start half of it.
 */
public final class JfrEvents {
  public final JfrEvent commit;
  public final JfrEvent discard;
  public final JfrEvent refuse;
  public final JfrEvent fail;
  public final JfrEvent setAside;
  public final JfrEvent fallback;
  public final JfrEvent recover;

  private final JfrEvent[] all;

  private JfrEvents() throws ReflectiveOperationException {
    commit =
        GeneratedJfrEvent.create(
            "Commit",
            "Commit",
            "A save became durable",
            Field.TARGET,
            Field.RULE,
            Field.WAY,
            Field.BYTES,
            Field.WRITE,
            Field.FORCE,
            Field.RENAME,
            Field.TOTAL);
    discard = ended("Discard", "Discard", "A save was given up; the old version stays");
    refuse = ended("Refuse", "Refuse", "A guard did not let a save through; the old version stays");
    fail = ended("Fail", "Fail", "A save could not be made durable; the application was told");
    setAside = ended("SetAside", "Set Aside", "An unfinished save was kept beside its target");
    fallback =
        GeneratedJfrEvent.create(
            "Fallback",
            "Fallback",
            "A save can't be an atomic replace",
            Field.TARGET,
            Field.RULE,
            Field.REASON);
    recover =
        GeneratedJfrEvent.create(
            "Recover", "Recover", "What a crash had left was removed", Field.TARGET, Field.REASON);
    all = new JfrEvent[] {commit, discard, refuse, fail, setAside, fallback, recover};
  }

  private static JfrEvent ended(String kind, String label, String description)
      throws ReflectiveOperationException {
    return GeneratedJfrEvent.create(
        kind,
        label,
        description,
        Field.TARGET,
        Field.RULE,
        Field.REASON,
        Field.BYTES,
        Field.WRITE,
        Field.FORCE,
        Field.RENAME);
  }

  /**
   * Whether the recorder has been started. To be made, and asked, only after {@link
   * Sightings#flightRecorder}: it names the recorder's class.
   */
  public static BooleanSupplier recorderState() throws ReflectiveOperationException {
    return GeneratedJfrEvent.recorderState();
  }

  /** Generates and registers them all. */
  public static JfrEvents register() throws ReflectiveOperationException {
    try {
      // With our rights: under a security manager the application may not have them.
      return AccessController.doPrivileged(
          new PrivilegedExceptionAction<JfrEvents>() {
            @Override
            public JfrEvents run() throws ReflectiveOperationException {
              JfrEvents events = new JfrEvents();
              for (JfrEvent event : events.all) {
                event.register();
              }
              return events;
            }
          });
    } catch (PrivilegedActionException failure) {
      throw (ReflectiveOperationException) failure.getException();
    }
  }

  /** The recorder forgets them. */
  public void unregister() {
    for (JfrEvent event : all) {
      event.unregister();
    }
  }
}
