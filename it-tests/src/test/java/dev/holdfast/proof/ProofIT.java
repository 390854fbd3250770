package dev.holdfast.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.holdfast.it.Jvms;
import dev.holdfast.proof.disk.Needs;
import dev.holdfast.proof.report.Report;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The quick run of the bench, whole; its report stays in {@code target/proof}. */
class ProofIT {
  /** States with the agent below which a layer has not done its work. */
  private static final Map<String, Long> LEAST =
      Map.of("blocks", 4_000L, "cuts", 1_000L, "model", 1_000_000L);

  private static Run run;

  @BeforeAll
  static void prove() throws Exception {
    run = Prove.prove(Depth.QUICK, Prove.SEED, Prove.LAYERS, Path.of("target", "proof"));
  }

  @TestFactory
  Stream<DynamicTest> eachLayerHoldsWhatIsPromised() {
    return Prove.LAYERS.stream()
        .map(layer -> DynamicTest.dynamicTest(layer.name(), () -> holds(layer)));
  }

  private static void holds(Layer layer) {
    String missing = layer.missingOrNull(run);
    assumeFalse(missing != null && missing.startsWith(Needs.NO_KERNEL), missing);
    Jvms.requireOrSkip(missing == null, missing);
    assertThat(run.failures()).filteredOn(row -> row.layer().equals(layer.name())).isEmpty();
    assertThat(states(layer))
        .as("states with the agent")
        .isGreaterThanOrEqualTo(LEAST.getOrDefault(layer.name(), 1L));
  }

  private static long states(Layer layer) {
    return run.rows().stream()
        .filter(row -> row.layer().equals(layer.name()) && !row.engine().equals(Engine.STOCK))
        .mapToLong(row -> row.tally().all())
        .sum();
  }

  @Test
  void theReportSaysSo() {
    assertThat(run.broken()).isEmpty();
    assertThat(Report.isClean(run)).isTrue();
  }
}
