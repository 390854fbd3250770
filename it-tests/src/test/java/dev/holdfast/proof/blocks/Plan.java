package dev.holdfast.proof.blocks;

import dev.holdfast.it.ChildJvm;
import dev.holdfast.it.Configuration;
import dev.holdfast.it.Jdk;
import dev.holdfast.proof.Customizer;
import dev.holdfast.proof.Engine;
import dev.holdfast.proof.disk.FileSystemKind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What is to be recorded.
 *
 * @param ways for each target the ways of its saves, in turn, separated by "|"
 * @param saves of each target
 * @param child what to change at the JVM: a fault for the bench to find
 */
record Plan(
    FileSystemKind kind,
    Jdk jdk,
    Engine engine,
    List<String> ways,
    int saves,
    long seed,
    Customizer child) {
  private static final int SIZE_MAX = 60_000;
  private static final int PAUSE_MICROS = 1500;
  private static final int NEIGHBOUR_MILLIS = 3;

  static final String DATA = "data";
  static final String NEIGHBOUR = "neighbour";

  /** Slots of the counters: the bench's, the targets', the neighbour's and the reader's. */
  int slots() {
    return ways.size() + 3;
  }

  int targets() {
    return ways.size();
  }

  /** Relative to the file system's root. */
  static String target(int number) {
    return DATA + "/t" + number + ".dat";
  }

  /** The JVM that saves on the file system mounted at {@code folder}. */
  ChildJvm jvm(Path folder) throws IOException {
    ChildJvm jvm = ChildJvm.on(jdk);
    if (!engine.equals(Engine.STOCK)) {
      jvm.withAgent(Configuration.protecting(folder.resolve(DATA) + "/*.dat"));
    }
    return child.on(jvm, folder);
  }

  /** What it is told. */
  List<String> arguments(Path folder, Path counters) {
    List<String> words = new ArrayList<>();
    words.addAll(List.of(counters + "", "1", seed + "", saves + "", PAUSE_MICROS + ""));
    words.addAll(List.of(folder.resolve(NEIGHBOUR) + "", NEIGHBOUR_MILLIS + "", "-"));
    for (int i = 0; i < ways.size(); i++) {
      words.addAll(List.of(folder.resolve(target(i)) + "", SIZE_MAX + "", ways.get(i)));
    }
    return words;
  }
}
