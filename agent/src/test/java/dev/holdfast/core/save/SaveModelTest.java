package dev.holdfast.core.save;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.core.save.ModelProgram.Step;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
    long[] done = SaveModel.run(STATES, SEED, SaveModel.lies("none"));

    System.err.println(
        "model: " + done[0] + " states of " + done[1] + " programs from seed " + SEED);
  }

  /** Else the model would prove nothing: a few programs find each. */
  @ParameterizedTest
  @ValueSource(strings = {"files", "folders", "all"})
  void aForceThatLiesIsFound(String about) {
    assertThatThrownBy(() -> SaveModel.run(STATES / 10, SEED, SaveModel.lies(about)))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("after a cut");
  }

  @Test
  void aFailingProgramIsShrunkToWhatFails() {
    Predicate<List<Step>> fails =
        steps -> SaveModel.failureOrNull(steps, SaveModel.lies("folders")) != null;
    long seed = SEED;
    while (!fails.test(ModelProgram.random(seed))) {
      seed++;
    }

    List<Step> least = ModelProgram.shrink(ModelProgram.random(seed), fails);

    assertThat(least).hasSizeLessThanOrEqualTo(2);
    assertThat(fails).accepts(least);
  }
}
