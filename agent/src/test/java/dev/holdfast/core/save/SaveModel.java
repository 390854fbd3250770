package dev.holdfast.core.save;

import dev.holdfast.core.save.ModelProgram.Step;
import java.util.List;
import java.util.function.Predicate;

/** Random programs on the engine, one after the other, until so many states were looked at. */
public final class SaveModel {
  private SaveModel() {}

  /**
   * {@code SaveModel STATES SEED [files|folders|all]}: forces of the last lie. Prints "good STATES
   * PROGRAMS", or "bad" and the shortest program that shows it.
   */
  public static void main(String[] arguments) {
    Predicate<String> lies = lies(arguments.length > 2 ? arguments[2] : "none");
    try {
      long[] done = run(Long.parseLong(arguments[0]), Long.parseLong(arguments[1]), lies);
      System.out.println("good " + done[0] + " " + done[1]);
    } catch (AssertionError failure) {
      System.out.println("bad " + failure.getMessage());
    }
  }

  /** Names in the folder /d, or /d itself, whose forces do nothing. */
  static Predicate<String> lies(String about) {
    return switch (about) {
      case "files" -> name -> !name.equals("/d");
      case "folders" -> name -> name.equals("/d");
      case "all" -> name -> true;
      case "none" -> name -> false;
      default -> throw new IllegalArgumentException(about);
    };
  }

  /** The numbers of states and of programs. Throws {@code AssertionError} with the program. */
  static long[] run(long atLeast, long seed, Predicate<String> lies) {
    long states = 0;
    long programs = 0;
    while (states < atLeast) {
      states += statesOf(seed + programs, lies);
      programs++;
    }
    return new long[] {states, programs};
  }

  private static long statesOf(long seed, Predicate<String> lies) {
    List<Step> program = ModelProgram.random(seed);
    try {
      return ModelRun.of(program, lies);
    } catch (AssertionError failure) {
      List<Step> least = ModelProgram.shrink(program, steps -> failureOrNull(steps, lies) != null);
      throw new AssertionError(
          "seed " + seed + ", " + least + ": " + failureOrNull(least, lies).getMessage(), failure);
    }
  }

  static AssertionError failureOrNull(List<Step> program, Predicate<String> lies) {
    try {
      ModelRun.of(program, lies);
      return null;
    } catch (AssertionError failure) {
      return failure;
    }
  }
}
