package dev.holdfast.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import samples.SavesTogether;
import samples.Versions;

/**
 * Threads and processes that save one file at a time never mix bytes; a reader sees whole files.
 */
class TogetherIT {
  private static final int THREADS = 3;

  @TempDir private Path temporary;

  static Stream<Arguments> waysAndJdks() {
    return Jvms.matrix()
        .flatMap(
            jdk ->
                Stream.of("FileOutputStream(File)", "Files.write(bytes)", "Files.copy(InputStream)")
                    .map(way -> Arguments.of(way, jdk)));
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("waysAndJdks")
  void everyReadSeesOneWholeVersion(String way, Jdk jdk) throws Exception {
    Path folder = temporary.toRealPath();
    Path target = folder.resolve("state.dat");
    Files.write(target, Versions.content(900, 5000, 7));
    ChildJvm child = ChildJvm.on(jdk).withAgent(Configuration.protecting(folder));

    Map<String, Integer> seen = readWhileSaving(child, way, target);

    assertThat(seen.keySet()).as(seen::toString).containsExactly("whole");
    assertThat(KillRun.ours(folder)).isEmpty();
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("waysAndJdks")
  void withoutTheAgentReadersSeeDamage(String way, Jdk jdk) throws Exception {
    Path target = temporary.toRealPath().resolve("state.dat");
    Files.write(target, Versions.content(900, 5000, 7));

    Map<String, Integer> seen = readWhileSaving(ChildJvm.on(jdk), way, target);

    assertThat(seen.keySet()).as(seen::toString).hasSizeGreaterThan(1);
  }

  /** Two processes with three threads each save, this one reads; what it saw, and how often. */
  private static Map<String, Integer> readWhileSaving(ChildJvm child, String way, Path target)
      throws Exception {
    Map<String, Integer> seen = new TreeMap<>();
    List<String> arguments = List.of(way, target + "", "100000", "30", THREADS + "");
    try (ChildJvm.Running first = child.start(SavesTogether.class, arguments);
        ChildJvm.Running second = child.start(SavesTogether.class, arguments)) {
      while (first.isAlive() || second.isAlive()) {
        seen.merge(look(target), 1, Integer::sum);
      }
      for (ChildJvm.Running running : List.of(first, second)) {
        ChildJvm.Result result = running.await();
        if (result.out().contains("FAIL")) {
          seen.merge("failed: " + result.outLines().get(0), 1, Integer::sum);
        }
        assertThat(result.exit()).as(result::toString).isZero();
      }
      seen.merge(look(target), 1, Integer::sum);
    }
    return seen;
  }

  private static String look(Path target) throws IOException {
    try {
      Versions.of(Files.readAllBytes(target));
      return "whole";
    } catch (NoSuchFileException missing) {
      return "missing";
    } catch (samples.Way.DamagedException damaged) {
      return "damaged";
    }
  }
}
