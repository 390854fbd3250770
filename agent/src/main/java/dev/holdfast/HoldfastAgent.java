package dev.holdfast;

import dev.holdfast.load.Handover;
import java.io.File;
import java.lang.instrument.Instrumentation;
import java.util.concurrent.atomic.AtomicBoolean;

/** The doors of the jar: premain, agentmain and main. Finds the jar, hands over, nothing else. */
public final class HoldfastAgent {
  /**
   * Whether a core is in this JVM. Its own type: the core, which clears it, can't see this class.
   */
  private static final AtomicBoolean STARTED = new AtomicBoolean();

  private static final long WAY_OUT_NANOS = 5_000_000_000L;

  private static Instrumentation ofCommandLine;

  private HoldfastAgent() {}

  /** {@code -javaagent:holdfast.jar=arguments}; null without arguments. Throws nothing. */
  public static void premain(String arguments, Instrumentation instrumentation) {
    try {
      if (isFirst()) {
        Handover.premain(ownJar(), arguments, instrumentation, STARTED);
      }
    } catch (Throwable failure) {
      notStarted(failure);
      // Not thrown on: out of premain it would end the JVM with SIGABRT and a core dump. What the
      // configuration says of a failed start could not be read: its default is to halt.
      Runtime.getRuntime().halt(1);
    }
  }

  /**
   * Attached to a running JVM, or {@code java -jar holdfast.jar} (Launcher-Agent-Class). Throws
   * nothing.
   */
  public static void agentmain(String arguments, Instrumentation instrumentation) {
    try {
      if (isCommandLine()) {
        ofCommandLine = instrumentation;
      } else if (isFirst()) {
        Handover.attach(ownJar(), arguments, instrumentation, STARTED);
      }
    } catch (Throwable failure) {
      STARTED.set(false); // once the cause is out of the way another attach may succeed
      notStarted(failure);
    }
  }

  /** The command line; ends the JVM with the command's exit status if that isn't 0. */
  public static void main(String[] arguments) throws Exception {
    int status = Handover.main(ownJar(), arguments, ofCommandLine);
    if (status != 0) {
      System.exit(status);
    }
  }

  private static boolean isFirst() throws InterruptedException {
    boolean first = STARTED.compareAndSet(false, true);
    long start = System.nanoTime();
    while (!first && isOnItsWayOut() && System.nanoTime() - start < WAY_OUT_NANOS) {
      Thread.sleep(10);
      first = STARTED.compareAndSet(false, true);
    }
    if (!first) {
      System.err.println("holdfast: already in this JVM, the second start does nothing");
    }
    return first;
  }

  /** Detached, but its last thread has not ended yet. */
  private static boolean isOnItsWayOut() {
    return "detached".equals(System.getProperty("holdfast.state"));
  }

  /** Whether this JVM was started by {@code java -jar} with our jar: no application in it. */
  private static boolean isCommandLine() throws Exception {
    String path = System.getProperty("java.class.path");
    return new File(path).getCanonicalFile().equals(ownJar().getCanonicalFile());
  }

  /** Where this class came from: right under any name and beside other agents. */
  private static File ownJar() throws Exception {
    return new File(
        HoldfastAgent.class.getProtectionDomain().getCodeSource().getLocation().toURI());
  }

  private static void notStarted(Throwable failure) {
    System.err.println("holdfast: not started, saves are NOT protected: " + failure);
  }
}
