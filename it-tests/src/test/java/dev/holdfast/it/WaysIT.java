package dev.holdfast.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.holdfast.it.WaysRun.Protection;
import dev.holdfast.it.WaysRun.Shape;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import samples.Way;
import samples.Ways;

/**
 * Every way of writing a whole file, on every JVM: the system calls are those of an atomic and
 * durable save, the content is right, the rest is as without the agent.
 */
class WaysIT {
  static Stream<Arguments> waysAndJdks() {
    return Jvms.matrix()
        .flatMap(jdk -> Ways.all().keySet().stream().map(way -> Arguments.of(way, jdk)));
  }

  static Stream<Arguments> replacingWaysAndJdks() {
    return waysAndJdks()
        .filter(both -> WaysRun.kind((String) both.get()[0]) != Way.Kind.OVERWRITES);
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("waysAndJdks")
  void theOrderOfSystemCallsIsThatOfADurableSave(String way, Jdk jdk) throws Exception {
    assertOrder(way, WaysRun.of(jdk, Protection.TARGETS));
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("replacingWaysAndJdks")
  void theOrderIsRightWhereTheTemporaryFileIsProtectedToo(String way, Jdk jdk) throws Exception {
    assertOrder(way, WaysRun.of(jdk, Protection.EVERYTHING));
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("waysAndJdks")
  void contentModeAndNamesAreAsWithoutTheAgent(String way, Jdk jdk) throws Exception {
    WaysRun stock = WaysRun.of(jdk, Protection.NONE);
    for (Protection protection : List.of(Protection.TARGETS, Protection.EVERYTHING)) {
      WaysRun run = WaysRun.of(jdk, protection);
      for (Shape shape : WaysRun.shapes(way)) {
        assertNoFailure(way, shape, run);
        String what = shape + " with " + protection;
        assertThat(run.version(way, shape)).as(what).isEqualTo(run.expectedVersion(shape));
        assertThat(run.mode(way, shape)).as(what).isEqualTo(stock.mode(way, shape));
      }
      assertThat(run.names(way)).as(protection.toString()).isEqualTo(stock.names(way));
    }
  }

  /** Else the checks above would prove nothing. */
  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("waysAndJdks")
  void withoutTheAgentTheSameCheckIsRed(String way, Jdk jdk) throws Exception {
    WaysRun stock = WaysRun.of(jdk, Protection.NONE);
    for (Shape shape : WaysRun.shapes(way)) {
      assertNoFailure(way, shape, stock);
      assertThat(stock.violations(way, shape)).as(shape.toString()).isNotEmpty();
    }
  }

  private static void assertOrder(String way, WaysRun run) {
    for (Shape shape : WaysRun.shapes(way)) {
      assertNoFailure(way, shape, run);
      assertThat(run.violations(way, shape)).as(shape.toString()).isEmpty();
    }
  }

  /** A way that this JVM does not have is skipped, with the program's reason. */
  private static void assertNoFailure(String way, Shape shape, WaysRun run) {
    List<String> complaints = run.complaints(way, shape);
    assumeTrue(
        complaints.stream().noneMatch(line -> line.startsWith("SKIP")), complaints::toString);
    assertThat(complaints).as(shape.toString()).isEmpty();
    assertThat(run.result().exit()).as(() -> run.result().toString()).isZero();
  }
}
