package dev.holdfast.core.attach;

import dev.holdfast.core.jvm.JavaRuntime;
import java.nio.file.Files;

/** Is it a JVM that the agent knows, and that can load agents? */
final class VirtualMachineCheck implements Check {
  static final int OLDEST = 8;
  static final int NEWEST = 25;

  @Override
  public void check(Plan plan) throws Refusal {
    JavaRuntime runtime = plan.target.runtime();
    if (runtime.vm() != JavaRuntime.Vm.HOTSPOT) {
      throw Refusal.because(
          "it runs on OpenJ9 (" + runtime.home() + "), this version knows HotSpot only",
          "run the application on an OpenJDK with HotSpot, 8 to 25");
    }
    checkFeature(runtime.feature());
    String library = runtime.instrumentLibrary();
    if (!Files.exists(plan.target.seenFromHere(library))) {
      throw Refusal.because(
          "its Java can't load agents: there is no " + library,
          "if its JDK was updated or removed while it ran, restart the application; if it is an"
              + " image of jlink, make one with the module java.instrument");
    }
  }

  /** 0: not known, and asked for again when it can tell itself. */
  static void checkFeature(int feature) throws Refusal {
    if (feature != 0 && (feature < OLDEST || feature > NEWEST)) {
      throw Refusal.because(
          "it runs on Java " + feature + ", this version knows " + OLDEST + " to " + NEWEST,
          feature < OLDEST
              ? "run the application on a newer Java"
              : "use a newer Holdfast, or an older Java for the application");
    }
  }
}
