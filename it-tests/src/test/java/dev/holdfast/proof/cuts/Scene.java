package dev.holdfast.proof.cuts;

import dev.holdfast.it.Jdk;
import dev.holdfast.proof.Engine;
import dev.holdfast.proof.disk.FileSystemKind;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What is cut, how often.
 *
 * @param jdks one process each
 * @param threads of each process; each saves a target of its own
 */
record Scene(
    FileSystemKind kind,
    Engine engine,
    List<Jdk> jdks,
    int threads,
    Neighbourhood neighbourhood,
    Ending ending,
    int cuts,
    long seed) {
  /** Who else is on the file system. */
  enum Neighbourhood {
    ALONE("alone"),
    /** Some program forces a file of its own every few milliseconds. */
    BUSY("with a neighbour that forces its own file");

    private final String title;

    Neighbourhood(String title) {
      this.title = title;
    }
  }

  /** What becomes of the processes at a cut. */
  enum Ending {
    /** They get errors, and go on when the file system is back. */
    GOES_ON("random power cuts"),
    KILLED("random power cuts and kill -9");

    private final String title;

    Ending(String title) {
      this.title = title;
    }
  }

  int targets() {
    return jdks.size() * threads;
  }

  /** Slots of a process: its threads', the neighbour's and the reader's. */
  int slotsAProcess() {
    return threads + 2;
  }

  int firstSlot(int process) {
    return 1 + process * slotsAProcess();
  }

  int slot(int target) {
    return firstSlot(target / threads) + target % threads;
  }

  int readerSlot(int process) {
    return firstSlot(process) + threads + 1;
  }

  int slots() {
    return 1 + jdks.size() * slotsAProcess();
  }

  String jvm() {
    return jdks.stream().map(Jdk::toString).distinct().collect(Collectors.joining(" and "));
  }

  String shape() {
    return ending.title + ", " + neighbourhood.title;
  }
}
