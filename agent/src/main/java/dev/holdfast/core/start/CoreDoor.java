package dev.holdfast.core.start;

import dev.holdfast.core.cli.Cli;
import dev.holdfast.core.weave.BootFloor;
import dev.holdfast.core.weave.Jdk;
import dev.holdfast.load.Core;
import dev.holdfast.load.CoreLoader;
import java.io.File;
import java.lang.instrument.Instrumentation;
import java.util.concurrent.atomic.AtomicBoolean;

/** Where the agent's own loader is entered; found by name. */
public final class CoreDoor implements Core {
  /** For {@code Handover}. */
  public CoreDoor() {}

  @Override
  public void premain(
      File jar, String argumentsOrNull, Instrumentation instrumentation, AtomicBoolean started)
      throws Exception {
    // First: everything else in here names classes of the boot floor.
    String floor = BootFloor.lay(jar, instrumentation);
    AgentStart.premain(new Launch(jar, argumentsOrNull, instrumentation, floor, new End(started)));
  }

  @Override
  public void attach(
      File jar, String argumentsOrNull, Instrumentation instrumentation, AtomicBoolean started)
      throws Exception {
    String floor = BootFloor.lay(jar, instrumentation);
    AgentStart.attach(new Launch(jar, argumentsOrNull, instrumentation, floor, new End(started)));
  }

  /** Leaves nothing of this loader open. */
  private static final class End implements Runnable {
    private final AtomicBoolean started;

    End(AtomicBoolean started) {
      this.started = started;
    }

    @Override
    public void run() {
      ClassLoader own = CoreDoor.class.getClassLoader();
      if (own instanceof CoreLoader) {
        ((CoreLoader) own).release();
      }
      started.set(false);
    }
  }

  @Override
  public int main(File jar, String[] arguments, Instrumentation instrumentationOrNull)
      throws Exception {
    if (instrumentationOrNull != null || Jdk.isBeforeModules()) {
      BootFloor.lay(jar, instrumentationOrNull);
    }
    return Cli.main(jar, arguments, instrumentationOrNull);
  }
}
