package dev.holdfast.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import samples.Versions;
import samples.Watches;
import samples.Ways;

/** Who listens for ENTRY_MODIFY still hears of a save, though it is a rename now. */
class WatchIT {
  @TempDir private Path temporary;

  static Stream<Arguments> waysAndJdks() {
    return Jvms.matrix()
        .flatMap(
            jdk ->
                Stream.of("FileOutputStream(File)", "Files.write(bytes)")
                    .map(way -> Arguments.of(way, jdk)));
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("waysAndJdks")
  void aWatcherInTheSameJvmHears(String way, Jdk jdk) throws Exception {
    Path file = oldVersion();
    ChildJvm.Result result =
        ChildJvm.on(jdk)
            .withAgent(Configuration.protecting(file.getParent()))
            .run(Watches.class, file + "", way);

    assertThat(result.out()).as(result::toString).isEqualTo("READY\nHEARD\n");
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("waysAndJdks")
  void aWatcherInAnotherJvmHears(String way, Jdk jdk) throws Exception {
    Path file = oldVersion();
    try (ChildJvm.Running watcher = ChildJvm.on(jdk).start(Watches.class, List.of(file + ""))) {
      UnfinishedIT.awaitSaid(watcher, "READY");
      ChildJvm.Result save =
          ChildJvm.on(jdk)
              .withAgent(Configuration.protecting(file.getParent()))
              .run(Ways.class, way, file + "", "5000", "1", "7");

      assertThat(save.exit()).as(save::toString).isZero();
      assertThat(watcher.await().out()).isEqualTo("READY\nHEARD\n");
    }
  }

  private Path oldVersion() throws Exception {
    Path file = temporary.toRealPath().resolve("state.dat");
    return Files.write(file, Versions.content(900, 500, 7));
  }
}
