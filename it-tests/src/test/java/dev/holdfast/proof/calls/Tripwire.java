package dev.holdfast.proof.calls;

import dev.holdfast.it.ChildJvm;
import dev.holdfast.proof.disk.Command;
import dev.holdfast.proof.disk.Needs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A library in a saving JVM that counts its calls on files below a prefix, and does something at
 * one of them: see {@code src/test/c/tripwire.c}. It is told from outside, while the JVM runs. One
 * tripwire for one JVM at a time.
 *
 * <p>For a JVM that saves with a fault, that is all:
 *
 * <pre>
 *   Tripwire tripwire = Tripwire.in(run.folder("fault"));
 *   tripwire.watch(folder);
 *   tripwire.seed(Fault.NO_FORCE);
 *   tripwire.set(child);
 * </pre>
 */
public final class Tripwire {
  private static final Path SOURCE = Path.of("src", "test", "c", "tripwire.c");

  private final Path library;
  private final Path file;
  private final Page page;

  /** Which calls count. */
  public enum Counting {
    /** Those that change something, and close. */
    CHANGES,
    /** Those that only look as well. */
    ALL
  }

  private Tripwire(Path library, Path file) throws IOException {
    this.library = library;
    this.file = file;
    this.page = new Page(file);
  }

  /** What this machine lacks to build it; null: nothing. */
  public static String missingOrNull() {
    return Needs.programsOrNull("gcc", "gcc libc6-dev");
  }

  /** Builds it in {@code folder}, an existing one that no rule matches, unless it is there. */
  public static Tripwire in(Path folder) throws IOException {
    Path library = folder.resolve("tripwire.so");
    if (!Files.exists(library)) {
      Path built = Files.createTempFile(folder, "tripwire", ".built");
      Command.run("gcc", "-shared", "-fPIC", "-O2", "-o", built + "", SOURCE + "", "-ldl");
      Files.move(built, library, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
    }
    return new Tripwire(library, Files.createTempFile(folder, "tripwire", ".page"));
  }

  /** Has {@code child} start with it. */
  public ChildJvm set(ChildJvm child) {
    return child
        .environment("LD_PRELOAD", library.toString())
        .environment("HOLDFAST_TRIPWIRE", file.toString());
  }

  /** The words to put before the command of a program that is to start with it. */
  public List<String> environment() {
    return List.of("env", "LD_PRELOAD=" + library, "HOLDFAST_TRIPWIRE=" + file);
  }

  /** Calls on {@code folder} and all below count from now on; a path without links. */
  public void watch(Path folder) {
    page.prefix(folder);
  }

  /** What {@link Trip.Action#CUT} cuts; {@code neighbour} is a file on it, outside the prefix. */
  public void cuts(Path mountFolder, Path neighbour) {
    page.mount(mountFolder, neighbour);
  }

  /** Every save below the prefix is made with {@code fault} from now on. */
  public void seed(Fault fault) {
    page.fault(fault.number());
  }

  /** Counts from 0. */
  public void arm(Trip trip, Counting counting) {
    page.arm(trip, counting);
  }

  public void disarm() {
    page.disarm();
  }

  /** How often {@link Trip#action} was taken since it was armed. */
  public int fired() {
    return page.fired();
  }

  /** All since it was armed that count. */
  public List<Call> calls() {
    return page.calls();
  }

  /** The call of {@code number}; null where there were fewer. */
  Call callOrNull(int number) {
    List<Call> calls = calls();
    return number <= calls.size() ? calls.get(number - 1) : null;
  }
}
