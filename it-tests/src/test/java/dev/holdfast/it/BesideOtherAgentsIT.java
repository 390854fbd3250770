package dev.holdfast.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.it.OrderLint.Before;
import dev.holdfast.it.OrderLint.Content;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import samples.Ways;

/** Another agent in the same JVM, before or after ours, changes nothing for a save. */
class BesideOtherAgentsIT {
  private static final List<String> WAYS =
      List.of("FileOutputStream(File)", "Files.write(bytes)", "File.renameTo");

  @TempDir private Path temporary;

  /** Whose {@code -javaagent} stands first. */
  enum Order {
    OURS_FIRST,
    OURS_LAST
  }

  static Stream<Arguments> agents() {
    return Stream.of("jacoco.jar", "opentelemetry.jar")
        .flatMap(
            jar ->
                Stream.of(Order.values())
                    .flatMap(
                        order ->
                            Stream.of(17, 25).map(jdk -> Arguments.of(jar, order, Jvms.of(jdk)))));
  }

  @ParameterizedTest(name = "{0}, {1}, {2}")
  @MethodSource("agents")
  void aSaveIsAsWithoutTheOther(String jar, Order order, Jdk jdk) throws Exception {
    Path folder = Files.createDirectory(temporary.toRealPath().resolve("data"));
    Path trace = temporary.resolve("trace");
    ChildJvm child = ChildJvm.on(jdk).by(SystemCallTrace.recordTo(trace));
    Path configuration = Configuration.protecting(folder + "/*.dat");
    if (order == Order.OURS_FIRST) {
      child.withAgent(configuration);
    }
    child.withOtherAgent(arguments(jar));
    if (order == Order.OURS_LAST) {
      child.withAgent(configuration);
    }
    child.option(
        "-Dotel.traces.exporter=none", "-Dotel.metrics.exporter=none", "-Dotel.logs.exporter=none");
    List<String> arguments = new ArrayList<>();
    for (int i = 0; i < WAYS.size(); i++) {
      arguments.addAll(List.of(WAYS.get(i), target(folder, i), "20000", "2", "7"));
    }

    ChildJvm.Result result = child.run(Ways.class, arguments);

    assertThat(result.exit()).as(result::toString).isZero();
    assertThat(result.outLines()).allMatch(line -> line.startsWith("ACK "));
    assertThat(result.errLines())
        .filteredOn(line -> line.contains("holdfast"))
        .singleElement()
        .asString()
        .startsWith("holdfast: active, ");
    for (int i = 0; i < WAYS.size(); i++) {
      String target = target(folder, i);
      assertThat(
              OrderLint.check(
                  SystemCallTrace.read(trace),
                  target,
                  target,
                  Ways.all().get(WAYS.get(i)).kind(),
                  Before.ABSENT,
                  Content.SOME))
          .isEmpty();
    }
  }

  private static String target(Path folder, int way) {
    return folder.resolve("state" + way + ".dat").toString();
  }

  /** The build copies the jars there. */
  private String arguments(String jar) {
    Path file = Path.of("target", "agents", jar).toAbsolutePath();
    assertThat(file).exists();
    return jar.startsWith("jacoco")
        ? file + "=destfile=" + temporary.resolve("jacoco.exec")
        : file + "";
  }
}
