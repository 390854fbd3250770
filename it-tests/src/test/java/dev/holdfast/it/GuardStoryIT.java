package dev.holdfast.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import samples.DyingWriter;
import samples.SavesCopies;

/**
 * The accident of the snapshot store: a second process boots on a half-written file, starts from
 * nothing and saves 63 nodes over the graph of 5,113. Without the agent the graph is gone; with it,
 * each guard alone keeps it.
 */
class GuardStoryIT {
  private static final String OFF = "on-exception: commit";
  private static final String SHRINK = OFF + "\n    shrink-guard: {above: 200KB, below: 1/16}";
  private static final int GUARDED_FROM = 200 * 1024 + 1;

  private final Jdk jdk = Jvms.of(21);

  private Path folder;
  private Path target;
  private Path good;
  private Path fresh;

  static Stream<Jdk> jdks() {
    return Jvms.matrix();
  }

  @BeforeEach
  void theGoodGraph() throws IOException {
    Jvms.require(jdk);
    good = SnapshotStore.snapshot(jdk, SnapshotStore.NODES);
    fresh = SnapshotStore.snapshot(jdk, SnapshotStore.FRESH_NODES);
    folder = Memory.folder();
    target = folder.resolve("snapshot.json");
    Files.copy(good, target);
  }

  @AfterEach
  void remove() {
    Memory.remove(folder);
  }

  @Test
  void withoutTheAgentTheGraphOf5113NodesIsGone() throws Exception {
    try (ChildJvm.Running writer = savingAgainAndAgain(SnapshotStore.on(jdk))) {
      stopInMidSave(writer, target);
      assertThat(target.toFile().length()).isLessThan(good.toFile().length());

      ChildJvm.Result second = SnapshotStore.run(SnapshotStore.on(jdk), "boot", target + "");

      assertThat(second.out()).contains("no usable snapshot", "starting anew");
      writer.kill();
    }
    assertThat(SnapshotStore.check(jdk, target)).isEqualTo("whole version 1 nodes 63");
  }

  @Test
  void anAtomicSaveAloneShowsTheSecondProcessTheWholeGraph() throws Exception {
    Path rule = rule(OFF);
    try (ChildJvm.Running writer = savingAgainAndAgain(SnapshotStore.on(jdk).withAgent(rule))) {
      stopInMidSave(writer, null);

      ChildJvm.Result second =
          SnapshotStore.run(SnapshotStore.on(jdk).withAgent(rule), "boot", target + "");

      assertThat(second.out()).as(second::toString).contains("loaded version", "5113 nodes");
      writer.kill();
    }
    assertThat(SnapshotStore.check(jdk, target)).matches("whole version \\d+ nodes 5113");
  }

  /** The writer dies of an exception of its own in the midst of a save. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("jdks")
  void discardAloneKeepsTheGraphOfAWriterThatDies(Jdk each) throws Exception {
    ChildJvm.Result result = die(each, "on-exception: discard");

    assertThat(result.exit()).isEqualTo(1);
    assertThat(result.err()).contains("NullPointerException", "abandoned by an exception");
    assertGraphIsIntact();
    assertThat(SnapshotStore.names(folder)).containsExactly("snapshot.json");
  }

  @Test
  void withoutDiscardTheWriterThatDiesLeavesATornGraph() throws Exception {
    die(jdk, OFF);

    assertThat(SnapshotStore.check(jdk, target)).startsWith("torn");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jdks")
  void shrinkGuardAloneRefuses63NodesOverAnIntactGraph(Jdk each) throws Exception {
    ChildJvm.Result result = save63Nodes(each, SHRINK);

    assertThat(result.exit()).as(result::toString).isEqualTo(1);
    assertGraphIsIntact();
  }

  @Test
  void withoutAGuardThe63NodesReplaceTheGraph() throws Exception {
    assertThat(save63Nodes(jdk, OFF).exit()).isZero();

    assertThat(SnapshotStore.check(jdk, target)).isEqualTo("whole version 2 nodes 63");
  }

  @Test
  void theApplicationIsToldOfBothSizesAndTheRule() throws Exception {
    ChildJvm.Result result = save63Nodes(jdk, SHRINK);

    Path refused = refused();
    assertThat(result.err())
        .containsPattern("java.io.IOException|SaveRefusedException")
        .contains(Files.size(good) + "", Files.size(refused) + "", "'rule 1'", "shrink-guard")
        .contains("SnapshotFile.save"); // out of the application's own close
  }

  @Test
  void theRefusedBytesAreKeptWhole() throws Exception {
    save63Nodes(jdk, SHRINK);

    assertThat(SnapshotStore.check(jdk, refused())).isEqualTo("whole version 2 nodes 63");
    assertThat(SnapshotStore.names(folder))
        .containsExactly("snapshot.json", "snapshot.json.holdfast-refused");
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "FileOutputStream(File)",
        "Files.write(bytes)",
        "FileChannel.write",
        "File.renameTo",
        "Files.move(REPLACE_EXISTING)",
        "Files.move(ATOMIC_MOVE)",
        "getFD.sync+renameTo",
        "Files.copy(InputStream)"
      })
  void shrinkGuardAloneRefusesEveryWayOfReplacing(String way) throws Exception {
    ChildJvm.Result result = saveCopies(SHRINK, way, target, fresh);

    assertThat(result.out()).as(result::toString).contains("FAIL " + target);
    assertGraphIsIntact();
    assertThat(Files.mismatch(refused(), fresh)).isEqualTo(-1);
    assertThat(KillRun.ours(folder)).isEmpty();
    assertThat(result.err()).contains(Files.size(good) + "", Files.size(fresh) + "", "'rule 1'");
  }

  @Test
  void theNextGoodSaveGoesThrough() throws Exception {
    String way = "FileOutputStream(File)";
    ChildJvm.Result result = saveCopies(SHRINK, way, target, fresh, way, target, good);

    assertThat(result.outLines().get(0)).startsWith("FAIL " + target);
    assertThat(result.outLines().get(1)).isEqualTo("SAVED " + target);
    assertGraphIsIntact();
    assertThat(KillRun.ours(folder)).isEmpty();
  }

  @Test
  void filesUpTo200KilobytesMayBecomeAsSmallAsTheyLike() throws Exception {
    Path small = file("small.json", GUARDED_FROM - 1);
    Path nothing = file("nothing", 0);

    ChildJvm.Result result = saveCopies(SHRINK, "FileOutputStream(File)", small, nothing);

    assertThat(result.out()).as(result::toString).contains("SAVED " + small);
    assertThat(small).isEmptyFile();
  }

  @Test
  void oneByteMoreIsGuardedAndExactlyASixteenthIsEnough() throws Exception {
    int above = 16 * 20_000; // a sixteenth is a whole number of bytes
    Path guarded = file("guarded.json", GUARDED_FROM);
    Path sixteenth = file("sixteenth.json", above);
    Path tooSmall = file("too-small.json", above);
    Path enough = file("enough", above / 16);
    Path oneLess = file("one-less", above / 16 - 1);
    String way = "FileOutputStream(File)";

    ChildJvm.Result result =
        saveCopies(
            SHRINK, way, guarded, file("tiny", 1), way, sixteenth, enough, way, tooSmall, oneLess);

    assertThat(result.outLines().get(0)).startsWith("FAIL " + guarded);
    assertThat(result.outLines().get(1)).isEqualTo("SAVED " + sixteenth);
    assertThat(result.outLines().get(2)).startsWith("FAIL " + tooSmall);
    assertThat(guarded).hasSize(GUARDED_FROM);
    assertThat(sixteenth).hasSize(above / 16);
    assertThat(tooSmall).hasSize(above);
  }

  @Test
  void theStatusCountsWhatWasRefusedByRule() throws Exception {
    String way = "FileOutputStream(File)";
    ChildJvm.Result result =
        saveCopies(SHRINK, way, target, fresh, way, target, fresh, way, target, good);

    String status = result.outLines().get(3);
    assertThat(status).startsWith("STATUS {").contains("\"refused\":2", "\"committed\":1");
    String ofRule = status.substring(status.indexOf("rule 1"));
    assertThat(ofRule).contains("\"refused\":2", "\"committed\":1");
    assertThat(result.errLines())
        .filteredOn(line -> line.contains("refused to save"))
        .as("told once a cause")
        .hasSize(1);
  }

  @Test
  void validateAloneKeepsTheGraphOfAWriterThatDies() throws Exception {
    ChildJvm.Result result = die(jdk, OFF + "\n    validate: json");

    assertThat(result.exit()).isEqualTo(1);
    assertGraphIsIntact();
    assertThat(SnapshotStore.check(jdk, refused())).startsWith("torn");
    assertThat(result.err()).contains("validate: json", "line ", "column ");
  }

  @Test
  void keepPreviousAloneHasTheGraphBesideThe63Nodes() throws Exception {
    ChildJvm.Result result = save63Nodes(jdk, OFF + "\n    keep-previous: 2");

    assertThat(result.exit()).as(result::toString).isZero();
    assertThat(SnapshotStore.check(jdk, target)).isEqualTo("whole version 2 nodes 63");
    Path previous = folder.resolve("snapshot.json.holdfast-previous.1");
    assertThat(Files.mismatch(previous, good)).isEqualTo(-1);
    assertThat(SnapshotStore.names(folder))
        .containsExactly("snapshot.json", "snapshot.json.holdfast-previous.1");
  }

  private Path rule(String lines) {
    return Configuration.protectingWith(lines, folder);
  }

  private Path refused() {
    return folder.resolve("snapshot.json.holdfast-refused");
  }

  private void assertGraphIsIntact() throws IOException {
    assertThat(Files.mismatch(target, good)).as("byte by byte").isEqualTo(-1);
  }

  private Path file(String name, int size) throws IOException {
    return Files.write(folder.resolve(name), new byte[size]);
  }

  private ChildJvm.Running savingAgainAndAgain(ChildJvm child) {
    return SnapshotStore.start(child, "save-loop", target + "", SnapshotStore.NODES + "");
  }

  /** A save of 63 nodes by a process that has started from nothing. */
  private ChildJvm.Result save63Nodes(Jdk each, String lines) {
    return SnapshotStore.run(
        SnapshotStore.on(each).withAgent(rule(lines)), "save-loop", target + "", "63", "1");
  }

  private ChildJvm.Result die(Jdk each, String lines) {
    return SnapshotStore.on(each)
        .withAgent(rule(lines))
        .run(DyingWriter.class, target + "", SnapshotStore.NODES + "");
  }

  private ChildJvm.Result saveCopies(String lines, Object... words) {
    List<String> arguments = new ArrayList<>();
    for (Object word : words) {
      arguments.add(word.toString());
    }
    return ChildJvm.on(jdk)
        .option("-Xmx700m")
        .withAgent(rule(lines))
        .run(SavesCopies.class, arguments);
  }

  /**
   * Stops {@code writer} with a part of the graph written: to {@code fileOrNull}, else to the
   * shadow copy that must be in the folder then.
   */
  private void stopInMidSave(ChildJvm.Running writer, Path fileOrNull) {
    Awaitility.await()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(1))
        .atMost(Duration.ofMinutes(2))
        .until(
            () -> {
              if (!writer.isAlive()) {
                throw new AssertionError("it has ended: " + writer.errSoFar());
              }
              if (!isPart(fileOrNull)) {
                return false;
              }
              OtherUser.command("kill", "-STOP", writer.pid() + "");
              if (isPart(fileOrNull)) {
                return true;
              }
              OtherUser.command("kill", "-CONT", writer.pid() + "");
              return false;
            });
  }

  private boolean isPart(Path fileOrNull) throws IOException {
    List<String> shadows = fileOrNull == null ? KillRun.ours(folder) : List.of();
    Path file = shadows.isEmpty() ? fileOrNull : folder.resolve(shadows.get(0));
    long length = file == null ? 0 : file.toFile().length();
    return length > 0 && length < Files.size(good) * 3 / 4;
  }
}
