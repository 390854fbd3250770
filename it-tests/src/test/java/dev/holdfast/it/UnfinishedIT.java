package dev.holdfast.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import samples.LeavesOpen;
import samples.Versions;
import samples.Ways;

/**
 * Saves that no close ends: left to the collector, open at exit, forced midway, deleted, orphaned.
 */
class UnfinishedIT {
  private static final int OLD_VERSION = 900;
  private static final int SIZE = 30_000;

  @TempDir private Path temporary;

  private Path folder;
  private Path target;
  private Path configuration;

  static Stream<Jdk> jdks() {
    return Jvms.matrix();
  }

  @BeforeEach
  void oldVersion() throws IOException {
    folder = temporary.toRealPath();
    target = folder.resolve("state.dat");
    Files.write(target, Versions.content(OLD_VERSION, 500, 7));
    configuration = Configuration.protecting(folder);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jdks")
  void aStreamLeftToTheCollectorIsCommitted(Jdk jdk) throws Exception {
    ChildJvm.Result result = run(jdk, "collected");

    assertThat(result.out()).as(result::toString).contains("OPEN", "ACK 1 ");
    assertThat(version()).isEqualTo(1);
    assertThat(names()).containsExactly("state.dat");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jdks")
  void aStreamLeftOpenByAMethodThatReturnedIsCommittedAtExit(Jdk jdk) throws Exception {
    ChildJvm.Result result = run(jdk, "returned");

    assertThat(result.exit()).as(result::toString).isZero();
    assertThat(version()).as(result::toString).isEqualTo(1);
    assertThat(names()).containsExactly("state.dat");
  }

  static Stream<Arguments> insideAndJdks() {
    return Jvms.matrix()
        .flatMap(
            jdk -> Stream.of("exit-inside", "thread-inside").map(mode -> Arguments.of(mode, jdk)));
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("insideAndJdks")
  void aSaveInProgressAtExitIsKeptAside(String mode, Jdk jdk) throws Exception {
    ChildJvm.Result result = run(jdk, mode);

    assertThat(result.exit()).as(result::toString).isZero();
    assertThat(version()).as(result::toString).isEqualTo(OLD_VERSION);
    assertThat(names()).containsExactly("state.dat", "state.dat.holdfast-unfinished");
    assertThat(Files.readAllBytes(folder.resolve("state.dat.holdfast-unfinished")))
        .isEqualTo(half());
    assertThat(result.errLines())
        .filteredOn(line -> line.contains("holdfast-unfinished"))
        .hasSize(1);
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("insideAndJdks")
  void onExitCommitPublishesItInstead(String mode, Jdk jdk) throws Exception {
    configuration = Configuration.protectingWith("on-exit: commit", folder);

    ChildJvm.Result result = run(jdk, mode);

    assertThat(Files.readAllBytes(target)).as(result::toString).isEqualTo(half());
    assertThat(names()).containsExactly("state.dat");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jdks")
  void onExitDiscardDropsWhatWasNotClosed(Jdk jdk) throws Exception {
    configuration = Configuration.protectingWith("on-exit: discard", folder);

    ChildJvm.Result result = run(jdk, "returned");

    assertThat(version()).as(result::toString).isEqualTo(OLD_VERSION);
    assertThat(names()).containsExactly("state.dat");
  }

  static Stream<Arguments> forcesAndJdks() {
    return Jvms.matrix()
        .flatMap(jdk -> Stream.of("sync", "force").map(mode -> Arguments.of(mode, jdk)));
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("forcesAndJdks")
  void whatTheProgramForcesIsThereForOthersAtOnce(String mode, Jdk jdk) throws Exception {
    try (ChildJvm.Running running = start(jdk, mode)) {
      awaitSaid(running, "OPEN");
      assertThat(Files.readAllBytes(target)).as(running.errSoFar()).isEqualTo(half());
      running.tell("go on");
      assertThat(running.await().out()).contains("ACK 1 ");
    }
    assertThat(version()).isEqualTo(1);
    assertThat(names()).containsExactly("state.dat");
  }

  static Stream<Arguments> meddlingAndJdks() {
    return Jvms.matrix()
        .flatMap(
            jdk ->
                Stream.of("File.delete", "Files.delete", "File.renameTo", "Files.move", "exists")
                    .map(mode -> Arguments.of(mode, jdk)));
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("meddlingAndJdks")
  void deleteAndMoveOfATargetBeingSavedAreAsStock(String mode, Jdk jdk) throws Exception {
    ChildJvm.Result stock = ChildJvm.on(jdk).run(LeavesOpen.class, arguments(mode));
    List<String> stockFiles = contents();
    OtherUser.command("find", folder.toString(), "-type", "f", "-delete");
    oldVersion();

    ChildJvm.Result result = run(jdk, mode);

    assertThat(result.out()).as(result::toString).isEqualTo(stock.out());
    assertThat(contents()).as(result::toString).isEqualTo(stockFiles);
  }

  /** Stock does not keep a new file's name either, if that is taken away before the close. */
  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("meddlingAndJdks")
  void theSameHoldsForATargetThatIsNew(String mode, Jdk jdk) throws Exception {
    Files.delete(target);
    ChildJvm.on(jdk).run(LeavesOpen.class, arguments(mode));
    List<String> stockFiles = contents();
    OtherUser.command("find", folder.toString(), "-type", "f", "-delete");

    ChildJvm.Result result = run(jdk, mode);

    assertThat(contents()).as(result::toString).isEqualTo(stockFiles);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jdks")
  void onlyWhatADeadProcessLeftIsRemovedAtTheNextStart(Jdk jdk) throws Exception {
    Path lookAlike = Files.writeString(folder.resolve(".holdfast-notes"), "mine");
    Path other = folder.resolve("other.dat");
    try (ChildJvm.Running living = start(jdk, "wait")) {
      awaitSaid(living, "OPEN");
      List<String> withLiving = KillRun.ours(folder);
      try (ChildJvm.Running dying = start(jdk, "wait")) {
        awaitSaid(dying, "OPEN");
        assertThat(KillRun.ours(folder)).hasSize(withLiving.size() + 1);
        dying.kill();
      }

      ChildJvm.Result next =
          ChildJvm.on(jdk)
              .withAgent(configuration)
              .run(Ways.class, "Files.write(bytes)", other + "", "100", "1", "7");

      assertThat(next.exit()).as(next::toString).isZero();
      assertThat(KillRun.ours(folder)).isEqualTo(withLiving).contains(".holdfast-notes");
      living.tell("go on");
      assertThat(living.await().out()).contains("ACK 1 ");
    }
    assertThat(version()).isEqualTo(1);
    assertThat(lookAlike).hasContent("mine");
    assertThat(names()).containsExactly(".holdfast-notes", "other.dat", "state.dat");
  }

  private byte[] half() {
    byte[] whole = Versions.content(1, SIZE, 7);
    return java.util.Arrays.copyOf(whole, SIZE / 2);
  }

  private int version() throws IOException {
    return Versions.of(Files.readAllBytes(target));
  }

  private List<String> arguments(String mode) {
    return List.of(mode, target + "", SIZE + "");
  }

  private ChildJvm.Result run(Jdk jdk, String mode) {
    return ChildJvm.on(jdk).withAgent(configuration).run(LeavesOpen.class, arguments(mode));
  }

  private ChildJvm.Running start(Jdk jdk, String mode) {
    return ChildJvm.on(jdk).withAgent(configuration).start(LeavesOpen.class, arguments(mode));
  }

  static void awaitSaid(ChildJvm.Running running, String word) {
    running.awaitOut(word);
    assertThat(running.outSoFar()).as(running::errSoFar).contains(word);
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  /** Each file with its version or its length. */
  private List<String> contents() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName() + ": " + file.toFile().length() + " bytes")
          .sorted()
          .toList();
    }
  }
}
