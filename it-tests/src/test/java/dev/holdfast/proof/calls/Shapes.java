package dev.holdfast.proof.calls;

import dev.holdfast.it.ChildJvm;
import dev.holdfast.it.Configuration;
import dev.holdfast.it.Jdk;
import dev.holdfast.it.Jvms;
import dev.holdfast.proof.Depth;
import dev.holdfast.proof.Engine;
import dev.holdfast.proof.Run;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import samples.Ways;

/** What the layers of this package try: ways, JVMs, how a file is called. */
final class Shapes {
  /** One of each API class. */
  static final List<String> API_CLASSES =
      List.of(
          "FileOutputStream(File)",
          "Files.write(bytes)",
          "FileChannel.write",
          "Files.copy(Path)",
          "Files.move(REPLACE_EXISTING)",
          "File.renameTo");

  static final String TARGET = "state.dat";

  /** Of a version: more than one write of a stream's buffer, more than one page. */
  static final int SIZE = 20_000;

  private Shapes() {}

  static List<String> ways(Depth depth, Jdk jdk) {
    if (depth == Depth.QUICK) {
      return API_CLASSES;
    }
    List<String> ways = new ArrayList<>(Ways.all().keySet());
    ways.remove("Preferences.flush"); // one root a JVM, so no second folder
    if (jdk.feature() < 11) {
      ways.remove("Files.writeString"); // came with 11
    }
    return ways;
  }

  /** The JVMs of {@code features} that are here; says which are not. */
  static List<Jdk> jdks(Run run, List<Integer> features) {
    List<Jdk> jdks = new ArrayList<>();
    for (int feature : features) {
      Jdk jdk = Jvms.of(feature);
      if (jdk.isThere()) {
        jdks.add(jdk);
      } else {
        run.leaveOut("calls, errors: " + jdk + " is not on this machine (tools/fetch-jdks)");
      }
    }
    return jdks;
  }

  static List<Jdk> jdks(Run run) {
    return jdks(run, run.depth() == Depth.QUICK ? List.of(17, 25) : Jvms.MATRIX);
  }

  /**
   * A JVM that saves below {@code folder}. The rule is for the targets only: the temporary files of
   * programs that rename are their own.
   */
  static ChildJvm saving(Jdk jdk, Engine engine, Path folder, Path scratch) {
    ChildJvm child = ChildJvm.on(jdk).option("-Djava.io.tmpdir=" + scratch);
    return engine.equals(Engine.STOCK)
        ? child
        : child.withAgent(Configuration.protecting(folder + "/**/*.dat"));
  }

  static String folderName(String way) {
    return way.replaceAll("[^A-Za-z0-9.]+", "-");
  }
}
