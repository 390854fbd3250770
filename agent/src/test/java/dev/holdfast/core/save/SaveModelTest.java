package dev.holdfast.core.save;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.core.save.ModelProgram.Step;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The promise as a property of the engine: random programs, with errors, on a disk in memory that
 * knows every state a power cut may leave.
 *
 * <p>{@code -Dholdfast.model.states=N} looks at so many, {@code -Dholdfast.model.seed=S} begins
 * with another program.
 */
class SaveModelTest {
  private static final long STATES = Long.getLong("holdfast.model.states", 1_000_000);
  private static final long SEED = Long.getLong("holdfast.model.seed", 20_261_121L);

  @Test
  void everyStateIsOneThatThePromiseAllows() {
    long states = 0;
    long programs = 0;
    while (states < STATES) {
      states += statesOf(SEED + programs, Lie.NONE.of);
      programs++;
    }
    System.err.println(
        "model: " + states + " states of " + programs + " programs from seed " + SEED);
  }

  /** Else the model would prove nothing: a few programs find each. */
  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void aForceThatLiesIsFound(Lie lie) {
    assertThatThrownBy(
            () -> {
              for (int i = 0; i < 100; i++) {
                statesOf(SEED + i, lie.of);
              }
            })
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("after a cut");
  }

  @Test
  void aFailingProgramIsShrunkToWhatFails() {
    Predicate<List<Step>> fails = steps -> failureOrNull(steps, Lie.FOLDERS.of) != null;
    long seed = SEED;
    while (!fails.test(ModelProgram.random(seed))) {
      seed++;
    }

    List<Step> least = ModelProgram.shrink(ModelProgram.random(seed), fails);

    assertThat(least).hasSizeLessThanOrEqualTo(2);
    assertThat(fails).accepts(least);
  }

  enum Lie {
    NONE(name -> false),
    FILES(name -> !name.equals("/d")),
    FOLDERS(name -> name.equals("/d")),
    ALL(name -> true);

    @SuppressWarnings("ImmutableEnumChecker") // a function of a name
    private final Predicate<String> of;

    Lie(Predicate<String> of) {
      this.of = of;
    }
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

  private static AssertionError failureOrNull(List<Step> program, Predicate<String> lies) {
    try {
      ModelRun.of(program, lies);
      return null;
    } catch (AssertionError failure) {
      return failure;
    }
  }
}
