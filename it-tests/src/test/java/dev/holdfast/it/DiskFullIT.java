package dev.holdfast.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import samples.Versions;
import samples.Ways;

/** A disk that is full in the midst of a save: the old version stays, the application is told. */
class DiskFullIT {
  private static final int OLD_VERSION = 900;

  /** Their exceptions come out of the call that writes or closes. */
  private static final List<String> TELLING =
      List.of(
          "FileOutputStream(File)",
          "BufferedOutputStream",
          "FileWriter",
          "Properties.store",
          "ZipOutputStream",
          "Files.write(bytes)",
          "Files.newBufferedWriter",
          "Files.newByteChannel",
          "FileChannel.write",
          "FileChannel.write(gathering)",
          "FileChannel.transferFrom",
          "FileChannel.transferTo",
          "AsynchronousFileChannel",
          "Files.copy(InputStream)",
          "Files.copy(Path)");

  /** Theirs are swallowed by the JDK, which only sets a flag that hardly anybody asks for. */
  private static final List<String> SWALLOWING =
      List.of("PrintWriter(File)", "PrintStream(File)", "Formatter(File)");

  @TempDir private Path temporary;

  private Path disk;
  private SmallDisk mounted;

  @BeforeEach
  void mountSmallDisk() throws Exception {
    disk = Files.createDirectory(temporary.toRealPath().resolve("disk"));
    mounted = SmallDisk.at(disk);
  }

  @AfterEach
  void unmount() throws Exception {
    if (mounted != null) {
      mounted.unmount();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("dev.holdfast.it.Jvms#matrix")
  void theOldVersionStaysAndTheApplicationIsTold(Jdk jdk) throws Exception {
    ChildJvm.Result result =
        run(ChildJvm.on(jdk).withAgent(Configuration.protecting(disk)), TELLING);

    for (String way : TELLING) {
      assertThat(result.outLines())
          .as(() -> way + ": " + result)
          .anyMatch(line -> line.startsWith("FAIL 1 " + target(way)));
      assertThat(Versions.of(Files.readAllBytes(target(way)))).as(way).isEqualTo(OLD_VERSION);
      if (!way.startsWith("Files.copy")) { // its exception is stock's: nothing was open
        assertThat(result.err()).contains("cannot save " + target(way));
      }
    }
    assertThat(KillRun.ours(disk)).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("dev.holdfast.it.Jvms#matrix")
  void theOldVersionStaysWhereTheJdkSwallowsTheFailure(Jdk jdk) throws Exception {
    ChildJvm.Result result =
        run(ChildJvm.on(jdk).withAgent(Configuration.protecting(disk)), SWALLOWING);

    for (String way : SWALLOWING) {
      assertThat(Versions.of(Files.readAllBytes(target(way))))
          .as(() -> way + ": " + result)
          .isEqualTo(OLD_VERSION);
      assertThat(result.err()).contains("cannot save " + target(way));
    }
    assertThat(KillRun.ours(disk)).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("dev.holdfast.it.Jvms#matrix")
  void withoutTheAgentTheOldVersionIsLost(Jdk jdk) throws Exception {
    run(ChildJvm.on(jdk), List.of("FileOutputStream(File)"));

    assertThat(target("FileOutputStream(File)").toFile().length())
        .isNotEqualTo(Versions.content(OLD_VERSION, 2000, 7).length);
  }

  private Path target(String way) {
    return disk.resolve(way.replaceAll("[^A-Za-z0-9.]+", "-") + ".dat");
  }

  private ChildJvm.Result run(ChildJvm child, List<String> ways) throws Exception {
    List<String> arguments = new ArrayList<>();
    for (String way : ways) {
      Path target = target(way);
      Files.write(target, Versions.content(OLD_VERSION, 2000, 7));
      arguments.addAll(List.of(way, target + "", "1000000", "1", "7"));
    }
    return child.run(Ways.class, arguments);
  }
}
